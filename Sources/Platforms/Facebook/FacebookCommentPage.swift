import Domain
import Foundation

/// What a page of comments under a post of a Page brought.
struct FacebookCommentPage {
    /// The rows, oldest first, without those that were kept long ago.
    private(set) var rows: [ExportRow] = []
    /// When everything on it was written, in Facebook's order.
    let times: [Date]
    /// Whether the comments behind this page are known.
    let isPast: Bool

    /// - Parameter post: the whole id of the post.
    init(_ page: GraphPage, under post: String, _ walk: GraphWalk, _ reader: FacebookPageReader) {
        var times: [Date] = []
        for element in page.elements.reversed() {
            switch element.decoded(as: FacebookPageComment.self) {
            case .success(let comment):
                times.append(comment.createdAt.date)
                guard walk.mayBeNew(comment.createdAt.date) else { continue }
                rows.append(reader.row(of: comment, under: post))
            case .failure(let row): rows.append(.rejected(row))
            }
        }
        self.times = times.reversed()
        isPast = walk.isPast(self.times)
    }
}
