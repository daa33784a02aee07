import Domain
import Foundation

/// A round with a Page: look-ups, then the feed, and the comments of each post under which something has changed.
struct FacebookPagePoll: PollConversation {
    /// What the last request asked for.
    private enum Awaited {
        case access
        case lookUp(LookUp)
        case feed(isResumed: Bool)
        case comments(FacebookPagePost, isResumed: Bool)
    }

    private var round: GraphRound
    private var reader: FacebookPageReader
    private var cursor: FacebookPageCursor
    private var kept: String
    private let watched: TimeInterval

    private var mustCheck: Bool
    private var lookUps: [LookUp]
    /// Posts of the feed's page at hand whose comments have to be read.
    private var visits: [FacebookPagePost] = []
    private var feed = FeedPlace.toAsk
    private var awaited: Awaited?

    /// Where the feed goes on.
    private enum FeedPlace: Equatable {
        /// With the page that the cursor says.
        case toAsk
        /// Behind the page at hand.
        case more(String)
        /// The page at hand is the last one.
        case end
        /// Everything was read.
        case over
    }

    /// - Parameter days: how long the comments of a post are watched.
    init(_ api: GraphAPI, page: FacebookPageReader, cursor: String?, days: Int, lookUps: [LookUp], checksAccess: Bool) {
        round = GraphRound(api)
        reader = page
        self.cursor = FacebookPageCursor(cursor)
        reader.name = self.cursor.name ?? page.name
        kept = GraphCursor.text(self.cursor)
        watched = TimeInterval(days) * 86_400
        self.lookUps = lookUps
        mustCheck = checksAccess
    }

    mutating func next(_ answer: WireAnswer?, now: Date) throws(PollTrouble) -> PollStep {
        if let answer, let asked = awaited {
            awaited = nil
            if let step = try take(answer, to: asked, now) { return step }
        }
        return proceed(now)
    }

    /// The next request, or the end.
    private mutating func proceed(_ now: Date) -> PollStep {
        if visits.isEmpty { leaveFeedPage(now) }
        let isOver = lookUps.isEmpty && visits.isEmpty && !mustCheck && feed == .over
        if isOver || round.mustRest { return end(hasMore: !isOver) }
        if mustCheck {
            mustCheck = false
            awaited = .access
            return round.ask(round.api.get([reader.page], ["fields": FacebookPageFields.page]))
        }
        if !lookUps.isEmpty { return ask(lookUps.removeFirst()) }
        if let post = visits.first { return askForComments(of: post, now) }
        return askForFeed(now)
    }

    /// Once all comments under the feed's page at hand are kept, the feed may go on behind it.
    private mutating func leaveFeedPage(_ now: Date) {
        switch feed {
        case .toAsk, .over: break
        case .more(let after):
            cursor.feed.advance(to: after, now: now)
            feed = .toAsk
        case .end:
            cursor.feed.finish()
            cursor.forget(before: now.addingTimeInterval(-watched))
            feed = .over
        }
    }

    /// Keeps what is not yet kept, then says that the round is over.
    private mutating func end(hasMore: Bool) -> PollStep {
        if GraphCursor.text(cursor) != kept { return keep([]) }
        return round.end(hasMore: hasMore)
    }

    private mutating func keep(_ events: [PlatformEvent]) -> PollStep {
        kept = GraphCursor.text(cursor)
        return .keep(PollPage(events: events, cursor: kept))
    }

    // MARK: Asking

    private mutating func ask(_ lookUp: LookUp) -> PollStep {
        awaited = .lookUp(lookUp)
        let fields = lookUp.what == FacebookLookUp.post ? FacebookPageFields.post : FacebookPageFields.comment
        return round.ask(round.api.get([lookUp.ids["id"] ?? ""], ["fields": fields]))
    }

    private mutating func askForFeed(_ now: Date) -> PollStep {
        let place = cursor.feed.place(now: now)
        awaited = .feed(isResumed: place != nil)
        // Whole hours, so that all pages of a walk are asked for in the same words.
        let horizon = Int(now.timeIntervalSince1970 - watched) / 3_600 * 3_600
        return round.ask(
            round.api.get(
                [reader.page, "feed"],
                [
                    "fields": FacebookPageFields.feedPost, "limit": "50",
                    "since": String(min(cursor.feed.since ?? horizon, horizon)), "after": place,
                ]
            )
        )
    }

    private mutating func askForComments(of post: FacebookPagePost, _ now: Date) -> PollStep {
        let walk = cursor.posts[FacebookIDs.bare(post.id.value)]?.walk ?? GraphWalk()
        let place = walk.place(now: now)
        awaited = .comments(post, isResumed: place != nil)
        return round.ask(
            round.api.get(
                [post.id.value, "comments"],
                [
                    "fields": FacebookPageFields.comment, "filter": "stream", "order": "reverse_chronological",
                    "limit": "100", "since": walk.since.map(String.init), "after": place,
                ]
            )
        )
    }

    // MARK: Understanding

    private mutating func take(
        _ answer: WireAnswer,
        to asked: Awaited,
        _ now: Date
    ) throws(PollTrouble) -> PollStep? {
        switch asked {
        case .access:
            try takeAccess(answer)
            return nil
        case .lookUp(let lookUp): return try takeFound(answer, lookUp)
        case .feed(let isResumed): return try takeFeed(answer, isResumed: isResumed)
        case .comments(let post, let isResumed): return try takeComments(answer, post, isResumed: isResumed, now)
        }
    }

    private mutating func takeAccess(_ answer: WireAnswer) throws(PollTrouble) {
        struct Page: Decodable {
            var id: FlexibleID
            var name: String?
        }
        let page = try GraphReply.decode(Page.self, from: round.body(answer))
        guard page.id.value == reader.page else {
            throw .needsPerson(
                reason: "Facebook knows this Page under another id.",
                remedy: "Set 'page-id' to the id that the Page shows under 'About', 'Page transparency'."
            )
        }
        cursor.name = page.name.map(cleanText) ?? cursor.name
        reader.name = cursor.name
    }

    private mutating func takeFound(_ answer: WireAnswer, _ lookUp: LookUp) throws(PollTrouble) -> PollStep {
        switch try round.read(answer) {
        case .body(let body): return keep([.row(FacebookLookUp.row(of: body, lookUp, reader))])
        case .fault(let fault):
            // One object that may not be seen, such as a mention on someone's profile, must not stop the source.
            guard [.missing, .permission, .unknown].contains(fault.treatment) else {
                throw round.trouble(of: fault, answer)
            }
            return keep([.row(.ignored(.hidden))])
        }
    }

    private mutating func takeFeed(_ answer: WireAnswer, isResumed: Bool) throws(PollTrouble) -> PollStep? {
        switch try round.read(answer) {
        case .body(let body):
            let page = try GraphPage(body)
            feed = page.after.map(FeedPlace.more) ?? .end
            return keep(events(ofFeed: page))
        case .fault(let fault):
            guard isResumed, fault.treatment == .missing else { throw round.trouble(of: fault, answer) }
            cursor.feed.restart()
            return nil
        }
    }

    /// The rows of a page of the feed, oldest first; notes which posts have to be visited.
    private mutating func events(ofFeed page: GraphPage) -> [PlatformEvent] {
        var events: [PlatformEvent] = []
        for element in page.elements {
            switch GraphSlices.decode(FacebookPagePost.self, element) {
            case .success(let post): if let row = row(of: post) { events.append(.row(row)) }
            case .failure(let row): if cursor.isFirstReport(of: row) { events.append(.row(.rejected(row))) }
            }
        }
        visits.reverse()
        return events.reversed()
    }

    /// The row of a post that is new or has changed; nil where nothing has happened.
    private mutating func row(of post: FacebookPagePost) -> ExportRow? {
        let id = FacebookIDs.bare(post.id.value)
        let known = cursor.posts[id]
        cursor.feed.meet(post.createdAt.date)
        if let known, known.isUnchanged(post) { return nil }
        // Where more posts are young than can be watched, the older ones are not taken for new each time.
        let isWatchable = cursor.posts.count < FacebookPageCursor.maxPosts || cursor.feed.mayBeNew(post.createdAt.date)
        guard known != nil || isWatchable else { return nil }
        var state = known ?? FacebookPageCursor.Post(post)
        if post.commentCount == 0 { state.finish(post) } else { visits.append(post) }
        cursor.posts[id] = state
        return known != nil && reader.isOwn(post.from) ? nil : reader.row(of: post)
    }

    private mutating func takeComments(
        _ answer: WireAnswer,
        _ post: FacebookPagePost,
        isResumed: Bool,
        _ now: Date
    ) throws(PollTrouble) -> PollStep? {
        let id = FacebookIDs.bare(post.id.value)
        var state = cursor.posts[id] ?? FacebookPageCursor.Post(post)
        switch try round.read(answer) {
        case .body(let body):
            let page = try GraphPage(body)
            let (events, isPast) = events(of: page, under: post, &state.walk)
            if let after = page.after, !isPast {
                state.walk.advance(to: after, now: now)
            } else {
                state.finish(post)
                visits.removeFirst()
            }
            cursor.posts[id] = state
            return keep(events)
        case .fault(let fault):
            guard fault.treatment == .missing else { throw round.trouble(of: fault, answer) }
            if isResumed {
                state.walk.restart()
            } else {
                // The post went away between the feed and now.
                state.finish(post)
                visits.removeFirst()
            }
            cursor.posts[id] = state
            return nil
        }
    }

    /// The rows of a page of comments, oldest first, without those that were kept long ago; and whether the rest of the
    /// list is known.
    private mutating func events(
        of page: GraphPage,
        under post: FacebookPagePost,
        _ walk: inout GraphWalk
    ) -> (events: [PlatformEvent], isPast: Bool) {
        var events: [PlatformEvent] = []
        var times: [Date] = []
        for element in page.elements.reversed() {
            switch GraphSlices.decode(FacebookPageComment.self, element) {
            case .success(let comment):
                times.append(comment.createdAt.date)
                let isWanted = walk.mayBeNew(comment.createdAt.date)
                if isWanted { events.append(.row(reader.row(of: comment, under: post.id.value))) }
            case .failure(let row):
                if cursor.isFirstReport(of: row) { events.append(.row(.rejected(row))) }
            }
        }
        let isPast = walk.isPast(times.reversed())
        times.forEach { walk.meet($0) }
        return (events, isPast)
    }
}
