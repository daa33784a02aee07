import Domain

/// Adds up what the terms found in a post say, label by label.
struct LabelScores {
    /// What one label got.
    struct Score {
        var sum: Int32 = 0
        /// The terms that counted, in the order of the text.
        var hits: [TermMatcher.Hit] = []
    }

    private var scores: [TermLabel: Score] = [:]

    /// Where two terms for one label cover the same words the longer one counts, and of equal ones the heavier.
    init(_ hits: [TermMatcher.Hit], _ index: TermIndex) {
        let byLabel = Dictionary(grouping: hits, by: \.label)
        for (label, hits) in byLabel {
            scores[index.labels[Int(label)]] = Self.score(hits)
        }
    }

    subscript(_ field: TermField, _ value: String) -> Score {
        scores[TermLabel(field: field, value: value)] ?? Score()
    }

    /// All values of a field that got something, with their scores, in no order.
    func values(of field: TermField) -> [(value: String, score: Score)] {
        scores.filter { $0.key.field == field }.map { ($0.key.value, $0.value) }
    }

    private static func score(_ hits: [TermMatcher.Hit]) -> Score {
        let sorted = hits.sorted {
            ($0.wordCount, abs($0.weight), -$0.ranges[0].lowerBound)
                > ($1.wordCount, abs($1.weight), -$1.ranges[0].lowerBound)
        }
        var score = Score()
        for hit in sorted where !score.hits.contains(where: { overlaps($0, hit) }) {
            score.sum += hit.weight
            score.hits.append(hit)
        }
        score.hits.sort { $0.ranges[0].lowerBound < $1.ranges[0].lowerBound }
        return score
    }

    private static func overlaps(_ one: TermMatcher.Hit, _ other: TermMatcher.Hit) -> Bool {
        one.ranges.contains { range in other.ranges.contains { $0.overlaps(range) } }
    }
}
