package import Domain

/// The measures that decide whether models may be used.
package enum MainMeasure: String, CaseIterable, Codable, Sendable {
    case acuteRecall, requestRecall, topicF1, kindF1, acutePrecision

    /// Whether new models must not be worse by it.
    ///
    /// Precision of acute posts is shown, not demanded: to miss one is worse than to look at one too many.
    package var isGuarded: Bool { self != .acutePrecision }
}

/// What was right, wrong and missed in each post, so that measures of any choice of posts are quick to make.
package struct OutcomeTable: Sendable {
    /// For each post the numbers of the counters that it raises.
    let rows: [[Int]]
    private let topics: Int

    /// A label that can be found and be there; three counters each.
    private static let kinds = Kind.allCases.count

    /// - Parameter posts: what was found, and what is true, of each post.
    package init(_ posts: [(found: PostLabels, truth: PostLabels)], topics: [TopicID]) {
        self.topics = topics.count
        rows = posts.map { found, truth in
            var row: [Int] = []
            func count(_ slot: Int, _ isFound: Bool, _ isThere: Bool) {
                if isFound || isThere { row.append(slot * 3 + (isFound ? isThere ? 0 : 1 : 2)) }
            }
            for (slot, kind) in Kind.allCases.enumerated() { count(slot, found.kind == kind, truth.kind == kind) }
            count(Self.kinds, found.urgency == .acute, truth.urgency == .acute)
            for (slot, topic) in topics.enumerated() {
                count(Self.kinds + 1 + slot, found.topics.contains(topic), truth.topics.contains(topic))
            }
            return row
        }
    }

    /// The measures of all posts.
    package var measures: [MainMeasure: Double] { measures(of: Array(rows.indices)) }

    /// The measures of some posts; one may be named several times.
    func measures(of posts: [Int]) -> [MainMeasure: Double] {
        var counts = Array(repeating: 0, count: (Self.kinds + 1 + topics) * 3)
        for post in posts { for counter in rows[post] { counts[counter] += 1 } }
        let rates = stride(from: 0, to: counts.count, by: 3).map { start in
            LabelMeasure.Rates(right: counts[start], wrong: counts[start + 1], missed: counts[start + 2])
        }
        let acute = rates[Self.kinds]
        return [
            .acuteRecall: acute.recall,
            .acutePrecision: acute.precision,
            .requestRecall: zip(Kind.allCases, rates).first { $0.0 == .request }?.1.recall ?? 1,
            .kindF1: Self.mean(rates.prefix(Self.kinds).map(\.f1)),
            .topicF1: Self.mean(rates.dropFirst(Self.kinds + 1).map(\.f1)),
        ]
    }

    private static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 1 : values.reduce(0, +) / Double(values.count)
    }
}
