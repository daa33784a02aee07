import Domain
import Foundation

/// A round with the Research API: a token, the videos of the last days, and the comments under them.
///
/// The quota is a thousand questions a day, so a round asks for at most ten pages of anything.
struct TikTokResearchConversation: PollConversation {
    private enum Question { case token, videos, comments }

    private let requests: TikTokResearchRequests
    private let query: TikTokResearchQuery
    /// The day up to which videos were looked for, as days since 1970.
    private let searchedUntil: Int?
    private var token = ""
    /// The videos whose comments are still to be read.
    private var toRead: [Int64]
    private var page: (cursor: Int64, search: String?) = (0, nil)
    private var pages = 0
    private var question: Question?
    private var steps: [PollStep] = []

    /// How many days back comments under videos are looked for.
    private static let window = 7
    /// How many days a query may span.
    private static let longestWindow = 29
    /// TikTok shows the first thousand comments only.
    private static let maxPages = 10
    private static let maxVideos = 90

    init(_ requests: TikTokResearchRequests, videos: [Int64], query: TikTokResearchQuery, cursor: Int?) {
        self.requests = requests
        self.query = query
        toRead = videos
        searchedUntil = cursor
    }

    mutating func next(_ answer: WireAnswer?, now: Date) throws(PollTrouble) -> PollStep {
        switch (answer, question) {
        case (let answer?, .token): try take(token: answer, now: now)
        case (let answer?, .videos): try take(answer, videos: true, now: now)
        case (let answer?, .comments): try take(answer, videos: false, now: now)
        case (nil, nil): ask(.token, requests.token())
        case (nil, _), (_, nil): break
        }
        return steps.isEmpty ? .done(after: nil) : steps.removeFirst()
    }

    private mutating func ask(_ question: Question, _ request: WireRequest) {
        self.question = question
        steps.append(.ask(request))
    }

    private mutating func take(token answer: WireAnswer, now: Date) throws(PollTrouble) {
        let pieces = try answer.pieces()
        guard let token = pieces.text("access_token"), token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw TikTokResearchTrouble.of(pieces, answer, now: now)
        }
        self.token = token
        query.isEmpty ? askForComments(now: now) : askForVideos(now: now)
    }

    private mutating func askForVideos(now: Date) {
        ask(.videos, requests.videos(query, days(now), page: page, token))
    }

    /// Asks for the next page, or for the next video, or says that all is done.
    private mutating func askForComments(now: Date) {
        guard let video = toRead.first else {
            question = nil
            let today = Self.today(now)
            if !query.isEmpty, searchedUntil != today {
                steps.append(.keep(PollPage(events: [], cursor: String(today))))
            }
            return steps.append(.done(after: nil))
        }
        ask(.comments, requests.comments(of: video, from: page.cursor, token))
    }

    private mutating func take(_ answer: WireAnswer, videos: Bool, now: Date) throws(PollTrouble) {
        let list: JSONStep = videos ? "videos" : "comments"
        let pieces = try answer.pieces(rowsAt: [["data", list, .element]])
        guard pieces.text("error", "code") == "ok" else {
            throw TikTokResearchTrouble.of(pieces, answer, now: now)
        }
        let rows = pieces.rows.map {
            videos ? Self.row(TikTokResearchVideo.self, $0) : Self.row(TikTokResearchComment.self, $0)
        }
        if !rows.isEmpty { steps.append(.keep(PollPage(events: rows.map { .row($0) }, cursor: nil))) }
        pages += 1
        let cursor = pieces.integer("data", "cursor") ?? 0
        let hasMore = pieces.flag("data", "has_more") == true && cursor > page.cursor && pages < Self.maxPages
        page = hasMore ? (cursor, pieces.text("data", "search_id") ?? page.search) : (0, nil)
        if !hasMore { pages = 0 }
        if videos {
            find(rows)
            if hasMore { return askForVideos(now: now) }
        } else if !hasMore {
            toRead.removeFirst()
        }
        askForComments(now: now)
    }

    private mutating func find(_ rows: [ExportRow]) {
        for case .post(let post) in rows where toRead.count < Self.maxVideos {
            guard let id = LinkParts.number(post.externalID), !toRead.contains(id) else { continue }
            toRead.append(id)
        }
    }

    private static func row<Record: TikTokResearchRecord>(_ type: Record.Type, _ row: AnswerPieces.Row) -> ExportRow {
        switch row.decoded(as: type) {
        case .success(let record): record.row(ExportOptions(fileName: ""))
        case .failure(let refused): .rejected(refused)
        }
    }

    /// The last days, and those since the last search.
    private func days(_ now: Date) -> ClosedRange<CivilDate> {
        let today = Self.today(now)
        let first = min(searchedUntil ?? today, today - Self.window)
        return CivilDate(dayNumber: max(first, today - Self.longestWindow))...CivilDate(dayNumber: today)
    }

    private static func today(_ now: Date) -> Int { Int((now.timeIntervalSince1970 / 86_400).rounded(.down)) }
}

/// What stands in the way, as the Research API says it.
enum TikTokResearchTrouble {
    /// The trouble that an answer tells which grants nothing.
    static func of(_ pieces: AnswerPieces, _ answer: WireAnswer, now: Date) -> PollTrouble {
        let code = pieces.text("error", "code") ?? pieces.text("error") ?? "status \(answer.status)"
        if code.contains("quota") {
            return .wait(DayEnd.untilNext(now), reason: "The quota of the Research API is used up for today.")
        }
        if code == "rate_limit_exceeded" || answer.status == 429 {
            return .wait(answer.retryAfter ?? .seconds(60), reason: "The Research API asks for a pause (429).")
        }
        if code == "internal_error" || answer.status >= 500 {
            return .passing(reason: "The Research API fails (\(answer.status)).")
        }
        if let remedy = remedies[code] {
            return .needsPerson(reason: "The Research API refuses: \(code).", remedy: remedy)
        }
        if answer.status == 401 || answer.status == 403 {
            return .needsPerson(reason: "The Research API refuses (\(answer.status)).", remedy: access)
        }
        return .unreadable(reason: "The Research API answers something new (status \(answer.status)).")
    }

    private static let access =
        "Ask the partner whether the app still has its approval, and lay key and secret anew as files."

    /// The codes that a person has to look at.
    private static let remedies = [
        "access_token_invalid": access,
        "invalid_client": access,
        "invalid_request": access,
        "scope_not_authorized": access,
        "scope_permission_missed": access,
        "unauthorized_client": access,
        "invalid_params": "Check the settings 'videos', 'hashtags' and 'keywords'.",
    ]
}
