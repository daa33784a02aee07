import Domain

/// The labels that every model has, by numbers: topics, then kinds, acute, soon, children.
///
/// The same numbers are the lanes of the linear models.
struct CoreLabels: Sendable {
    let topics: [TopicID]
    let kinds: ClosedRange<Int>
    let acute: Int
    let soon: Int
    let minors: Int

    init(topics: [TopicID]) {
        self.topics = topics
        kinds = topics.count...topics.count + Kind.allCases.count - 1
        acute = kinds.upperBound + 1
        soon = acute + 1
        minors = soon + 1
    }

    /// How many there are.
    var count: Int { minors + 1 }

    /// The number of a kind.
    func number(of kind: Kind) -> Int {
        switch kind {
        case .request: kinds.lowerBound
        case .offer: kinds.lowerBound + 1
        case .claim: kinds.lowerBound + 2
        case .chatter: kinds.lowerBound + 3
        }
    }

    /// The labels in the order of their numbers.
    var all: [TermLabel] {
        topics.map { TermLabel(field: .topic, value: $0.rawValue) }
            + Kind.allCases.map { TermLabel(field: .kind, value: $0.rawValue) }
            + ["acute", "soon"].map { TermLabel(field: .urgency, value: $0) }
            + [TermLabel(field: .minors, value: "yes")]
    }
}
