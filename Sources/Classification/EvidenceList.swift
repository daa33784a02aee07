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
        return list
    }

    private func evidence(_ field: TermField, _ value: String) -> [Evidence] {
        scores[field, value].hits.filter { $0.weight > 0 }.flatMap { hit in
            hit.ranges.compactMap { range -> Evidence? in
                guard let (start, end) = scalars(range) else { return nil }
                return Evidence(field: field.rawValue, value: value, text: slice(start, end), start: start, end: end)
            }
        }
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

    private func slice(_ start: Int, _ end: Int) -> String {
        let scalars = text.unicodeScalars
        let from = scalars.index(scalars.startIndex, offsetBy: start)
        let to = scalars.index(from, offsetBy: end - start)
        return String(scalars[from..<to])
    }
}
