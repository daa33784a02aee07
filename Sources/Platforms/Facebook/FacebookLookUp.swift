import Domain
import Foundation

/// What webhooks of a Page leave to be asked for, and what becomes of the answers.
enum FacebookLookUp {
    /// A comment by its id.
    static let comment = "comment"
    /// A post by its id.
    static let post = "post"

    /// The look-up of a post or comment.
    /// - Parameters:
    ///   - id: the whole id.
    ///   - post: the whole id of the post under which a comment stands.
    ///   - shownAgainAt: when it was no longer hidden.
    static func wanted(_ what: String, id: String, under post: String? = nil, shownAgainAt: Date? = nil) -> LookUp {
        var ids = ["id": id]
        if let post { ids["post"] = post }
        if let shownAgainAt { ids["shown"] = String(Int(shownAgainAt.timeIntervalSince1970)) }
        return LookUp(what, ids: ids)
    }

    /// The row that an answer holds.
    static func row(of body: [UInt8], _ lookUp: LookUp, _ reader: FacebookPageReader) -> ExportRow {
        let shownAgainAt = lookUp.ids["shown"].flatMap { ExportTime.moment($0) }
        let found = AnswerPieces.Row(path: [], bytes: body, offset: 0)
        if lookUp.what == post {
            return switch found.decoded(as: FacebookPagePost.self) {
            case .success(let post): reader.row(of: post, shownAgainAt: shownAgainAt)
            case .failure(let row): .rejected(row)
            }
        }
        return switch found.decoded(as: FacebookPageComment.self) {
        case .success(let comment): reader.row(of: comment, under: lookUp.ids["post"], shownAgainAt: shownAgainAt)
        case .failure(let row): .rejected(row)
        }
    }
}
