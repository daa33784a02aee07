import Domain
import Foundation

/// A page of comments, or of answers to one, taken apart.
struct TikTokCommentPage {
    /// A comment of the page, or an answer that came with it.
    struct Item {
        var event: PlatformEvent
        /// When it was written, in seconds since 1970; nil where it cannot be understood.
        var seconds: Int64?
    }

    /// Comments and the answers that came with them.
    private(set) var items: [Item] = []
    /// When the comments that have to be in order were written, in seconds since 1970.
    private(set) var times: [Int64] = []
    /// Comments that have more answers than came with them, with the time at which they were written.
    private(set) var withMoreReplies: [(id: String, seconds: Int64)] = []
    /// How many comments stood there.
    let count: Int
    /// Where the next page begins; nil after the last one.
    let next: Int64?

    static let rows: [JSONPath] = [["data", "comments", .element]]

    /// - Parameters:
    ///   - pieces: an answer that grants, cut at `rows`.
    ///   - asked: where the page begins.
    init(_ pieces: AnswerPieces, asked: Int64, video: String, link: String, now: Date) {
        count = pieces.rows.count
        let hasMore = pieces.flag("data", "has_more")
        // A page that leads back to itself would be asked for without end.
        next = hasMore == true ? pieces.integer("data", "cursor").flatMap { $0 > asked ? $0 : nil } : nil
        for row in pieces.rows { take(row, video: video, link: link, now: now) }
    }

    private mutating func take(_ row: AnswerPieces.Row, video: String, link: String, now: Date) {
        guard let comment = add(row, video: video, link: link, now: now) else { return }
        if !comment.isPinned { times.append(comment.seconds) }
        // The row has just been read as JSON, so it can be cut once more.
        let replies = (try? AnswerPieces(row.bytes, rowsAt: [["reply_list", .element]]))?.rows ?? []
        for reply in replies { _ = add(reply, video: video, link: link, now: now) }
        if comment.replies > replies.count { withMoreReplies.append((comment.commentID, comment.seconds)) }
    }

    private mutating func add(
        _ row: AnswerPieces.Row,
        video: String,
        link: String,
        now: Date
    ) -> TikTokBusinessComment? {
        switch row.decoded(as: TikTokBusinessComment.self) {
        case .success(let comment):
            let event = comment.event(under: video, link: link, now: now)
            items.append(Item(event: event, seconds: comment.seconds))
            return comment
        case .failure(let refused):
            items.append(Item(event: .row(.rejected(refused)), seconds: nil))
            return nil
        }
    }
}
