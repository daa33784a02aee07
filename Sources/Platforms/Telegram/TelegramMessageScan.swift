extension TelegramMessage {
    /// Reads a message without the thorough decoder; nil where the row is in any way unusual.
    init?(scanning bytes: UnsafeRawBufferPointer) {
        var scan = TelegramMessageScan()
        var cursor = JSONCursor(bytes)
        do throws(JSONCursor.Unusual) {
            try cursor.members { (key, cursor) throws(JSONCursor.Unusual) in try scan.read(key, &cursor) }
        } catch {
            return nil
        }
        guard let id = scan.id, let type = scan.type else { return nil }
        self.init(
            id: id,
            type: type,
            published: scan.published,
            edited: scan.edited,
            from: scan.from,
            fromID: scan.fromID,
            replyTo: scan.replyTo,
            repliesElsewhere: scan.repliesElsewhere,
            text: (scan.entities ?? scan.text)?.plain ?? "",
            action: scan.action,
            title: scan.newTitle ?? scan.title
        )
    }
}

/// The fields of a message while they are read.
private struct TelegramMessageScan {
    var id: Int64?
    var type: String?
    var published = TelegramMessage.Clock()
    var edited = TelegramMessage.Clock()
    var from: String?
    var fromID: FlexibleID?
    var replyTo: Int64?
    var repliesElsewhere = false
    var text: TelegramText?
    var entities: TelegramText?
    var action: String?
    var title: String?
    var newTitle: String?

    mutating func read(_ key: String, _ cursor: inout JSONCursor) throws(JSONCursor.Unusual) {
        switch key {
        case "id": id = try cursor.integer()
        case "type": type = try cursor.string()
        case "date": published.local = try cursor.string()
        case "date_unixtime": published.unixTime = try cursor.string()
        case "edited": edited.local = try cursor.string()
        case "edited_unixtime": edited.unixTime = try cursor.string()
        case "from": from = try cursor.stringOrNull()
        case "from_id":
            let isText = try cursor.peek() == UInt8(ascii: "\"")
            fromID = FlexibleID(isText ? try cursor.string() : String(try cursor.integer()))
        case "reply_to_message_id": replyTo = try cursor.integer()
        case "reply_to_peer_id":
            repliesElsewhere = true
            try cursor.skip()
        case "text": text = try pieces(&cursor)
        case "text_entities":
            // The same words again, unless the text is a list, where the entities are the surer ground.
            if let text, text.isWhole { try cursor.skip() } else { entities = try pieces(&cursor) }
        case "action": action = try cursor.string()
        case "title" where type == "service": title = try cursor.stringOrNull()
        case "new_title" where type == "service": newTitle = try cursor.stringOrNull()
        default: try cursor.skip()
        }
    }

    private func pieces(_ cursor: inout JSONCursor) throws(JSONCursor.Unusual) -> TelegramText {
        var text = TelegramText()
        if try cursor.peek() == UInt8(ascii: "\"") {
            text.append(try cursor.string(), type: nil, href: nil)
            text.isWhole = !text.plain.isEmpty
            return text
        }
        try cursor.elements { (cursor) throws(JSONCursor.Unusual) in
            if try cursor.peek() == UInt8(ascii: "\"") {
                text.append(try cursor.string(), type: nil, href: nil)
                return
            }
            var type: String?, words = "", href: String?
            try cursor.members { (key, cursor) throws(JSONCursor.Unusual) in
                switch key {
                case "type": type = try cursor.string()
                case "text": words = try cursor.string()
                case "href": href = try cursor.string()
                default: try cursor.skip()
                }
            }
            text.append(words, type: type, href: href)
        }
        return text
    }
}
