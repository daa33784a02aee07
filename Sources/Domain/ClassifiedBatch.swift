/// Everything that a batch brings, ready to be stored.
package struct ClassifiedBatch: Sendable {
    /// Spaces that have got another id; they move before anything else is stored.
    package var moved: [MovedSpace]
    /// Posts, in the order of the source.
    package var posts: [ClassifiedPost]
    /// Posts that are gone from their platform.
    package var deleted: [DeletedPost]
    /// How many rows were rightly no posts, by reason.
    package var ignored: [String: Int]
    /// Rows that could not be understood, sealed.
    package var rejected: [KeptRow]

    package init(
        posts: [ClassifiedPost] = [],
        deleted: [DeletedPost] = [],
        moved: [MovedSpace] = [],
        ignored: [String: Int] = [:],
        rejected: [KeptRow] = []
    ) {
        self.posts = posts
        self.deleted = deleted
        self.moved = moved
        self.ignored = ignored
        self.rejected = rejected
    }
}
