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
    private let requests: FacebookPageRequests
    private var reader: FacebookPageReader
    private var memory: GraphMemory<FacebookPageCursor>
    private let watched: TimeInterval

    private var mustCheck: Bool
    private var lookUps: [LookUp]
    /// Posts of the feed's page at hand whose comments have to be read.
    private var visits: [FacebookPagePost] = []
    /// Whether the first of them is being read, and whether that began in an earlier round.
    private var isVisiting = false
    private var isOldWalk = false
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
        requests = FacebookPageRequests(api: api, page: page.page)
        reader = page
        memory = GraphMemory(cursor)
        reader.name = memory.state.name ?? page.name
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
        if isOver || round.mustRest { return memory.keepRest() ?? round.end(hasMore: !isOver) }
        if mustCheck {
            mustCheck = false
            awaited = .access
            return round.ask(requests.access)
        }
        if !lookUps.isEmpty {
            let wanted = lookUps.removeFirst()
            awaited = .lookUp(wanted)
            return round.ask(requests.found(wanted))
        }
        if let post = visits.first {
            let walk = memory.state.posts[FacebookIDs.bare(post.id.value)]?.walk ?? GraphWalk()
            let isResumed = walk.place(now: now) != nil
            if !isVisiting { isOldWalk = isResumed }
            isVisiting = true
            awaited = .comments(post, isResumed: isResumed)
            return round.ask(requests.comments(under: post.id.value, walk, now: now))
        }
        awaited = .feed(isResumed: memory.state.feed.place(now: now) != nil)
        return round.ask(requests.feed(memory.state.feed, horizon: now.addingTimeInterval(-watched), now: now))
    }

    /// Once all comments under the feed's page at hand are kept, the feed may go on behind it.
    private mutating func leaveFeedPage(_ now: Date) {
        switch feed {
        case .toAsk, .over: break
        case .more(let after):
            memory.state.feed.advance(to: after, now: now)
            feed = .toAsk
        case .end:
            memory.state.feed.finish()
            memory.state.forget(before: now.addingTimeInterval(-watched))
            feed = .over
        }
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
        memory.state.name = page.name.map(cleanText) ?? memory.state.name
        reader.name = memory.state.name
    }

    private mutating func takeFound(_ answer: WireAnswer, _ lookUp: LookUp) throws(PollTrouble) -> PollStep {
        switch try round.read(answer) {
        case .body(let body): return memory.keep([.row(FacebookLookUp.row(of: body, lookUp, reader))])
        case .fault(let fault):
            // One object that may not be seen, such as a mention on someone's profile, must not stop the source.
            guard [.missing, .permission, .unknown].contains(fault.treatment) else {
                throw round.trouble(of: fault, answer)
            }
            return memory.keep([.row(.ignored(.hidden))])
        }
    }

    private mutating func takeFeed(_ answer: WireAnswer, isResumed: Bool) throws(PollTrouble) -> PollStep? {
        switch try round.read(answer) {
        case .body(let body):
            let page = try GraphPage(body)
            feed = page.after.map(FeedPlace.more) ?? .end
            return memory.keepNews(rows(ofFeed: page))
        case .fault(let fault):
            guard isResumed, fault.treatment == .missing else { throw round.trouble(of: fault, answer) }
            memory.state.feed.restart()
            return nil
        }
    }

    /// The rows of a page of the feed, oldest first; notes which posts have to be visited.
    private mutating func rows(ofFeed page: GraphPage) -> [ExportRow] {
        var rows: [ExportRow] = []
        for element in page.elements.reversed() {
            switch element.decoded(as: FacebookPagePost.self) {
            case .success(let post): if let row = row(of: post) { rows.append(row) }
            case .failure(let row): rows.append(.rejected(row))
            }
        }
        return rows
    }

    /// The row of a post that is new or has changed; nil where nothing has happened.
    private mutating func row(of post: FacebookPagePost) -> ExportRow? {
        let id = FacebookIDs.bare(post.id.value)
        let known = memory.state.posts[id]
        memory.state.feed.meet(post.createdAt.date)
        if let known, known.isUnchanged(post) { return nil }
        // Where more posts are young than can be watched, the older ones are not taken for new each time.
        let isWatchable =
            memory.state.posts.count < FacebookPageCursor.maxPosts || memory.state.feed.mayBeNew(post.createdAt.date)
        guard known != nil || isWatchable else { return nil }
        var state = known ?? FacebookPageCursor.Post(post)
        if post.commentCount == 0 { state.finish(post) } else { visits.append(post) }
        memory.state.posts[id] = state
        return known != nil && reader.isOwn(post.from) ? nil : reader.row(of: post)
    }

    private mutating func takeComments(
        _ answer: WireAnswer,
        _ post: FacebookPagePost,
        isResumed: Bool,
        _ now: Date
    ) throws(PollTrouble) -> PollStep? {
        let id = FacebookIDs.bare(post.id.value)
        var state = memory.state.posts[id] ?? FacebookPageCursor.Post(post)
        switch try round.read(answer) {
        case .body(let body):
            let page = try GraphPage(body)
            let found = FacebookCommentPage(page, under: post.id.value, state.walk, reader)
            found.times.forEach { state.walk.meet($0) }
            if let after = page.after, !found.isPast {
                state.walk.advance(to: after, now: now)
            } else {
                state.finish(post, isOld: isOldWalk)
                leavePost()
            }
            memory.state.posts[id] = state
            return memory.keepNews(found.rows)
        case .fault(let fault):
            guard fault.treatment == .missing else { throw round.trouble(of: fault, answer) }
            if isResumed {
                state.walk.restart()
                isOldWalk = false
            } else {
                // The post went away between the feed and now.
                state.finish(post)
                leavePost()
            }
            memory.state.posts[id] = state
            return nil
        }
    }

    private mutating func leavePost() {
        visits.removeFirst()
        isOldWalk = false
        isVisiting = false
    }
}
