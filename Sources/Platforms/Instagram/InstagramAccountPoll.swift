import Domain
import Foundation

/// A round with an account: look-ups, then its newest media, and the comments of those with news.
struct InstagramAccountPoll: PollConversation {
    /// What the last request asked for.
    private enum Awaited {
        case access
        case lookUp(LookUp, attempt: Int)
        case media
        case comments(isResumed: Bool)
        case replies(to: String)
    }

    private var round: GraphRound
    private let reader: InstagramReader
    private var memory: GraphMemory<InstagramCursor>
    private let newest: Int

    private var mustCheck: Bool
    private var mustList = true
    private var lookUps: [(wanted: LookUp, attempt: Int)]
    private var visits: [InstagramVisit] = []
    private var warning: OperatorError?
    private var awaited: Awaited?

    /// - Parameter media: of how many of the newest media comments are read.
    init(
        _ api: GraphAPI,
        reader: InstagramReader,
        cursor: String?,
        media: Int,
        lookUps: [LookUp],
        checksAccess: Bool
    ) {
        round = GraphRound(api)
        self.reader = reader
        memory = GraphMemory(cursor)
        newest = media
        self.lookUps = lookUps.map { ($0, 0) }
        mustCheck = checksAccess
    }

    mutating func next(_ answer: WireAnswer?, now: Date) throws(PollTrouble) -> PollStep {
        if let answer, let asked = awaited {
            awaited = nil
            if let step = try take(answer, to: asked, now) { return step }
        }
        if let warning {
            self.warning = nil
            return .warn(warning)
        }
        return proceed(now)
    }

    /// The next request, or the end.
    private mutating func proceed(_ now: Date) -> PollStep {
        leavePage(now)
        let isOver = lookUps.isEmpty && visits.isEmpty && !mustCheck && !mustList
        if isOver || round.mustRest { return memory.keepRest() ?? round.end(hasMore: !isOver) }
        if mustCheck {
            mustCheck = false
            awaited = .access
            return round.ask(round.api.get([reader.account], ["fields": InstagramFields.account]))
        }
        if !lookUps.isEmpty { return askForMention() }
        guard let visit = visits.first else {
            mustList = false
            awaited = .media
            let query: KeyValuePairs<String, String?> = ["fields": InstagramFields.media, "limit": String(newest)]
            return round.ask(round.api.get([reader.account, "media"], query))
        }
        return askForComments(visit, now)
    }

    /// Once the answers to its comments are kept, a visit goes on to the next page or ends.
    private mutating func leavePage(_ now: Date) {
        guard let visit = visits.first, visit.threads.isEmpty, let place = visit.place else { return }
        var state = memory.state.media[visit.id] ?? InstagramCursor.Media()
        switch place {
        case .more(let after):
            state.walk.advance(to: after, now: now)
            visits[0].place = nil
        case .end:
            state.finish(count: visit.media.commentCount, isOld: visit.isOld, now: now)
            visits.removeFirst()
        }
        memory.state.media[visit.id] = state
    }

    // MARK: Asking

    private mutating func askForMention() -> PollStep {
        let (wanted, attempt) = lookUps.removeFirst()
        awaited = .lookUp(wanted, attempt: attempt)
        let field = InstagramLookUp.field(of: wanted, attempt: attempt)
        return round.ask(round.api.get([reader.account], ["fields": field]))
    }

    private mutating func askForComments(_ visit: InstagramVisit, _ now: Date) -> PollStep {
        if let thread = visit.threads.first {
            awaited = .replies(to: thread.comment)
            return round.ask(
                round.api.get(
                    [thread.comment, "replies"],
                    ["fields": InstagramFields.reply, "limit": "50", "after": thread.after]
                )
            )
        }
        let place = memory.state.media[visit.id]?.walk.place(now: now)
        awaited = .comments(isResumed: place != nil)
        return round.ask(
            round.api.get(
                [visit.id, "comments"],
                ["fields": InstagramFields.comment, "limit": "50", "after": place]
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
        case .access: try takeAccess(answer)
        case .media: try takeMedia(answer, now)
        case .lookUp(let lookUp, let attempt): return try takeMention(answer, lookUp, attempt: attempt, now)
        case .comments(let isResumed): return try takeComments(answer, isResumed: isResumed)
        case .replies(let comment): return try takeReplies(answer, to: comment)
        }
        return nil
    }

    private mutating func takeAccess(_ answer: WireAnswer) throws(PollTrouble) {
        struct Account: Decodable { var username: String? }
        let account = try GraphReply.decode(Account.self, from: round.body(answer))
        guard let name = account.username, let set = reader.username, set.lowercased() != name.lowercased() else {
            return
        }
        warning = OperatorError(
            "The Instagram account has another name than the setting 'username' says.",
            remedy: "Set 'username' to the new name, so that own comments are known as such."
        )
    }

    private mutating func takeMedia(_ answer: WireAnswer, _ now: Date) throws(PollTrouble) {
        let page = try GraphPage(round.body(answer))
        // An element that cannot be understood is no post of anyone's in need, but our own media.
        let media = page.elements.compactMap { try? $0.decoded(as: InstagramMedia.self).get() }
        memory.state.keepOnly(Set(media.compactMap { $0.id?.value }))
        visits = media.reversed().compactMap { media in
            InstagramVisit(media, media.id.flatMap { memory.state.media[$0.value] }, now: now)
        }
    }

    private mutating func takeMention(
        _ answer: WireAnswer,
        _ lookUp: LookUp,
        attempt: Int,
        _ now: Date
    ) throws(PollTrouble) -> PollStep? {
        switch try round.read(answer) {
        case .body(let body): return memory.keep([.row(InstagramLookUp.row(of: body, lookUp, reader, now: now))])
        case .fault(let fault):
            guard [.missing, .permission, .unknown].contains(fault.treatment) else {
                throw round.trouble(of: fault, answer)
            }
            let isOddField = fault.code == 100 && fault.subcode != 33
            if isOddField, attempt + 1 < InstagramFields.mentionedComment.count {
                lookUps.insert((lookUp, attempt + 1), at: 0)
                return nil
            }
            // One mention that may not be seen must not stop the source.
            return memory.keep([.row(.ignored(.hidden))])
        }
    }

    private mutating func takeComments(_ answer: WireAnswer, isResumed: Bool) throws(PollTrouble) -> PollStep? {
        guard var visit = visits.first else { return nil }
        switch try round.read(answer) {
        case .body(let body):
            let page = try GraphPage(body)
            let walk = memory.state.media[visit.id]?.walk ?? GraphWalk()
            let found = InstagramCommentPage(page, visit, walk, reader)
            visit.pages += 1
            visit.found += found.newCount
            visit.threads = found.threads
            let isEnough = found.isPast && !visit.isThorough && visit.found >= visit.expected
            let goesOn = visit.pages < InstagramVisit.maxPages && !isEnough
            visit.place = goesOn ? page.after.map { .more($0) } ?? .end : .end
            visits[0] = visit
            meet(found.times, visit.id)
            return memory.keepNews(found.rows)
        case .fault(let fault):
            guard fault.treatment == .missing else { throw round.trouble(of: fault, answer) }
            if isResumed {
                memory.state.media[visit.id]?.walk.restart()
                visits[0].isOld = false
            } else {
                // It went away between the list and now.
                visits[0].place = .end
            }
            return nil
        }
    }

    private mutating func takeReplies(_ answer: WireAnswer, to comment: String) throws(PollTrouble) -> PollStep? {
        guard let visit = visits.first, !visit.threads.isEmpty else { return nil }
        visits[0].threads.removeFirst()
        switch try round.read(answer) {
        case .body(let body):
            let page = try GraphPage(body)
            let walk = memory.state.media[visit.id]?.walk ?? GraphWalk()
            let found = InstagramCommentPage(replies: page, to: comment, visit, walk, reader)
            visits[0].found += found.newCount
            visits[0].threadPages += 1
            if visits[0].threadPages >= InstagramVisit.maxThreadPages {
                visits[0].threads = []
            } else if let after = page.after {
                visits[0].threads.insert((comment, after), at: 0)
            }
            meet(found.times, visit.id)
            return memory.keepNews(found.rows)
        case .fault(let fault):
            guard fault.treatment == .missing else { throw round.trouble(of: fault, answer) }
            return nil
        }
    }

    private mutating func meet(_ times: [Date], _ id: String) {
        var state = memory.state.media[id] ?? InstagramCursor.Media()
        times.forEach { state.walk.meet($0) }
        memory.state.media[id] = state
    }
}
