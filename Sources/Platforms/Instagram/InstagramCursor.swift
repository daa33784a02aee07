import Foundation

/// How far the comments of an account have been read, for each of its newest media.
struct InstagramCursor: GraphState, Hashable {
    /// By the ids of the Graph API.
    var media: [String: Media] = [:]
    /// What could not be understood.
    var reported = GraphReported()

    private enum CodingKeys: String, CodingKey {
        case media
        case reported = "bad"
    }

    /// What is known about one post or reel.
    struct Media: Codable, Hashable, Sendable {
        /// How many comments it had when they were last read; nil until then.
        var count: Int?
        /// When they were last read, in seconds since 1970.
        var visitedAt: Int?
        /// How far they have been read.
        var walk = GraphWalk()

        private enum CodingKeys: String, CodingKey {
            case count = "n"
            case visitedAt = "v"
            case walk = "w"
        }

        init() {}

        /// Everything that was asked for is kept.
        /// - Parameter isOld: whether the walk began in an earlier round, and may have missed what came since.
        mutating func finish(count: Int?, isOld: Bool, now: Date) {
            walk.finish()
            if isOld { return }
            self.count = count
            visitedAt = Int(now.timeIntervalSince1970)
        }
    }

    init() {}

    /// Forgets media that are no longer among the newest.
    ///
    /// An empty list forgets nothing: it is more likely a fault than an account without posts.
    mutating func keepOnly(_ ids: Set<String>) {
        if !ids.isEmpty { media = media.filter { ids.contains($0.key) } }
    }
}

/// One of our media whose comments are being read.
struct InstagramVisit {
    /// What is read.
    let media: InstagramMedia
    let id: String
    /// Whether old comments are looked through as well, because answers to them do not show elsewhere.
    let isThorough: Bool
    /// How many new comments there should be.
    let expected: Int
    /// Whether the walk began in an earlier round.
    var isOld: Bool
    /// How many were found.
    var found = 0
    /// How many pages of comments, and of answers to them, were read.
    var pages = 0
    var threadPages = 0
    /// Comments with more answers than came with them, and where those go on.
    var threads: [(comment: String, after: String)] = []
    /// Where the list goes on; nil before its first page.
    var place: Place?

    enum Place { case more(String), end }

    /// How many pages of a list are read at most in one visit.
    static let maxPages = 10
    static let maxThreadPages = 60
    /// After how long the comments are looked through although their number is the same, in seconds.
    static let thoroughSeconds = 6 * 3_600

    /// - Returns: nil where nothing seems to have happened.
    init?(_ media: InstagramMedia, _ known: InstagramCursor.Media?, now: Date) {
        guard let id = media.id?.value, media.commentCount != 0 || known?.count ?? 0 != 0 else { return nil }
        let age = known?.visitedAt.map { Int(now.timeIntervalSince1970) - $0 } ?? .max
        isThorough = age >= Self.thoroughSeconds
        let hasChanged = known?.count != media.commentCount
        isOld = known?.walk.place(now: now) != nil
        guard isThorough || hasChanged || isOld else { return nil }
        self.media = media
        self.id = id
        expected = max(0, (media.commentCount ?? 0) - (known?.count ?? 0))
    }
}
