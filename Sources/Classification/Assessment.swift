import Domain

/// Turns sums of weights into the labels of the codebook.
struct Assessment: Sendable {
    let topics: [TopicID]
    let thresholds: ClassifierData.Thresholds

    /// The labels of a post, with what decided.
    struct Labels {
        var kind: Kind
        var topics: [TopicID]
        var primary: TopicID?
        var urgency: Urgency
        var minors: Bool
        var places: [String]
    }

    func labels(_ scores: LabelScores) -> Labels {
        let topics = topics.filter { scores[.topic, $0.rawValue].sum >= thresholds.topic }
        let kind = kind(scores, hasTopic: !topics.isEmpty)
        return Labels(
            kind: kind,
            topics: topics,
            primary: primary(of: topics, scores),
            urgency: kind == .request ? urgency(scores) : .routine,
            minors: scores[.minors, "yes"].sum >= thresholds.minors,
            places: places(scores)
        )
    }

    /// The kind with the highest sum.
    ///
    /// A question about a topic is a request, and so is a plight that is urgent, unless an offer is plainer: nothing
    /// acute may be overlooked.
    private func kind(_ scores: LabelScores, hasTopic: Bool) -> Kind {
        let acute = scores[.urgency, Urgency.acute.rawValue].sum >= thresholds.acute
        let soon = scores[.urgency, Urgency.soon.rawValue].sum >= thresholds.soon
        func sum(_ kind: Kind) -> Int { Int(scores[.kind, kind.rawValue].sum) }
        let request =
            sum(.request) + (acute ? thresholds.acute : 0) + (soon && hasTopic ? 2 : 0)
            + (hasTopic && sum(.request) >= 2 ? 1 : 0)
        let candidates: [(Kind, Int)] = [
            (.request, request), (.offer, sum(.offer)), (.claim, sum(.claim)), (.chatter, sum(.chatter)),
        ]
        var best: (kind: Kind, sum: Int) = (.chatter, thresholds.kind - 1)
        for (kind, sum) in candidates where sum > best.sum { best = (kind, sum) }
        return best.kind
    }

    private func urgency(_ scores: LabelScores) -> Urgency {
        if scores[.urgency, Urgency.acute.rawValue].sum >= thresholds.acute { return .acute }
        return scores[.urgency, Urgency.soon.rawValue].sum >= thresholds.soon ? .soon : .routine
    }

    /// The topic with the highest sum; of equal ones the one that is named first.
    private func primary(of topics: [TopicID], _ scores: LabelScores) -> TopicID? {
        topics.max { left, right in
            let (one, other) = (scores[.topic, left.rawValue], scores[.topic, right.rawValue])
            return (one.sum, -first(one)) < (other.sum, -first(other))
        }
    }

    private func first(_ score: LabelScores.Score) -> Int32 { score.hits.first?.ranges[0].lowerBound ?? .max }

    private func places(_ scores: LabelScores) -> [String] {
        scores.values(of: .place).sorted { (first($0.score), $0.value) < (first($1.score), $1.value) }.map(\.value)
    }
}
