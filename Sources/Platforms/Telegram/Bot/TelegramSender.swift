import Domain

/// Answers in groups and channels as the bot.
struct TelegramSender: Sender {
    private let api: TelegramBotAPI

    init(_ api: TelegramBotAPI) { self.api = api }

    /// The longest text, in UTF-16 units.
    private static let longest = 4096

    func request(for message: OutgoingMessage) throws(SendRefusal) -> WireRequest {
        guard message.space.platform == .telegram, let chat = Int64(message.space.externalID), chat < 0,
            let post = Int64(message.externalID), post > 0
        else {
            throw SendRefusal("A bot cannot reach this post.", remedy: "Post the answer by hand.")
        }
        guard (1...Self.longest).contains(message.text.utf16.count) else {
            throw SendRefusal(
                "Telegram takes answers of 1 to \(Self.longest) characters.",
                remedy: "Choose a shorter wording."
            )
        }
        let body: WireJSON = [
            "chat_id": .number(chat),
            "text": .text(message.text),
            "reply_parameters": ["message_id": .number(post), "allow_sending_without_reply": false],
            "link_preview_options": ["is_disabled": true],
        ]
        // The general topic must not be named.
        let topic = message.threadID.flatMap { Int64($0) }.flatMap { $0 > 1 ? $0 : nil }
        return api.request("sendMessage", body.adding("message_thread_id", topic.map { .number($0) }))
    }

    func outcome(of answer: WireAnswer, to message: OutgoingMessage) -> SendOutcome {
        let pieces: AnswerPieces
        do throws(PollTrouble) {
            pieces = try answer.pieces()
        } catch {
            return .unknown(reason: "Telegram's answer cannot be understood (status \(answer.status)).")
        }
        guard let refusal = TelegramRefusal(pieces, answer) else { return sent(pieces) }
        guard pieces.flag("ok") == false, refusal.code < 500 else {
            return .unknown(reason: "Telegram failed (\(refusal.code)).")
        }
        if refusal.code == 429 { return .retry(after: refusal.retryAfter, reason: "Telegram asks for a pause (429).") }
        return .refused(
            reason: "Telegram refused the answer (\(refusal.code)): \(refusal.description)",
            remedy: Self.remedy(for: refusal)
        )
    }

    func lookUp(_ message: OutgoingMessage) -> WireRequest? { nil }

    func find(_ message: OutgoingMessage, in answer: WireAnswer) -> SendOutcome {
        .unknown(reason: "A bot cannot read its own messages; look into the chat.")
    }

    private func sent(_ pieces: AnswerPieces) -> SendOutcome {
        guard let id = pieces.integer("result", "message_id") else {
            return .unknown(reason: "Telegram did not give the number of the message.")
        }
        let chat = pieces.integer("result", "chat", "id")
        let link = chat.flatMap { chat in
            TelegramLinks.message(id, inChat: chat, userName: pieces.text("result", "chat", "username"))
        }
        return .sent(externalID: String(id), link: link)
    }

    private static func remedy(for refusal: TelegramRefusal) -> String {
        if refusal.movedTo != nil {
            return "The group has become a supergroup; answer the newest post of the person there."
        }
        let description = refusal.description.lowercased()
        return remedies.first { description.contains($0.words) }?.remedy
            ?? (refusal.code == 403 || refusal.code == 401 || refusal.code == 404
                ? "Look whether the bot is still in the chat and may write there, or post the answer by hand."
                : "Post the answer by hand.")
    }

    /// What Telegram says, in lower case, and what to do then.
    private static let remedies: [(words: String, remedy: String)] = [
        ("message to be replied not found", "The post is gone; close the enquiry or answer elsewhere by hand."),
        ("message to reply not found", "The post is gone; close the enquiry or answer elsewhere by hand."),
        ("chat not found", "Add the bot to the chat again, or post the answer by hand."),
        ("topic_closed", "The topic is closed; ask an administrator, or post the answer elsewhere by hand."),
        ("message thread not found", "The topic is gone; post the answer elsewhere by hand."),
        ("message is too long", "Choose a shorter wording."),
        ("not enough rights", "Ask an administrator to let the bot write, or post the answer by hand."),
        ("have no rights", "Ask an administrator to let the bot write, or post the answer by hand."),
    ]
}
