import Domain
import Foundation

/// Understands updates of the Bot API, whether asked for or sent to a webhook.
struct TelegramUpdateReader: Sendable {
    /// The id of the bot, whose own messages are none that are looked for; nil where it is not known.
    var bot: Int64?

    /// What an update says.
    struct Reading {
        /// The number of the update; nil where it has none that can be read.
        var id: Int64?
        var event: PlatformEvent
        /// What a person should know of it.
        var warning: OperatorError?
    }

    /// Never throws: what cannot be understood comes back as a rejected row.
    func read(_ row: AnswerPieces.Row) -> Reading {
        switch row.decoded(as: TelegramUpdate.self) {
        case .success(let update):
            switch update.content {
            case .message(let message): Reading(id: update.id, event: event(of: message, row))
            case .membership(let membership):
                Reading(id: update.id, event: .row(.ignored(.otherNews)), warning: Self.warning(of: membership))
            case .other: Reading(id: update.id, event: .row(.ignored(.otherNews)))
            }
        case .failure(let refused):
            Reading(id: Self.number(of: row), event: .row(.rejected(refused)))
        }
    }

    private static func number(of row: AnswerPieces.Row) -> Int64? {
        switch row.decoded(as: TelegramUpdateNumber.self) {
        case .success(let update): update.id
        case .failure: nil
        }
    }

    private func event(of message: TelegramBotMessage, _ row: AnswerPieces.Row) -> PlatformEvent {
        if message.chat.kind == .private { return .row(.ignored(.privateChat)) }
        if let id = message.movedTo { return .moved(message.chat.space, to: String(id)) }
        if message.isService { return .row(.ignored(.serviceMessage)) }
        if let bot, message.senderChat == nil, message.from?.id == bot { return .row(.ignored(.own)) }
        let text = cleanText(TelegramEntity.plain(message.text ?? "", message.entities))
        guard !text.isEmpty else { return .row(.ignored(.noText)) }
        guard message.id > 0 else { return .row(.rejected(row.rejected("the message has no number of its own"))) }
        return .row(.post(post(message, text)))
    }

    private func post(_ message: TelegramBotMessage, _ text: String) -> ReceivedPost {
        let topic = message.isTopicMessage ? message.threadID : nil
        var parent = message.repliedTo
        if let id = parent?.chat?.id, id != message.chat.id { parent = nil }
        // The first message of a topic, which everything answers that answers nothing else.
        let isInTopicOnly = parent.map { $0.topic != nil || $0.id == topic } ?? false
        let title = (topic == nil ? nil : parent?.topic?.name).map(cleanText)
        return ReceivedPost(
            space: message.chat.space,
            externalID: String(message.id),
            parentExternalID: isInTopicOnly ? nil : parent.flatMap { $0.id > 0 ? String($0.id) : nil },
            threadTitle: title.flatMap { $0.isEmpty ? nil : $0 },
            threadExternalID: topic.map { String($0) },
            author: author(of: message),
            text: text,
            publishedAt: message.date.date,
            editedAt: message.editDate?.date,
            permalink: TelegramLinks.message(message.id, inChat: message.chat.id, userName: message.chat.userName)
        )
    }

    /// Whoever speaks as a chat, as anonymous administrators and channels do, is that chat, as in exports.
    private func author(of message: TelegramBotMessage) -> ReceivedPost.Author? {
        if let chat = message.senderChat {
            let handle = chat.userName.map { "@\($0)" } ?? chat.title.map(cleanText)
            return ReceivedPost.Author(id: TelegramLinks.peer(ofChat: chat.id), handle: handle)
        }
        return message.from.map { user in
            let name = cleanText([user.firstName, user.lastName].compactMap(\.self).joined(separator: " "))
            let handle = user.userName.map { "@\($0)" } ?? (name.isEmpty ? nil : name)
            return ReceivedPost.Author(id: "user\(user.id)", handle: handle)
        }
    }

    private static func warning(of membership: TelegramMembership) -> OperatorError? {
        guard membership.isLost, membership.chat.kind != .private else { return nil }
        return OperatorError(
            "The bot was taken out of the chat \(membership.chat.id); nothing comes in from there any more.",
            remedy: "Ask the administrators why, and add the bot again if they agree; otherwise close the space."
        )
    }
}
