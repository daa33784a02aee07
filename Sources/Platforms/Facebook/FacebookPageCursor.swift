import Foundation

/// How far a Page has been read: our own marks, because Meta's cursors do not last.
struct FacebookPageCursor: GraphState, Hashable {
    /// The name of the Page, as Facebook last said it.
    var name: String?
    /// How far the feed has been read.
    var feed = GraphWalk()
    /// The posts whose comments are watched, by their bare ids.
    var posts: [String: Post] = [:]
    /// What could not be understood.
    var reported = GraphReported()

    /// What is known about one post.
    struct Post: Codable, Hashable, Sendable {
        /// When it was published, in seconds since 1970.
        var createdAt: Int
        /// When it or something under it had last changed; nil until its comments were read.
        var changedAt: Int?
        /// How many comments it then had.
        var count: Int?
        /// How far its comments have been read.
        var walk = GraphWalk()

        private enum CodingKeys: String, CodingKey {
            case createdAt = "c"
            case changedAt = "u"
            case count = "n"
            case walk = "w"
        }

        init(_ post: FacebookPagePost) { createdAt = Int(post.createdAt.date.timeIntervalSince1970) }

        /// Whether nothing has happened to it.
        func isUnchanged(_ post: FacebookPagePost) -> Bool {
            changedAt == post.changedAt && count == post.commentCount
        }

        /// Everything under it has been kept.
        /// - Parameter isOld: whether the walk began in an earlier round, and may have missed what came since.
        mutating func finish(_ post: FacebookPagePost, isOld: Bool = false) {
            walk.finish()
            if isOld { return }
            changedAt = post.changedAt
            count = post.commentCount
        }
    }

    private enum CodingKeys: String, CodingKey {
        case name, feed, posts
        case reported = "bad"
    }

    /// How many posts are watched at most; of more, the newest.
    static let maxPosts = 500

    init() {}

    /// Forgets posts that are no longer watched.
    mutating func forget(before time: Date) {
        posts = posts.filter { $0.value.createdAt >= Int(time.timeIntervalSince1970) }
        guard posts.count > Self.maxPosts else { return }
        let newest = posts.sorted { ($0.value.createdAt, $0.key) > ($1.value.createdAt, $1.key) }
        posts = Dictionary(uniqueKeysWithValues: newest.prefix(Self.maxPosts).map { ($0.key, $0.value) })
    }
}
