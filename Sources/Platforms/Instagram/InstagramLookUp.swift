import Domain
import Foundation

/// What webhooks of Instagram leave to be asked for: they only name mentions by their ids.
enum InstagramLookUp {
    /// A comment that mentions the account, by `comment` and `media`.
    static let comment = "mentioned-comment"
    /// A post whose caption mentions the account, by `media`.
    static let media = "mentioned-media"

    /// The look-up of a mention.
    static func wanted(media: String, comment: String?) -> LookUp {
        guard let comment else { return LookUp(self.media, ids: ["media": media]) }
        return LookUp(self.comment, ids: ["media": media, "comment": comment])
    }

    /// The field of the account that holds the mention.
    /// - Parameter attempt: which of the lists of fields is asked for.
    static func field(of lookUp: LookUp, attempt: Int) -> String {
        if lookUp.what == comment {
            let fields = InstagramFields.mentionedComment[attempt]
            return "mentioned_comment.comment_id(\(id("comment", of: lookUp))){\(fields)}"
        }
        return "mentioned_media.media_id(\(id("media", of: lookUp))){\(InstagramFields.mentionedMedia[attempt])}"
    }

    /// The row that an answer holds.
    /// - Parameter now: stands in where the mention has no time.
    static func row(of body: [UInt8], _ lookUp: LookUp, _ reader: InstagramReader, now: Date) -> ExportRow {
        let mediaID = id("media", of: lookUp)
        let row = AnswerPieces.Row(path: [], bytes: body, offset: 0)
        switch row.decoded(as: Answer.self) {
        case .failure(let fault): return .rejected(fault)
        case .success(let answer):
            if let comment = answer.comment {
                return reader.row(ofMention: comment, under: mediaID, sentAt: now, raw: row)
            }
            if let media = answer.media { return reader.row(ofMention: media, id: mediaID, sentAt: now) }
            return .ignored(.hidden)
        }
    }

    /// Ids are digits; anything else would change the meaning of the field.
    private static func id(_ name: String, of lookUp: LookUp) -> String {
        String((lookUp.ids[name] ?? "").unicodeScalars.filter { ("0"..."9").contains($0) }.map(Character.init))
    }

    private struct Answer: Decodable {
        var comment: InstagramComment?
        var media: InstagramMedia?

        enum CodingKeys: String, CodingKey {
            case comment = "mentioned_comment"
            case media = "mentioned_media"
        }
    }
}
