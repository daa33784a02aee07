package import Domain

/// What the lanes of `LinearHeads` stand for, and how labels become targets and scores become labels.
package struct HeadOutputs: Sendable {
    let topics: [TopicID]
    /// The names of the lanes.
    package let names: [String]
    /// The lanes of the kinds, in the order of `Kind.allCases`.
    package let kinds: ClosedRange<Int>
    private let acute: Int
    private let soon: Int
    private let minors: Int

    package init(topics: [TopicID]) {
        self.topics = topics
        let kindNames = Kind.allCases.map { "kind:\($0.rawValue)" }
        names = topics.map { "topic:\($0.rawValue)" } + kindNames + ["urgency:acute", "urgency:soon", "minors:yes"]
        kinds = topics.count...topics.count + kindNames.count - 1
        acute = kinds.upperBound + 1
        soon = acute + 1
        minors = acute + 2
    }

    /// The targets of a labelled post.
    package func targets(kind: Kind, topics: [TopicID], urgency: Urgency, minors isMinors: Bool) -> SIMD16<Float> {
        var targets = SIMD16<Float>.zero
        for (lane, topic) in self.topics.enumerated() where topics.contains(topic) { targets[lane] = 1 }
        for (lane, other) in zip(kinds, Kind.allCases) where other == kind { targets[lane] = 1 }
        targets[acute] = urgency == .acute ? 1 : 0
        targets[soon] = urgency == .soon ? 1 : 0
        targets[minors] = isMinors ? 1 : 0
        return targets
    }

    /// The labels that scores stand for.
    ///
    /// Nothing acute may be overlooked: a post that is acute by the heads or by the lexicons, and may be a request, is
    /// taken for one.
    func labels(_ scores: SIMD16<Float>, _ heads: LinearHeads, lexicon: Assessment.Labels) -> Assessment.Labels {
        func holds(_ lane: Int) -> Bool { Self.share(scores[lane]) >= heads.thresholds[lane] }
        let found = topics.indices.filter(holds).map { (topic: topics[$0], score: scores[$0]) }
        var kind = zip(kinds, Kind.allCases).max { scores[$0.0] < scores[$1.0] }?.1 ?? .chatter
        let isAcute = holds(acute) || lexicon.urgency == .acute
        let request = scores[kinds.lowerBound]
        let best = kinds.map { scores[$0] }.max() ?? request
        if isAcute, best - request < Self.nearMiss { kind = .request }
        let urgency: Urgency = kind != .request ? .routine : isAcute ? .acute : holds(soon) ? .soon : .routine
        return Assessment.Labels(
            kind: kind,
            topics: found.map(\.topic),
            primary: found.max { $0.score < $1.score }?.topic,
            urgency: urgency,
            minors: holds(minors),
            places: lexicon.places
        )
    }

    /// How sure the heads are that nobody needs to see the post: 0...1.
    func dismissal(_ scores: SIMD16<Float>) -> Double {
        let request = scores[kinds.lowerBound]
        let others = kinds.dropFirst().map { scores[$0] }.max() ?? request
        return Double(Self.share(others - request)) * Double(1 - Self.share(scores[acute]))
    }

    /// How soon the deep tier should look at a post, 0...1000: the likeliest acute first, then the likeliest request.
    func haste(_ scores: SIMD16<Float>) -> Int {
        Int(Self.share(scores[acute]) * 700 + Self.share(scores[kinds.lowerBound]) * 300)
    }

    /// The logistic function, by a rational approximation of exp that is the same on every machine.
    private static func share(_ score: Float) -> Float {
        let limited = max(-20, min(20, score))
        var power = 1 + limited / 1_024
        for _ in 0..<10 { power *= power }
        return power / (1 + power)
    }

    /// How far the score of a request may lie below the best kind for an acute post to be taken for one.
    private static let nearMiss: Float = 1.5
}
