import Domain
import Foundation

/// What a page of comments, or of answers to one, brought.
struct InstagramCommentPage {
    /// The rows, oldest comment first, each with its answers behind it; without those that were kept long ago.
    private(set) var rows: [ExportRow] = []
    /// When everything on it was written.
    private(set) var times: [Date] = []
    /// How many are newer than all that was kept.
    private(set) var newCount = 0
    /// Comments with more answers than came with them.
    private(set) var threads: [(comment: String, after: String)] = []
    /// Whether the comments behind this page are known.
    private(set) var isPast = false

    private let walk: GraphWalk
    private let media: InstagramMedia
    private let reader: InstagramReader

    /// A page of comments with the first answers to each.
    init(_ page: GraphPage, _ visit: InstagramVisit, _ walk: GraphWalk, _ reader: InstagramReader) {
        self.init(visit, walk, reader)
        var topTimes: [Date] = []
        for element in page.elements.reversed() {
            guard let comment = take(element, answering: nil) else { continue }
            if let time = comment.time { topTimes.append(time) }
            let replies = comment.replies?.data ?? []
            for reply in replies {
                if let reply = reply.value?.comment {
                    add(reply, answering: comment.id.value, element)
                } else {
                    rows.append(.rejected(element.rejected("an answer to the comment cannot be understood")))
                }
            }
            guard let after = comment.replies?.after else { continue }
            let isYoung = comment.time.map { walk.mayBeNew($0) } ?? true
            if isYoung || visit.isThorough || visit.found + newCount < visit.expected {
                threads.append((comment.id.value, after))
            }
        }
        isPast = walk.isPast(topTimes.reversed())
    }

    /// A page of answers.
    init(
        replies page: GraphPage,
        to comment: String,
        _ visit: InstagramVisit,
        _ walk: GraphWalk,
        _ reader: InstagramReader
    ) {
        self.init(visit, walk, reader)
        for element in page.elements { _ = take(element, answering: comment) }
    }

    private init(_ visit: InstagramVisit, _ walk: GraphWalk, _ reader: InstagramReader) {
        self.walk = walk
        self.reader = reader
        media = visit.media
    }

    private mutating func take(_ element: AnswerPieces.Row, answering top: String?) -> InstagramComment? {
        switch element.decoded(as: InstagramComment.self) {
        case .success(let comment):
            add(comment, answering: top, element)
            return comment
        case .failure(let row):
            rows.append(.rejected(row))
            return nil
        }
    }

    private mutating func add(_ comment: InstagramComment, answering top: String?, _ raw: AnswerPieces.Row) {
        if let time = comment.time {
            times.append(time)
            if walk.isNew(time) { newCount += 1 }
            guard walk.mayBeNew(time) else { return }
        }
        rows.append(reader.row(of: comment, answering: top, under: media, sentAt: nil, raw: raw))
    }

}
