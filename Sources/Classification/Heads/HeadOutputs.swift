package import Domain

/// What the lanes of `LinearHeads` stand for, and how labels become targets and scores become labels.
package struct HeadOutputs: Sendable {
    let core: CoreLabels
    /// The names of the lanes.
    package let names: [String]

    package init(topics: [TopicID]) {
        core = CoreLabels(topics: topics)
        names = core.all.map { "\($0.field.rawValue):\($0.value)" }
    }

    /// The lanes of the kinds, in the order of `Kind.allCases`.
    package var kinds: ClosedRange<Int> { core.kinds }

    /// The lane of acute posts.
    package var acute: Int { core.acute }

    /// The targets of a labelled post.
    package func targets(kind: Kind, topics: [TopicID], urgency: Urgency, minors isMinors: Bool) -> SIMD16<Float> {
        var targets = SIMD16<Float>.zero
        for (lane, topic) in core.topics.enumerated() where topics.contains(topic) { targets[lane] = 1 }
        targets[core.number(of: kind)] = 1
        targets[core.acute] = urgency == .acute ? 1 : 0
        targets[core.soon] = urgency == .soon ? 1 : 0
        targets[core.minors] = isMinors ? 1 : 0
        return targets
    }

    /// The labels that scores stand for.
    ///
    /// Nothing acute may be overlooked: a post that is acute by the heads or by the lexicons, and may be a request, is
    /// taken for one.
    func labels(_ scores: SIMD16<Float>, _ heads: LinearHeads, lexicon: Assessment.Labels) -> Assessment.Labels {
        func holds(_ lane: Int) -> Bool { Self.share(scores[lane]) >= heads.thresholds[lane] }
        let topics = core.topics.indices.filter(holds)
        let kinds = Kind.allCases.map { (kind: $0, score: scores[core.number(of: $0)]) }
        let best = kinds.max { $0.score < $1.score } ?? kinds[0]
        let isAcute = holds(core.acute) || lexicon.urgency == .acute
        let isNear = best.score - scores[core.kinds.lowerBound] < Self.nearMiss
        let kind = isAcute && isNear ? .request : best.kind
        let urgency: Urgency = kind != .request ? .routine : isAcute ? .acute : holds(core.soon) ? .soon : .routine
        return Assessment.Labels(
            kind: kind,
            topics: topics,
            primary: topics.max { scores[$0] < scores[$1] },
            urgency: urgency,
            minors: holds(core.minors),
            places: lexicon.places
        )
    }

    /// How sure the heads are that nobody needs to see the post: 0...1.
    func dismissal(_ scores: SIMD16<Float>) -> Double {
        let request = scores[core.kinds.lowerBound]
        let others = core.kinds.dropFirst().map { scores[$0] }.max() ?? request
        return Double(Self.share(others - request)) * Double(1 - Self.share(scores[core.acute]))
    }

    /// How soon the deep tier should look at a post, 0...1000: the likeliest acute first, then the likeliest request.
    func haste(_ scores: SIMD16<Float>) -> Int {
        Int(Self.share(scores[core.acute]) * 700 + Self.share(scores[core.kinds.lowerBound]) * 300)
    }

    /// The logistic function, the same on every machine.
    private static func share(_ score: Float) -> Float {
        let power = PortableExponential.power(score, limit: 20, squarings: 10)
        return power / (1 + power)
    }

    /// How far the score of a request may lie below the best kind for an acute post to be taken for one.
    private static let nearMiss: Float = 1.5
}
