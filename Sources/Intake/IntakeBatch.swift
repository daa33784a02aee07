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
    /// Posts that are gone from their platform.
    package var deleted: [DeletedPost] = []
    /// Spaces that have got another id.
    package var moved: [MovedSpace] = []

    package init() {}

    /// Adds a row.
    package mutating func add(_ row: ExportRow) {
        switch row {
        case .post(let post): posts.append(post)
        case .ignored(let reason): ignored[reason.rawValue, default: 0] += 1
        case .rejected(let row): rejected.append(row)
        }
    }

    /// Adds what an interface or a webhook says; look-ups are the source's business.
    package mutating func add(_ event: PlatformEvent) {
        switch event {
        case .row(let row): add(row)
        case .deleted(let post): deleted.append(post)
        case .moved(let space, let id): moved.append(MovedSpace(space: space, newExternalID: id))
        case .lookUp: break
        }
    }

    /// Whether there is nothing to store.
    package var isEmpty: Bool { rows == 0 && deleted.isEmpty && moved.isEmpty }

    /// How many rows it holds; deletions and moves are none.
    package var rows: Int { posts.count + ignored.values.reduce(0, +) + rejected.count }
}
