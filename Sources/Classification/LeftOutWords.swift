package import Domain

extension Classifier {
    /// Labels a text, with the words that decided in the deep tier as evidence, found by leaving each out in turn.
    ///
    /// For one text on demand: costs as many deep predictions as there are words, at most `LeftOutWords.mostSteps`, some
    /// 9 ms each. Without a deep tier it is `classify`.
    package func explained(_ text: String) -> Prediction {
        var prediction = classify(text, tier: .deep)
        guard hasDeepTier, let whole = deepScores(of: text) else { return prediction }
        let words = LeftOutWords(text, preparation.prepare(text))
        let drops = words.steps.map { step -> SIMD16<Float> in
            deepScores(of: words.text(without: step)).map { whole - $0 } ?? .zero
        }
        let found = labelNumbers(of: prediction).flatMap { label in
            words.evidence(core.all[label], drops.map { $0[label] })
        }
        prediction.evidence = Self.merged(prediction.evidence, found)
        return prediction
    }

    private func labelNumbers(of prediction: Prediction) -> [Int] {
        var numbers = [core.number(of: prediction.kind)]
        numbers += core.topics.indices.filter { prediction.topics.contains(core.topics[$0]) }
        switch prediction.urgency {
        case .acute: numbers.append(core.acute)
        case .soon: numbers.append(core.soon)
        case .routine: break
        }
        return prediction.minors ? numbers + [core.minors] : numbers
    }

    /// What the lexicons found stays; of the rest only what is not within it.
    private static func merged(_ lexicon: [Evidence], _ found: [Evidence]) -> [Evidence] {
        let new = found.filter { word in
            !lexicon.contains {
                $0.field == word.field && $0.value == word.value && $0.start <= word.start && word.end <= $0.end
            }
        }
        let order = ["kind", "topic", "urgency", "minors", "place"]
        return (lexicon + new).enumerated().sorted { one, other in
            let (first, second) = (one.element, other.element)
            let (place, otherPlace) = (order.firstIndex(of: first.field) ?? 9, order.firstIndex(of: second.field) ?? 9)
            if place != otherPlace { return place < otherPlace }
            if first.value == second.value { return (first.start, first.end) < (second.start, second.end) }
            return one.offset < other.offset
        }.map(\.element)
    }
}

/// A text of which words are left out, one after the other.
struct LeftOutWords {
    private let text: String
    private let words: [PreparedText.Word]
    /// Which words are left out together: one at a time, in long texts several neighbours.
    let steps: [Range<Int>]

    /// More steps would take too long for somebody who waits.
    static let mostSteps = 60

    init(_ text: String, _ prepared: PreparedText) {
        self.text = text
        words = prepared.words
        let width = max(1, (words.count + Self.mostSteps - 1) / Self.mostSteps)
        steps = stride(from: 0, to: prepared.words.count, by: width).map { $0..<min($0 + width, prepared.words.count) }
    }

    func text(without step: Range<Int>) -> String {
        let (start, end) = place(of: step)
        return String(text[..<start]) + String(text[end...])
    }

    /// The words without which the label would be less sure: those that matter at least a third as much as the first.
    /// - Parameter drops: how much each step lowers the score.
    func evidence(_ label: TermLabel, _ drops: [Float]) -> [Evidence] {
        let least = max(Self.leastDrop, (drops.max() ?? 0) / 3)
        let best = drops.indices.filter { drops[$0] >= least }.sorted { (drops[$0], -$0) > (drops[$1], -$1) }
            .prefix(Self.mostWords)
        return best.sorted().map { number in
            let step = steps[number]
            let (start, end) = place(of: step)
            return Evidence(
                field: label.field.rawValue,
                value: label.value,
                text: String(text[start..<end]),
                start: Int(words[step.lowerBound].origin.scalarStart),
                end: Int(words[step.upperBound - 1].origin.scalarEnd)
            )
        }
    }

    private func place(of step: Range<Int>) -> (String.Index, String.Index) {
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: Int(words[step.lowerBound].origin.byteStart))
        return (start, bytes.index(bytes.startIndex, offsetBy: Int(words[step.upperBound - 1].origin.byteEnd)))
    }

    /// Smaller drops of the score, in units of log-odds, say nothing.
    private static let leastDrop: Float = 0.25
    private static let mostWords = 5
}
