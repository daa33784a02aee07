import Domain

/// A message of the Bot API; media, forwards, reactions and everything else stay unread.
struct TelegramBotMessage: Decodable {
    var id: Int64
    var chat: TelegramBotChat
    var date: FlexibleDate
    var editDate: FlexibleDate?
    var from: User?
    var senderChat: TelegramBotChat?
    var text: String?
    var entities: [TelegramEntity]
    var repliedTo: Replied?
    var threadID: Int64?
    var isTopicMessage: Bool
    var movedTo: Int64?
    var isService: Bool

    struct User: Decodable {
        var id: Int64
        var firstName: String?
        var lastName: String?
        var userName: String?

        private enum CodingKeys: String, CodingKey {
            case id
            case firstName = "first_name"
            case lastName = "last_name"
            case userName = "username"
        }
    }

    /// The message that is answered, as far as it is of interest.
    struct Replied: Decodable {
        var id: Int64
        var chat: ChatID?
        var topic: Topic?

        struct ChatID: Decodable { var id: Int64 }

        struct Topic: Decodable { var name: String? }

        private enum CodingKeys: String, CodingKey {
            case id = "message_id"
            case chat
            case topic = "forum_topic_created"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case id = "message_id"
        case chat, date, from, text, entities, caption
        case editDate = "edit_date"
        case senderChat = "sender_chat"
        case captionEntities = "caption_entities"
        case repliedTo = "reply_to_message"
        case threadID = "message_thread_id"
        case isTopicMessage = "is_topic_message"
        case movedTo = "migrate_to_chat_id"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(Int64.self, forKey: .id)
        chat = try fields.decode(TelegramBotChat.self, forKey: .chat)
        date = try fields.decode(FlexibleDate.self, forKey: .date)
        editDate = try fields.decodeIfPresent(FlexibleDate.self, forKey: .editDate)
        from = try fields.decodeIfPresent(User.self, forKey: .from)
        senderChat = try fields.decodeIfPresent(TelegramBotChat.self, forKey: .senderChat)
        let isCaption = !fields.contains(.text)
        text = try fields.decodeIfPresent(String.self, forKey: isCaption ? .caption : .text)
        let list = isCaption ? CodingKeys.captionEntities : .entities
        entities = try fields.decodeIfPresent([TelegramEntity].self, forKey: list) ?? []
        // A message that is out of reach comes in parts; the answer to it is good all the same.
        repliedTo = try? fields.decodeIfPresent(Replied.self, forKey: .repliedTo)
        threadID = try fields.decodeIfPresent(Int64.self, forKey: .threadID)
        isTopicMessage = try fields.decodeIfPresent(Bool.self, forKey: .isTopicMessage) ?? false
        movedTo = try fields.decodeIfPresent(Int64.self, forKey: .movedTo)
        isService = try decoder.container(keyedBy: AnyKey.self).allKeys.contains { key in
            Self.services.contains { key.stringValue.hasPrefix($0) }
        }
    }

    /// What the keys of service messages begin with.
    private static let services = [
        "new_chat_", "left_chat_", "delete_chat_photo", "group_chat_created", "supergroup_chat_created",
        "channel_chat_created", "message_auto_delete_timer_changed", "migrate_", "pinned_message", "forum_topic_",
        "general_forum_topic_", "video_chat_", "boost_added", "chat_background_set", "proximity_alert_triggered",
        "write_access_allowed", "users_shared", "chat_shared", "giveaway_created", "giveaway_completed", "gift",
        "unique_gift", "paid_message_price_changed", "direct_message_price_changed", "checklist_tasks_",
    ]

    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

/// A chat of the Bot API.
struct TelegramBotChat: Decodable {
    enum Kind: String, Decodable { case `private`, group, supergroup, channel }

    var id: Int64
    var kind: Kind
    var title: String?
    var userName: String?

    private enum CodingKeys: String, CodingKey {
        case id, title
        case kind = "type"
        case userName = "username"
    }

    /// The space that this chat is.
    var space: SpaceReference {
        SpaceReference(
            platform: .telegram,
            externalID: String(id),
            name: title.map(cleanText),
            link: userName.map(TelegramLinks.space(userName:))
        )
    }
}
