package import Domain
package import Foundation
import GRDB

/// A post that the deep tier has still to look at.
package struct BacklogPost: Sendable {
    /// The number of the post.
    package var id: Int64
    /// The space that it stands in.
    package var space: SpaceReference
    /// The platform's id of the post.
    package var externalID: String
    /// Its words.
    package var text: String
    /// When it was published.
    package var publishedAt: Date
    /// The pseudonym of its author.
    package var author: [UInt8]?
}

/// A post with the labels of the deep tier.
package struct ReclassifiedPost: Sendable {
    /// The number of the post.
    package var id: Int64
    /// The post with its new prediction.
    package var item: ClassifiedPost

    package init(id: Int64, item: ClassifiedPost) {
        self.id = id
        self.item = item
    }
}

extension Store {
    /// The posts that the deep tier should look at next, the likeliest urgent first.
    package func deepBacklog(limit: Int) async throws -> [BacklogPost] {
        try await read { db in
            try Row.fetchAll(
                db,
                SQLRequest(
                    literal: """
                        SELECT post.id, platform, space.externalID, name, link, post.externalID AS postExternalID, text,
                            publishedAt, author
                        FROM deepBacklog JOIN post ON post.id = postID JOIN space ON space.id = spaceID
                        WHERE text IS NOT NULL ORDER BY haste DESC, postID LIMIT \(limit)
                        """
                )
            ).map { row in
                BacklogPost(
                    id: row["id"],
                    space: try Spaces.reference(row),
                    externalID: row["postExternalID"],
                    text: row["text"],
                    publishedAt: Date(stored: row["publishedAt"]),
                    author: (row["author"] as Data?).map { Array($0) }
                )
            }
        }
    }

    /// How many posts wait for the deep tier.
    package func deepBacklogCount() async throws -> Int {
        try await read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM deepBacklog") ?? 0 }
    }

    /// Replaces the labels of posts by those of the deep tier, with counters and enquiries, in one transaction.
    ///
    /// An enquiry that nobody has touched follows the new labels, and goes where they say that nobody needs to see the
    /// post. One that somebody has taken or closed, or that other posts ask too, only becomes more urgent.
    package func reclassify(_ posts: [ReclassifiedPost], now: Date) async throws {
        try await write { db in
            var work = Reclassification(db, now: now)
            for post in posts { try work.replace(post) }
        }
    }
}
