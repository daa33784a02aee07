package import Domain
package import Platforms

/// Rows on their way into the store, as they were read.
package struct IntakeBatch: Codable, Sendable {
    /// Posts, in the order of the source.
    package var posts: [ReceivedPost] = []
    /// How many rows were rightly no posts, by reason.
    package var ignored: [String: Int] = [:]
    /// Rows that could not be understood.
    package var rejected: [RejectedRow] = []

    package init() {}

    /// Adds a row.
    package mutating func add(_ row: ExportRow) {
        switch row {
        case .post(let post): posts.append(post)
        case .ignored(let reason): ignored[reason.rawValue, default: 0] += 1
        case .rejected(let row): rejected.append(row)
        }
    }

    /// How many rows it holds.
    package var rows: Int { posts.count + ignored.values.reduce(0, +) + rejected.count }
}
