/// An update of the Bot API; what is not listed here stays unread.
struct TelegramUpdate: Decodable {
    var id: Int64
    var content: Content

    enum Content {
        case message(TelegramBotMessage)
        case membership(TelegramMembership)
        case other
    }

    private enum CodingKeys: String, CodingKey {
        case id = "update_id"
        case message
        case editedMessage = "edited_message"
        case channelPost = "channel_post"
        case editedChannelPost = "edited_channel_post"
        case membership = "my_chat_member"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(Int64.self, forKey: .id)
        let messages: [CodingKeys] = [.message, .editedMessage, .channelPost, .editedChannelPost]
        if let key = messages.first(where: fields.contains) {
            content = .message(try fields.decode(TelegramBotMessage.self, forKey: key))
        } else if fields.contains(.membership) {
            content = .membership(try fields.decode(TelegramMembership.self, forKey: .membership))
        } else {
            content = .other
        }
    }
}

/// The number of an update whose rest cannot be understood.
struct TelegramUpdateNumber: Decodable {
    var id: Int64

    private enum CodingKeys: String, CodingKey { case id = "update_id" }
}

/// News of what the bot may do in a chat.
struct TelegramMembership: Decodable {
    var chat: TelegramBotChat
    var member: Member

    struct Member: Decodable {
        /// `creator`, `administrator`, `member`, `restricted`, `left` or `kicked`.
        var status: String
    }

    private enum CodingKeys: String, CodingKey {
        case chat
        case member = "new_chat_member"
    }

    /// Whether the bot is out of the chat.
    var isLost: Bool { member.status == "left" || member.status == "kicked" }
}
