import Foundation

/// What is read of a message; reactions, media, contacts and everything else stay unread.
struct TelegramMessage {
    var id: Int64
    /// `message`, `service` or `unsupported`.
    var type: String
    var published: Clock
    var edited: Clock
    var from: String?
    var fromID: FlexibleID?
    var replyTo: Int64?
    /// Whether the message answers one in another chat.
    var repliesElsewhere = false
    var text = ""
    /// Of service rows.
    var action: String?
    var title: String?

    /// A moment as the export writes it.
    struct Clock {
        /// Seconds since 1970, as text; absent before 2022.
        var unixTime: String?
        /// The clock of the exporting computer.
        var local: String?

        /// - Parameter timeZone: where the exporting computer stood.
        func moment(_ timeZone: TimeZone) -> Date? {
            if let unixTime { return ExportTime.moment(unixTime) }
            return local.flatMap { ExportTime.moment($0, timeZone: timeZone) }
        }
    }
}

extension TelegramMessage: Decodable {
    private enum CodingKeys: String, CodingKey {
        case id, type, date, edited, from, text, action, title
        case dateUnixTime = "date_unixtime"
        case editedUnixTime = "edited_unixtime"
        case fromID = "from_id"
        case replyTo = "reply_to_message_id"
        case replyToPeer = "reply_to_peer_id"
        case entities = "text_entities"
        case newTitle = "new_title"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(Int64.self, forKey: .id)
        type = try fields.decode(String.self, forKey: .type)
        published = Clock(
            unixTime: try fields.decodeIfPresent(FlexibleID.self, forKey: .dateUnixTime)?.value,
            local: try fields.decodeIfPresent(String.self, forKey: .date)
        )
        edited = Clock(
            unixTime: try fields.decodeIfPresent(FlexibleID.self, forKey: .editedUnixTime)?.value,
            local: try fields.decodeIfPresent(String.self, forKey: .edited)
        )
        replyTo = try fields.decodeIfPresent(Int64.self, forKey: .replyTo)
        guard type == "message" else {
            action = try fields.decodeIfPresent(String.self, forKey: .action)
            // Titles of services may be lists in rows that are of no interest here.
            title =
                try? fields.decodeIfPresent(String.self, forKey: .newTitle)
                ?? fields.decodeIfPresent(String.self, forKey: .title)
            return
        }
        from = try fields.decodeIfPresent(String.self, forKey: .from)
        fromID = try fields.decodeIfPresent(FlexibleID.self, forKey: .fromID)
        repliesElsewhere = fields.contains(.replyToPeer)
        let words = try fields.decodeIfPresent(TelegramText.self, forKey: .entities)
        text = try (words ?? fields.decodeIfPresent(TelegramText.self, forKey: .text))?.plain ?? ""
    }
}

/// A text of plain and formatted pieces, as plain text.
struct TelegramText: Decodable {
    private(set) var plain = ""
    /// Whether it stood there as one string with something in it.
    var isWhole = false

    init(from decoder: any Decoder) throws {
        guard var pieces = try? decoder.unkeyedContainer() else {
            // Not a list, so it must be plain text.
            plain = try decoder.singleValueContainer().decode(String.self)
            return
        }
        while !pieces.isAtEnd {
            if let words = try? pieces.decode(String.self) {
                plain += words
            } else {
                let piece = try pieces.decode(Piece.self)
                append(piece.text ?? "", type: piece.type, href: piece.href)
            }
        }
    }

    init() {}

    /// Adds a piece; the target of a link follows its words unless they are the same.
    mutating func append(_ words: String, type: String?, href: String?) {
        plain += words
        if type == "text_link", let href, !href.isEmpty, href != words { plain += " (\(href))" }
    }

    private struct Piece: Decodable {
        var type: String?
        var text: String?
        var href: String?
    }
}
