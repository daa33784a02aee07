import Domain
import Foundation

/// A round with TikTok's API for Business: what webhooks only named, then the comments of one video after the other.
struct TikTokAccountConversation: PollConversation {
    private enum Question {
        case named(video: String)
        case videos
        case comments(from: Int64)
        case replies(from: Int64)
    }

    private let api: TikTokBusinessAPI
    private var cursor: TikTokAccountCursor
    private var keptCursor: TikTokAccountCursor
    /// Videos with the ids that are to be looked up there.
    private var named: [(video: String, ids: [String])]
    /// The videos that are still to be read; nil before they are known.
    private var toRead: [String]?
    private var links: [String: String] = [:]
    private var reading: TikTokVideoReading?
    private var steps: [PollStep] = []
    private var question: Question?
    private var requests = 0

    /// TikTok answers 40 questions a minute.
    private static let maxRequests = 35

    init(_ api: TikTokBusinessAPI, videos: [String]?, cursor: TikTokAccountCursor, lookUps: [LookUp]) {
        self.api = api
        self.cursor = cursor
        keptCursor = cursor
        toRead = videos.map(cursor.order)
        named = Self.grouped(lookUps)
        if let videos { forget(allBut: videos) }
    }

    mutating func next(_ answer: WireAnswer?, now: Date) throws(PollTrouble) -> PollStep {
        if let answer, let asked = question {
            question = nil
            try take(answer, to: asked, now: now)
        }
        if steps.isEmpty { proceed(now: now) }
        return steps.removeFirst()
    }

    /// Decides what comes next; adds at least one step.
    private mutating func proceed(now: Date) {
        if let (video, ids) = named.popFirst() {
            return ask(.named(video: video), api.comments(ids, of: video))
        }
        guard toRead != nil else { return ask(.videos, api.videos()) }
        if reading == nil, requests < Self.maxRequests, let video = toRead?.popFirst() {
            let link = links[video] ?? TikTokLinks.video(video)
            reading = TikTokVideoReading(video, link: link, known: cursor.videos[video], now: now)
        }
        guard let reading else { return finish() }
        if let page = reading.nextPage {
            ask(.comments(from: page), api.comments(of: reading.video, from: page))
        } else if let thread = reading.threads.first {
            ask(.replies(from: thread.from), api.replies(to: thread.comment, of: reading.video, from: thread.from))
        }
    }

    private mutating func ask(_ question: Question, _ request: WireRequest) {
        self.question = question
        requests += 1
        steps.append(.ask(request))
    }

    private mutating func finish() {
        if cursor != keptCursor { keep([]) }
        steps.append(.done(after: toRead?.isEmpty == false ? .seconds(60) : nil))
    }

    private mutating func keep(_ events: [PlatformEvent]) {
        let text = cursor == keptCursor ? nil : cursor.text
        keptCursor = cursor
        steps.append(.keep(PollPage(events: events, cursor: text)))
    }

    private mutating func take(_ answer: WireAnswer, to question: Question, now: Date) throws(PollTrouble) {
        switch question {
        case .videos: try take(videos: answer, now: now)
        case .named(let video): try take(named: answer, video, now: now)
        case .comments(let start), .replies(let start):
            guard var reading else { return }
            let pieces = try answer.pieces(rowsAt: TikTokCommentPage.rows)
            if let refusal = TikTokRefusal(pieces, answer) {
                return try passOver(reading, refusal, now: now)
            }
            let page = TikTokCommentPage(
                pieces,
                asked: start,
                video: reading.video,
                link: reading.link,
                now: now
            )
            if case .replies = question { reading.readThread(page) } else { reading.read(page) }
            self.reading = reading
            if reading.isDone { leave(reading, with: reading.knowledge) }
            let wanted = page.items.filter(reading.wants).map(\.event)
            if !wanted.isEmpty { keep(wanted) }
        }
    }

    private mutating func take(videos answer: WireAnswer, now: Date) throws(PollTrouble) {
        let pieces = try answer.pieces(rowsAt: [["data", "videos", .element]])
        if let refusal = TikTokRefusal(pieces, answer) { throw refusal.trouble(now: now) }
        var ids: [String] = [], broken: [PlatformEvent] = []
        for row in pieces.rows {
            switch row.decoded(as: TikTokBusinessVideo.self) {
            case .success(let video):
                if !ids.contains(video.id.value) { ids.append(video.id.value) }
                links[video.id.value] = video.link.flatMap(TikTokLinks.normalised)
            case .failure(let refused): broken.append(.row(.rejected(refused)))
            }
        }
        forget(allBut: ids)
        toRead = cursor.order(ids)
        if !broken.isEmpty { keep(broken) }
    }

    private mutating func take(named answer: WireAnswer, _ video: String, now: Date) throws(PollTrouble) {
        let pieces = try answer.pieces(rowsAt: TikTokCommentPage.rows)
        if let refusal = TikTokRefusal(pieces, answer) {
            // A video that is gone takes its comments with it.
            guard refusal.isAboutTheThing else { throw refusal.trouble(now: now) }
            return keep([])
        }
        let link = TikTokLinks.video(video)
        keep(TikTokCommentPage(pieces, asked: 0, video: video, link: link, now: now).items.map(\.event))
    }

    /// Goes on with the next video where one cannot be read.
    private mutating func passOver(
        _ reading: TikTokVideoReading,
        _ refusal: TikTokRefusal,
        now: Date
    ) throws(PollTrouble) {
        guard refusal.isAboutTheThing else { throw refusal.trouble(now: now) }
        leave(reading, with: cursor.videos[reading.video])
        steps.append(
            .warn(
                OperatorError(
                    "TikTok does not show the comments of the video \(reading.video) (\(refusal.code)).",
                    remedy:
                        "Look whether the video is still there and public, and whether the setting 'videos' is right."
                )
            )
        )
    }

    private mutating func leave(_ reading: TikTokVideoReading, with knowledge: TikTokAccountCursor.Video?) {
        cursor.videos[reading.video] = knowledge
        cursor.last = reading.video
        self.reading = nil
    }

    /// Videos that are not read any more need no place in the cursor.
    private mutating func forget(allBut ids: [String]) { cursor.videos = cursor.videos.filter { ids.contains($0.key) } }

    /// At most 30 ids a question.
    private static func grouped(_ lookUps: [LookUp]) -> [(video: String, ids: [String])] {
        var groups: [(video: String, ids: [String])] = []
        for lookUp in lookUps where lookUp.what == TikTokWebhook.lookUp {
            guard let video = lookUp.ids["video"], let comment = lookUp.ids["comment"] else { continue }
            let open = groups.firstIndex { $0.video == video && $0.ids.count < TikTokBusinessAPI.pageSize }
            if let open { groups[open].ids.append(comment) } else { groups.append((video, [comment])) }
        }
        return groups
    }
}

extension Array {
    /// Takes the first element away.
    fileprivate mutating func popFirst() -> Element? { isEmpty ? nil : removeFirst() }
}
