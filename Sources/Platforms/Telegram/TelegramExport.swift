/// `result.json` of Telegram Desktop, of one chat or of a whole account, from 2020 on.
package struct TelegramExport: ExportFormat {
    package let name = "telegram-desktop"
    package let summary = "Telegram Desktop, \"Export chat history\" or \"Export Telegram data\" as JSON (result.json)"
    package let framing = Framing.json(Self.select)

    package init() {}

    /// By the kinds of chat that only Telegram knows, or by the sections of an account.
    package func recognises(_ head: ExportHead) -> Bool {
        guard head.beginsWithObject else { return false }
        if head.has("messages", "type", "id"), TelegramChat.Kind.allCases.contains(where: { head.mentions($0) }) {
            return true
        }
        // The list of chats of an account may begin long after the part that is looked at.
        return head.has("about")
            && head.hasAny("personal_information", "frequent_contacts", "sessions", "chats", "left_chats")
    }

    /// A decoder that remembers the chat it is in and the topics of that chat.
    package func makeDecoder(_ options: ExportOptions) -> any RowDecoder { TelegramDecoder(options) }

    /// Takes the messages and passes over contacts, sessions, phone numbers and everything else of an account.
    private static func select(_ path: JSONPath) -> JSONSelection {
        guard let first = path.first else { return .descend }
        if first == "messages" { return path.count == 1 ? .descend : .take }
        guard first == "chats" || first == "left_chats" else { return .skip }
        switch path.count {
        case 1, 3: return .descend
        case 2: return path[1] == "list" ? .descend : .skip
        case 4: return path[3] == "messages" ? .descend : .skip
        default: return .take
        }
    }
}

extension ExportHead {
    fileprivate func mentions(_ kind: TelegramChat.Kind) -> Bool { text.contains("\"\(kind.rawValue)\"") }
}
