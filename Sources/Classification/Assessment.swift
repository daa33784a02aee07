import Domain

/// Turns sums of weights into the labels of the codebook.
struct Assessment: Sendable {
    let core: CoreLabels
    let thresholds: ClassifierData.Thresholds

    /// The labels of a post.
    struct Labels {
        var kind: Kind
        /// Topics by their numbers, rising.
        var topics: [Int]
        var primary: Int?
        var urgency: Urgency
        var minors: Bool
        /// Where places are named, in the order of mention.
        var places: [PlaceHit]
    }

    func labels(_ scores: LabelScores, places: [PlaceHit]) -> Labels {
        let topics = core.topics.indices.filter { scores[$0].sum >= thresholds.topic }
        let kind = kind(scores, hasTopic: !topics.isEmpty)
        return Labels(
            kind: kind,
            topics: topics,
            primary: primary(of: topics, scores),
            urgency: kind == .request ? urgency(scores) : .routine,
            minors: scores[core.minors].sum >= thresholds.minors,
            places: places
        )
    }

    /// The kind with the highest sum.
    ///
    /// A question about a topic is a request, and so is a plight that is urgent, unless an offer is plainer: nothing
    /// acute may be overlooked.
    private func kind(_ scores: LabelScores, hasTopic: Bool) -> Kind {
        let acute = scores[core.acute].sum >= thresholds.acute
        let soon = scores[core.soon].sum >= thresholds.soon
        var best: (kind: Kind, sum: Int) = (.chatter, thresholds.kind - 1)
        for kind in Kind.allCases {
            var sum = Int(scores[core.number(of: kind)].sum)
            if kind == .request {
                sum += (acute ? thresholds.acute : 0) + (soon && hasTopic ? 2 : 0) + (hasTopic && sum >= 2 ? 1 : 0)
            }
            if sum > best.sum { best = (kind, sum) }
        }
        return best.kind
    }

    private func urgency(_ scores: LabelScores) -> Urgency {
        if scores[core.acute].sum >= thresholds.acute { return .acute }
        return scores[core.soon].sum >= thresholds.soon ? .soon : .routine
    }

    /// The topic with the highest sum; of equal ones the one that is named first.
    private func primary(of topics: [Int], _ scores: LabelScores) -> Int? {
        topics.max { (scores[$0].sum, -scores[$0].first) < (scores[$1].sum, -scores[$1].first) }
    }
}
