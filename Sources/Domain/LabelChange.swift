/// What a person changes about the labels of a post; what is nil stays as it is.
package struct LabelChange: Hashable, Codable, Sendable {
    /// What the post does.
    package var kind: Kind?
    /// All topics.
    package var topics: [TopicID]?
    /// The topic that comes first.
    package var primary: TopicID?
    /// How soon an answer is needed.
    package var urgency: Urgency?
    /// Whether children are part of it.
    package var minors: Bool?
    /// Towns and regions.
    package var places: [String]?
    /// The main language.
    package var language: Language?

    package init(
        kind: Kind? = nil,
        topics: [TopicID]? = nil,
        primary: TopicID? = nil,
        urgency: Urgency? = nil,
        minors: Bool? = nil,
        places: [String]? = nil,
        language: Language? = nil
    ) {
        self.kind = kind
        self.topics = topics
        self.primary = primary
        self.urgency = urgency
        self.minors = minors
        self.places = places
        self.language = language
    }

    /// The labels with this change.
    ///
    /// What follows from it by the codebook follows by itself: a post that is no request any more is `routine`; the
    /// first topic stays first while it is among the topics, else the first of the new ones comes first.
    /// - Throws: `LabelFault` where the change contradicts the codebook.
    package func applied(to labels: PostLabels) throws(LabelFault) -> PostLabels {
        var result = labels
        result.language = language ?? labels.language
        result.minors = minors ?? labels.minors
        result.places = (places ?? labels.places).unique
        result.kind = kind ?? labels.kind
        result.topics = (topics ?? labels.topics).unique
        if let primary, !result.topics.contains(primary) { throw .primaryIsNoTopic(primary, result.topics) }
        let kept = labels.primary.flatMap { result.topics.contains($0) ? $0 : nil }
        result.primary = primary ?? kept ?? result.topics.first
        if let urgency, urgency != .routine, result.kind != .request { throw .urgentButNoRequest(urgency, result.kind) }
        result.urgency = result.kind == .request ? urgency ?? labels.urgency : .routine
        return result
    }

    /// Whether it says anything about how urgent the post is.
    package var decidesUrgency: Bool { urgency != nil || kind != nil }
}

/// How labels contradict the codebook.
package enum LabelFault: Error, Hashable, Sendable {
    /// The topic that should come first is none of the topics.
    case primaryIsNoTopic(TopicID, [TopicID])
    /// Only requests can be urgent.
    case urgentButNoRequest(Urgency, Kind)
}

extension Array where Element: Hashable {
    /// Every element once, in the order of its first place.
    fileprivate var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
