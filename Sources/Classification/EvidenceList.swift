import Domain

/// The words that decided, as they stand in the post.
struct EvidenceList {
    let text: String
    let prepared: PreparedText
    let scores: LabelScores

    /// The evidence for every label that holds, in the order of fields and then of the text.
    func list(for labels: Assessment.Labels) -> [Evidence] {
        var list = evidence(.kind, labels.kind.rawValue)
        for topic in labels.topics { list += evidence(.topic, topic.rawValue) }
        if labels.urgency != .routine { list += evidence(.urgency, labels.urgency.rawValue) }
        if labels.minors { list += evidence(.minors, "yes") }
        for place in labels.places { list += evidence(.place, place) }
        fillInWords(&list)
        return list
    }

    /// The evidence for one label, without its words.
    private func evidence(_ field: TermField, _ value: String) -> [Evidence] {
        scores[field, value].hits.filter { $0.weight > 0 }.flatMap { hit in
            hit.ranges.compactMap { range -> Evidence? in
                guard let (start, end) = scalars(range) else { return nil }
                return Evidence(field: field.rawValue, value: value, text: "", start: start, end: end)
            }
        }
        .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    /// The scalars that a range of words, or a mark, covers.
    private func scalars(_ range: ClosedRange<Int32>) -> (Int, Int)? {
        if range.lowerBound < 0 {
            let number = Int(-1 - range.lowerBound)
            guard prepared.marks.indices.contains(number) else { return nil }
            return (Int(prepared.marks[number].scalarStart), Int(prepared.marks[number].scalarEnd))
        }
        let words = prepared.words
        guard words.indices.contains(Int(range.lowerBound)) else { return nil }
        let last = words[min(Int(range.upperBound), words.count - 1)]
        return (Int(words[Int(range.lowerBound)].scalarStart), Int(last.scalarEnd))
    }

    /// Walks the text once for all positions, because finding one means counting from its start.
    private func fillInWords(_ list: inout [Evidence]) {
        let scalars = text.unicodeScalars
        var indices: [Int: String.Index] = [:]
        var (position, index) = (0, scalars.startIndex)
        for next in Set(list.flatMap { [$0.start, $0.end] }).sorted() {
            index = scalars.index(index, offsetBy: next - position)
            position = next
            indices[position] = index
        }
        for number in list.indices {
            guard let start = indices[list[number].start], let end = indices[list[number].end] else { continue }
            list[number].text = String(scalars[start..<end])
        }
    }
}
