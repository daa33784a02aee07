package import Domain

/// How well predictions agree with labels, over some posts.
package struct LabelMeasure: Codable, Sendable {
    /// Precision, recall and their harmonic mean, 0...1.
    package struct Rates: Codable, Sendable {
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

        mutating func count(found: Bool, isThere: Bool) {
            if found && isThere { right += 1 } else if found { wrong += 1 } else if isThere { missed += 1 }
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
    /// - Parameter truth: its labels; confidence and evidence do not matter.
    package mutating func add(_ found: Prediction, truth: Prediction, topics all: [TopicID]) {
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
        rates.isEmpty ? 1 : rates.values.map(\.f1).reduce(0, +) / Double(rates.count)
    }
}
