import Domain

/// The words that decided, as they stand in the post.
struct EvidenceList {
    let text: String
    let prepared: PreparedText
    let scores: LabelScores
    let core: CoreLabels
    let names: [TermLabel]
    /// The names of places by their numbers.
    let placeNames: [String]

    /// The evidence for every label that holds, in the order of fields and then of the text.
    func list(for labels: Assessment.Labels) -> [Evidence] {
        var list: [Evidence] = []
        add(core.number(of: labels.kind), to: &list)
        for topic in labels.topics { add(topic, to: &list) }
        switch labels.urgency {
        case .acute: add(core.acute, to: &list)
        case .soon: add(core.soon, to: &list)
        case .routine: break
        }
        if labels.minors { add(core.minors, to: &list) }
        addPlaces(labels.places, to: &list)
        return list
    }

    private func addPlaces(_ places: [PlaceHit], to list: inout [Evidence]) {
        var named: Set<Int32> = []
        for place in places where named.insert(place.place).inserted {
            let name = TermLabel(field: .place, value: placeNames[Int(place.place)])
            add(places.filter { $0.place == place.place }.compactMap { self.place(of: $0.words) }, name, to: &list)
        }
    }

    private func add(_ label: Int, to list: inout [Evidence]) { add(scores[label], names[label], to: &list) }

    private func add(_ score: LabelScores.Score, _ name: TermLabel, to list: inout [Evidence]) {
        var spans: [PreparedText.Span] = []
        for hit in scores.counted[Int(score.hits.lowerBound)..<Int(score.hits.upperBound)] where hit.weight > 0 {
            for span in hit.spans { if let place = place(of: scores.hits.spans[Int(span)]) { spans.append(place) } }
        }
        add(spans, name, to: &list)
    }

    private func add(_ spans: [PreparedText.Span], _ name: TermLabel, to list: inout [Evidence]) {
        let spans = spans.sorted { ($0.scalarStart, $0.scalarEnd) < ($1.scalarStart, $1.scalarEnd) }
        let bytes = text.utf8
        for span in spans {
            let start = bytes.index(bytes.startIndex, offsetBy: Int(span.byteStart))
            let end = bytes.index(start, offsetBy: Int(span.byteEnd - span.byteStart))
            list.append(
                Evidence(
                    field: name.field.rawValue,
                    value: name.value,
                    text: String(text[start..<end]),
                    start: Int(span.scalarStart),
                    end: Int(span.scalarEnd)
                )
            )
        }
    }

    /// What a span of words, or a mark, covers in the text.
    private func place(of span: TermHits.Span) -> PreparedText.Span? {
        if span.first < 0 {
            let number = Int(-1 - span.first)
            return prepared.marks.indices.contains(number) ? prepared.marks[number].origin : nil
        }
        let words = prepared.words
        guard words.indices.contains(Int(span.first)) else { return nil }
        let last = words[min(Int(span.last), words.count - 1)].origin
        var place = words[Int(span.first)].origin
        (place.scalarEnd, place.byteEnd) = (last.scalarEnd, last.byteEnd)
        return place
    }
}
