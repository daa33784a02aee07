package import Domain

/// A labelled post with what a classifier found in it.
package struct MeasuredPost: Sendable {
    /// The file that it stands in.
    package var file: String
    /// The post with the labels of people.
    package var post: LabelledPost
    /// What was found.
    package var found: PostLabels
    /// How likely each output holds, before any threshold, by the names of the outputs; empty without linear models.
    package var shares: [String: Double]

    package init(file: String, post: LabelledPost, found: PostLabels, shares: [String: Double]) {
        self.file = file
        self.post = post
        self.found = found
        self.shares = shares
    }
}

/// Everything that is measured on labelled posts.
package struct Evaluation: Encodable, Sendable {
    /// By file.
    package private(set) var files: [String: LabelMeasure] = [:]
    /// By the language that people gave.
    package private(set) var languages: [String: LabelMeasure] = [:]
    /// All posts.
    package private(set) var all = LabelMeasure()
    /// Rows are the kinds that people gave.
    package private(set) var kindConfusion = ConfusionMatrix(labels: Kind.allCases.map(\.rawValue))
    /// Rows are the urgencies that people gave.
    package private(set) var urgencyConfusion = ConfusionMatrix(labels: Urgency.allCases.map(\.rawValue))
    /// For `acute`, `request` and `topics`; without those that there are no shares for.
    package private(set) var calibration: [String: Calibration] = [:]

    /// Measures posts.
    package init(_ posts: [MeasuredPost], topics: [TopicID]) {
        for item in posts {
            let (found, truth) = (item.found, item.post.labels)
            all.add(found, truth: truth, topics: topics)
            files[item.file, default: LabelMeasure()].add(found, truth: truth, topics: topics)
            languages[truth.language.rawValue, default: LabelMeasure()].add(found, truth: truth, topics: topics)
            kindConfusion.add(found: found.kind.rawValue, truth: truth.kind.rawValue)
            urgencyConfusion.add(found: found.urgency.rawValue, truth: truth.urgency.rawValue)
            calibrate("acute", item.shares["urgency:acute"], truth.urgency == .acute)
            calibrate("request", item.shares["kind:request"], truth.kind == .request)
            for topic in topics {
                calibrate("topics", item.shares["topic:\(topic.rawValue)"], truth.topics.contains(topic))
            }
        }
    }

    private mutating func calibrate(_ name: String, _ share: Double?, _ holds: Bool) {
        guard let share else { return }
        calibration[name, default: Calibration()].add(share: share, holds: holds)
    }
}

/// A label that can be looked at post by post.
package enum LabelField: String, CaseIterable, Sendable {
    case language, kind, topics, primary, urgency, minors, places

    /// The value of this label, in words.
    package func words(_ labels: PostLabels) -> String {
        switch self {
        case .language: labels.language.rawValue
        case .kind: labels.kind.rawValue
        case .topics: Self.list(labels.topics.map(\.rawValue))
        case .primary: labels.primary?.rawValue ?? "none"
        case .urgency: labels.urgency.rawValue
        case .minors: labels.minors ? "yes" : "no"
        case .places: Self.list(labels.places)
        }
    }

    /// In alphabetical order, because sets of labels have none.
    private static func list(_ values: [String]) -> String {
        values.isEmpty ? "none" : Set(values).sorted().joined(separator: ",")
    }
}

/// A post with a wrong label.
package struct WrongPost: Encodable, Sendable {
    /// The name of the post.
    package var id: String
    /// What people say.
    package var expected: String
    /// What was found.
    package var found: String
    /// The words.
    package var text: String

    /// The posts where this label is wrong, in their order.
    package static func all(_ field: LabelField, in posts: [MeasuredPost]) -> [WrongPost] {
        posts.compactMap { item in
            let (expected, found) = (field.words(item.post.labels), field.words(item.found))
            return expected == found
                ? nil : WrongPost(id: item.post.id, expected: expected, found: found, text: item.post.text)
        }
    }
}
