import Domain
import Foundation

/// The frame in which Meta's webhooks deliver what happened.
///
/// Entries hold a list of changes, or are a change themselves, or hold private messages.
struct GraphEnvelope {
    /// One thing that happened.
    struct Change {
        /// The id of the Page or account.
        var owner: String?
        /// When Meta sent it.
        var sentAt: Date
        /// What kind of news it is, such as `feed`.
        var field: String
        /// The news.
        var value: AnswerPieces.Row
    }

    /// What an entry holds.
    enum Part {
        case change(Change)
        /// Rightly nothing for us.
        case ignored(IgnoreReason)
        /// Something that cannot be understood.
        case rejected(RejectedRow)
    }

    /// The parts of a delivery in their order.
    /// - Parameters:
    ///   - object: what deliveries of this kind are about, such as `page`; others are ignored.
    ///   - receivedAt: stands in where an entry has no time.
    static func parts(of body: [UInt8], about object: String, receivedAt: Date) -> [Part] {
        guard let delivery = pieces(of: body, ["entry", .element]) else {
            return [.rejected(RejectedRow(reason: "the delivery is no whole JSON", offset: 0, raw: body))]
        }
        guard delivery.text("object") == object else { return [.ignored(.otherNews)] }
        return delivery.rows.flatMap { parts(of: $0, receivedAt) }
    }

    private static func parts(of entry: AnswerPieces.Row, _ receivedAt: Date) -> [Part] {
        guard let head = pieces(of: entry.bytes, ["changes", .element], ["messaging", .element]) else {
            return [.rejected(entry.rejected("the entry is no object"))]
        }
        if head.text("field") != nil { return [part(of: entry, head, receivedAt)] }
        if head.rows.isEmpty { return [.ignored(.otherNews)] }
        return head.rows.map { row in
            row.path.first == "messaging" ? .ignored(.privateChat) : part(of: row, head, receivedAt)
        }
    }

    /// - Parameter head: the entry, which says whose news it is and when it was sent.
    private static func part(of change: AnswerPieces.Row, _ head: AnswerPieces, _ receivedAt: Date) -> Part {
        guard let pieces = pieces(of: change.bytes, ["value"]) else {
            return .rejected(change.rejected("the change is no object"))
        }
        guard let field = pieces.text("field"), let value = pieces.rows.first, value.bytes != Array("null".utf8) else {
            return .ignored(.otherNews)
        }
        // Seconds or milliseconds; Meta's test button sends 0.
        let sentAt = head.integer("time").flatMap { ExportTime.moment(epoch: Double($0)) }
        return .change(Change(owner: head.text("id"), sentAt: sentAt ?? receivedAt, field: field, value: value))
    }

    private static func pieces(of json: [UInt8], _ places: JSONPath...) -> AnswerPieces? {
        guard json.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return nil }
        // What cannot be taken apart is reported with its bytes by the caller.
        return try? AnswerPieces(json, rowsAt: places)
    }
}
