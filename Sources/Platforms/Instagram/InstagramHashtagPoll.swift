import Domain
import Foundation

/// A round with some hashtags: the id of each that is new, then its posts of the last 24 hours.
struct InstagramHashtagPoll: PollConversation {
    /// What the last request asked for.
    private enum Awaited {
        case search(String)
        case posts(String, isResumed: Bool)
    }

    private var round: GraphRound
    private let account: String
    private let wanted: [String]
    private var memory: GraphMemory<InstagramHashtagCursor>
    private var left: [String]
    /// How many pages of the hashtag at hand were read.
    private var pages = 0
    private var hasMore = false
    private var awaited: Awaited?

    /// How many pages of one hashtag a round reads at most; the next round goes on behind them.
    private static let maxPages = 5
    /// The list is in no strict order, so more is read twice than elsewhere.
    private static let overlapSeconds = 6 * 3_600

    init(_ api: GraphAPI, account: String, hashtags: InstagramHashtags, cursor: String?) {
        round = GraphRound(api)
        self.account = account
        wanted = hashtags.tags
        left = hashtags.tags
        memory = GraphMemory(cursor)
    }

    mutating func next(_ answer: WireAnswer?, now: Date) throws(PollTrouble) -> PollStep {
        if let answer, let asked = awaited {
            awaited = nil
            if let step = try take(answer, to: asked, now) { return step }
        }
        guard let tag = left.first, !round.mustRest else {
            memory.state.forget(except: wanted, now: now)
            return memory.keepRest() ?? round.end(hasMore: hasMore || !left.isEmpty)
        }
        return try ask(for: tag, now)
    }

    private mutating func ask(for tag: String, _ now: Date) throws(PollTrouble) -> PollStep {
        try memory.state.count(tag, now: now)
        guard let id = memory.state[tag].id else {
            awaited = .search(tag)
            return round.ask(round.api.get(["ig_hashtag_search"], ["user_id": account, "q": tag]))
        }
        let place = memory.state[tag].walk.place(now: now)
        awaited = .posts(tag, isResumed: place != nil)
        let query: KeyValuePairs<String, String?> = [
            "user_id": account, "fields": InstagramFields.hashtagMedia, "limit": "50", "after": place,
        ]
        return round.ask(round.api.get([id, "recent_media"], query))
    }

    private mutating func take(
        _ answer: WireAnswer,
        to asked: Awaited,
        _ now: Date
    ) throws(PollTrouble) -> PollStep? {
        switch asked {
        case .search(let tag):
            switch try round.read(answer) {
            case .body(let body): try takeID(body, of: tag)
            case .fault(let fault):
                guard fault.treatment == .missing else { throw round.trouble(of: fault, answer) }
                leave()
            }
            // The count is stored before the hashtag is used.
            return memory.keep([])
        case .posts(let tag, let isResumed):
            switch try round.read(answer) {
            case .body(let body): return memory.keepNews(rows(of: try GraphPage(body), tag, now))
            case .fault(let fault):
                guard fault.treatment == .missing else { throw round.trouble(of: fault, answer) }
                if isResumed {
                    memory.state[tag].walk.restart()
                } else {
                    // The id is no longer good; the next round searches anew.
                    memory.state[tag].id = nil
                    leave()
                }
                return nil
            }
        }
    }

    private mutating func takeID(_ body: [UInt8], of tag: String) throws(PollTrouble) {
        struct Hashtag: Decodable { var id: FlexibleID }
        let found = try GraphPage(body).elements.first
        // A hashtag that nobody has used has no id.
        guard let found, case .success(let hashtag) = found.decoded(as: Hashtag.self) else { return leave() }
        memory.state[tag].id = hashtag.id.value
    }

    private mutating func rows(of page: GraphPage, _ tag: String, _ now: Date) -> [ExportRow] {
        var rows: [ExportRow] = []
        var walk = memory.state[tag].walk
        let before = walk
        for element in page.elements.reversed() {
            switch element.decoded(as: InstagramMedia.self) {
            case .failure(let row): rows.append(.rejected(row))
            case .success(let media):
                if let time = media.time?.date {
                    walk.meet(time)
                    guard before.mayBeNew(time, overlapSeconds: Self.overlapSeconds) else { continue }
                }
                rows.append(row(of: media, tag, element))
            }
        }
        pages += 1
        if let after = page.after {
            walk.advance(to: after, now: now)
            if pages >= Self.maxPages {
                hasMore = true
                leave()
            }
        } else {
            walk.finish()
            leave()
        }
        memory.state[tag].walk = walk
        return rows
    }

    private func row(of media: InstagramMedia, _ tag: String, _ element: AnswerPieces.Row) -> ExportRow {
        let text = cleanText(media.caption ?? "")
        guard !text.isEmpty else { return .ignored(.noText) }
        guard let id = media.link.flatMap(InstagramLinks.postID) ?? media.id?.value, let time = media.time?.date else {
            return .rejected(element.rejected("the post has no id or no time"))
        }
        return .post(
            ReceivedPost(
                space: InstagramLinks.space(ofHashtag: tag),
                externalID: id,
                text: text,
                publishedAt: time,
                permalink: media.link.flatMap { InstagramAddress($0)?.code }.map(InstagramLinks.post) ?? media.link
            )
        )
    }

    /// Goes on to the next hashtag.
    private mutating func leave() {
        left.removeFirst()
        pages = 0
    }

}
