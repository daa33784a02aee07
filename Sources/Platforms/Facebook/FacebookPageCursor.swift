import Foundation

/// How far a Page has been read: our own marks, because Meta's cursors do not last.
struct FacebookPageCursor: Codable, Hashable, Sendable {
    /// The name of the Page, as Facebook last said it.
    var name: String?
    /// How far the feed has been read.
    var feed = GraphWalk()
    /// The posts whose comments are watched, by their bare ids.
    var posts: [String: Post] = [:]
    /// Marks of elements that could not be understood and were reported.
    private(set) var broken: [String] = []

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
        mutating func finish(_ post: FacebookPagePost) {
            changedAt = post.changedAt
            count = post.commentCount
            walk.finish()
        }
    }

    private enum CodingKeys: String, CodingKey {
        case name, feed, posts
        case broken = "bad"
    }

    /// How many posts are watched at most; of more, the newest.
    static let maxPosts = 500
    private static let maxBroken = 50

    init() {}

    /// A cursor that cannot be read begins anew, which brings known posts once more and loses none.
    init(_ text: String?) {
        self = text.flatMap { GraphCursor.read(Self.self, from: $0) } ?? FacebookPageCursor()
    }

    /// Whether an element that cannot be understood is reported for the first time.
    mutating func isFirstReport(of row: RejectedRow) -> Bool {
        let mark = StableHash.id(String(decoding: row.raw, as: UTF8.self))
        if broken.contains(mark) { return false }
        broken = (broken + [mark]).suffix(Self.maxBroken)
        return true
    }

    /// Forgets posts that are no longer watched.
    mutating func forget(before time: Date) {
        posts = posts.filter { $0.value.createdAt >= Int(time.timeIntervalSince1970) }
        guard posts.count > Self.maxPosts else { return }
        let newest = posts.sorted { ($0.value.createdAt, $0.key) > ($1.value.createdAt, $1.key) }
        posts = Dictionary(uniqueKeysWithValues: newest.prefix(Self.maxPosts).map { ($0.key, $0.value) })
    }
}
