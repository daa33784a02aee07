package import Domain

/// How well found labels agree with those of people, over some posts.
package struct LabelMeasure: Encodable, Sendable {
    /// Precision, recall and their harmonic mean, 0...1.
    package struct Rates: Encodable, Sendable {
        package private(set) var right = 0
        package private(set) var wrong = 0
        package private(set) var missed = 0

        /// Of what was found, the share that is right; 1 where nothing was found.
        package var precision: Double { right + wrong == 0 ? 1 : Double(right) / Double(right + wrong) }
        /// Of what is there, the share that was found; 1 where nothing is there.
        package var recall: Double { right + missed == 0 ? 1 : Double(right) / Double(right + missed) }
        /// The harmonic mean of both.
        package var f1: Double {
            right == 0 ? (wrong + missed == 0 ? 1 : 0) : 2 * precision * recall / (precision + recall)
        }

        package init() {}

        package init(right: Int, wrong: Int, missed: Int) {
            (self.right, self.wrong, self.missed) = (right, wrong, missed)
        }

        mutating func count(found: Bool, isThere: Bool) {
            if found && isThere { right += 1 } else if found { wrong += 1 } else if isThere { missed += 1 }
        }

        private enum CodingKeys: String, CodingKey { case right, wrong, missed, precision, recall, f1 }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(right, forKey: .right)
            try container.encode(wrong, forKey: .wrong)
            try container.encode(missed, forKey: .missed)
            try container.encode(precision, forKey: .precision)
            try container.encode(recall, forKey: .recall)
            try container.encode(f1, forKey: .f1)
        }
    }

    /// How many posts were measured.
    package private(set) var posts = 0
    private var languages = 0
    private var kindsRight = 0
    /// By kind.
    package private(set) var kinds: [String: Rates] = [:]
    /// By topic.
    package private(set) var topics: [String: Rates] = [:]
    /// By urgency, without `routine`.
    package private(set) var urgencies: [String: Rates] = [:]
    /// Children being part of the situation.
    package private(set) var minors = Rates()
    /// Places named.
    package private(set) var places = Rates()

    package init() {}

    /// Counts one post.
    package mutating func add(_ found: PostLabels, truth: PostLabels, topics all: [TopicID]) {
        posts += 1
        languages += found.language == truth.language ? 1 : 0
        kindsRight += found.kind == truth.kind ? 1 : 0
        for kind in Kind.allCases {
            kinds[kind.rawValue, default: Rates()].count(found: found.kind == kind, isThere: truth.kind == kind)
        }
        for topic in all {
            topics[topic.rawValue, default: Rates()]
                .count(found: found.topics.contains(topic), isThere: truth.topics.contains(topic))
        }
        for urgency in [Urgency.acute, .soon] {
            urgencies[urgency.rawValue, default: Rates()]
                .count(found: found.urgency == urgency, isThere: truth.urgency == urgency)
        }
        minors.count(found: found.minors, isThere: truth.minors)
        for place in Set(found.places + truth.places) {
            places.count(found: found.places.contains(place), isThere: truth.places.contains(place))
        }
    }

    /// The share of posts whose language is right.
    package var languageAccuracy: Double { posts == 0 ? 1 : Double(languages) / Double(posts) }
    /// The share of posts whose kind is right.
    package var kindAccuracy: Double { posts == 0 ? 1 : Double(kindsRight) / Double(posts) }
    /// The mean F1 of all kinds.
    package var kindF1: Double { Self.mean(kinds) }
    /// The mean F1 of all topics.
    package var topicF1: Double { Self.mean(topics) }

    private static func mean(_ rates: [String: Rates]) -> Double {
        rates.isEmpty ? 1 : rates.sorted { $0.key < $1.key }.map(\.value.f1).reduce(0, +) / Double(rates.count)
    }

    private enum CodingKeys: String, CodingKey {
        case posts, languageAccuracy, kindAccuracy, kindF1, topicF1, kinds, topics, urgencies, minors, places
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(posts, forKey: .posts)
        try container.encode(languageAccuracy, forKey: .languageAccuracy)
        try container.encode(kindAccuracy, forKey: .kindAccuracy)
        try container.encode(kindF1, forKey: .kindF1)
        try container.encode(topicF1, forKey: .topicF1)
        try container.encode(kinds, forKey: .kinds)
        try container.encode(topics, forKey: .topics)
        try container.encode(urgencies, forKey: .urgencies)
        try container.encode(minors, forKey: .minors)
        try container.encode(places, forKey: .places)
    }
}
