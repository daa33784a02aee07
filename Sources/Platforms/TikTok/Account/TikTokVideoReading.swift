import Foundation

/// How far the comments of one video have been read in this round.
struct TikTokVideoReading {
    let video: String
    let link: String
    /// Whether every page is wanted, known or not.
    let isInFull: Bool
    /// What is older is known, in seconds since 1970.
    let since: Int64
    private let known: TikTokAccountCursor.Video?
    private let now: Int64

    /// Where the next page begins; nil after the last one.
    private(set) var nextPage: Int64? = 0
    /// Comments whose answers are still to be read, with where to go on.
    private(set) var threads: [(comment: String, from: Int64)] = []
    private var newest: Int64
    private var pages = 0
    private var comments = 0
    private var threadPages = 0

    /// How far back known comments are looked at again: some appear late.
    private static let overlap: Int64 = 3600
    /// How often every page is read, because answers to old comments and hidden ones show nowhere else, in seconds.
    private static let fullEvery: Int64 = 86_400
    /// Beyond so many comments TikTok's pages are in no order.
    private static let inOrder = 500
    private static let maxPages = 20
    private static let maxThreadPages = 20

    init(_ video: String, link: String, known: TikTokAccountCursor.Video?, now: Date) {
        self.video = video
        self.link = link
        self.known = known
        let now = Int64(now.timeIntervalSince1970)
        self.now = now
        newest = known?.newest ?? 0
        since = newest - Self.overlap
        isInFull = known.map { now - $0.readInFull >= Self.fullEvery } ?? true
    }

    /// Takes note of a page of comments.
    mutating func read(_ page: TikTokCommentPage) {
        pages += 1
        comments += page.count
        note(page)
        let wanted = page.withMoreReplies.filter { isInFull || $0.seconds >= since }
        threads += wanted.map { ($0.id, 0) }
        let reachesKnown = page.times.contains { $0 < since }
        let isDone = !isInFull && reachesKnown && comments <= Self.inOrder
        nextPage = isDone || pages >= Self.maxPages ? nil : page.next
    }

    /// Takes note of a page of answers to the first of the threads.
    mutating func readThread(_ page: TikTokCommentPage) {
        threadPages += 1
        note(page)
        let thread = threads.removeFirst()
        if let next = page.next { threads.insert((thread.comment, next), at: 0) }
        if threadPages >= Self.maxThreadPages { threads = [] }
    }

    /// A time in the future would hide everything that comes before it.
    private mutating func note(_ page: TikTokCommentPage) {
        newest = min(now, max(newest, page.items.compactMap(\.seconds).max() ?? 0))
    }

    /// Whether nothing is left to be asked for.
    var isDone: Bool { nextPage == nil && threads.isEmpty }

    /// Whether a comment has to be handed over.
    func wants(_ item: TikTokCommentPage.Item) -> Bool {
        guard !isInFull, let seconds = item.seconds, case .row(.post) = item.event else { return true }
        return seconds >= since
    }

    /// What is known once it is done.
    var knowledge: TikTokAccountCursor.Video {
        TikTokAccountCursor.Video(newest: newest, readInFull: isInFull ? now : known?.readInFull ?? now)
    }
}
