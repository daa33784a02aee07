import Foundation

/// How far the comments of an account have been read, for each of its newest media.
struct InstagramCursor: Codable, Hashable, Sendable {
    /// By the ids of the Graph API.
    var media: [String: Media] = [:]

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
        mutating func finish(count: Int?, now: Date) {
            self.count = count
            visitedAt = Int(now.timeIntervalSince1970)
            walk.finish()
        }
    }

    init() {}

    /// A cursor that cannot be read begins anew, which brings known comments once more and loses none.
    init(_ text: String?) { self = text.flatMap { GraphCursor.read(Self.self, from: $0) } ?? InstagramCursor() }

    /// Forgets media that are no longer among the newest.
    mutating func keepOnly(_ ids: Set<String>) { media = media.filter { ids.contains($0.key) } }
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
    /// How many were found.
    var found = 0
    /// How many pages were read.
    var pages = 0
    /// Comments with more answers than came with them, and where those go on.
    var threads: [(comment: String, after: String)] = []
    /// Where the list goes on; nil before its first page.
    var place: Place?

    enum Place { case more(String), end }

    /// How many pages of a list are read at most in one visit.
    static let maxPages = 10
    /// After how long the comments are looked through although their number is the same, in seconds.
    static let thoroughSeconds = 6 * 3_600

    /// - Returns: nil where nothing seems to have happened.
    init?(_ media: InstagramMedia, _ known: InstagramCursor.Media?, now: Date) {
        guard let id = media.id?.value, media.commentCount != 0 || known?.count ?? 0 != 0 else { return nil }
        let age = known?.visitedAt.map { Int(now.timeIntervalSince1970) - $0 } ?? .max
        isThorough = age >= Self.thoroughSeconds
        let hasChanged = known?.count != media.commentCount
        guard isThorough || hasChanged || known?.walk.place(now: now) != nil else { return nil }
        self.media = media
        self.id = id
        expected = max(0, (media.commentCount ?? 0) - (known?.count ?? 0))
    }
}
