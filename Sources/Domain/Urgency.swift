/// How soon an answer is needed, as the codebook defines it.
///
/// Ordered: `acute` comes first.
package enum Urgency: String, CaseIterable, Codable, Sendable, Comparable {
    case acute, soon, routine

    /// The place in the queue: 0 for `acute`, 1 for `soon`, 2 for `routine`.
    package var rank: Int {
        switch self {
        case .acute: 0
        case .soon: 1
        case .routine: 2
        }
    }

    /// More urgent sorts before less urgent.
    package static func < (left: Urgency, right: Urgency) -> Bool { left.rank < right.rank }
}
