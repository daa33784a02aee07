import Domain
import Foundation

/// Understands the messages of the chats of one file.
struct TelegramDecoder: RowDecoder {
    private let timeZone: TimeZone
    private let givenSpace: SpaceReference?

    private var chat = TelegramChat()
    private var sawMessage = false
    private var space: SpaceReference?
    private var topics = TelegramTopics()
    /// The first chat whose messages went into the space that a person has named.
    private var firstChatID: String??

    init(_ options: ExportOptions) {
        timeZone = options.timeZone
        givenSpace = options.space
        space = options.space
    }

    mutating func note(_ bytes: UnsafeRawBufferPointer, at path: JSONPath) {
        guard path.count == 1 || path.count == 4, case .key(let key)? = path.last,
            ["name", "type", "id"].contains(key)
        else { return }
        let value = try? JSONDecoder().decode(FlexibleID?.self, from: Data(bytes))
        // What is neither text nor a number says nothing about the chat.
        let text = value?.value
        if sawMessage || (key == "type" && chat.hasKind) || (key == "name" && chat.name != nil) {
            chat = TelegramChat()
            topics = TelegramTopics()
            sawMessage = false
        }
        switch key {
        case "name": chat.name = text
        case "id": chat.bareID = text
        default:
            chat.hasKind = true
            chat.kindIsNull = text == nil
            chat.kind = text.flatMap(TelegramChat.Kind.init)
        }
        space = givenSpace ?? chat.space
    }

    mutating func decode(_ element: ExportElement, at path: JSONPath) -> [ExportRow] {
        sawMessage = true
        if isPrivate, givenSpace == nil || path.count > 2 { return [.ignored(.privateChat)] }
        guard let space else {
            return [.rejected(element.rejected(Self.noSpace))]
        }
        if givenSpace != nil, isAnotherChat() {
            return [.rejected(element.rejected(Self.severalChats))]
        }
        if let message = TelegramMessage(scanning: element.bytes) { return [row(of: message, in: space, element)] }
        switch decodeElement(TelegramMessage.self, from: element) {
        case .failure(let row): return [.rejected(row)]
        case .success(let message): return [row(of: message, in: space, element)]
        }
    }

    /// Whether messages of another chat already went into the space that a person has named: the numbers of messages
    /// are unique in a chat only, so those of a second chat would be taken for the first one's.
    private mutating func isAnotherChat() -> Bool {
        let first = firstChatID ?? chat.bareID
        firstChatID = .some(first)
        return first != chat.bareID
    }

    private static let severalChats =
        "the file holds several chats, which cannot go into one space; "
        + "import it without naming a space, or export the chat alone"

    /// Chats between two people, with a bot, or with oneself.
    ///
    /// Even a space named by a person reads them only from the
    /// export of that one chat, never from a whole account.
    private var isPrivate: Bool { chat.kindIsNull || chat.kind?.isSpace == false }

    private mutating func row(
        of message: TelegramMessage,
        in space: SpaceReference,
        _ element: ExportElement
    ) -> ExportRow {
        guard message.type == "message" else {
            takeNote(ofService: message)
            return .ignored(.serviceMessage)
        }
        var parent = message.repliesElsewhere ? nil : message.replyTo
        let topic = topics.place(message.id, answering: parent)
        if let root = parent, topic != nil, topics.isTopic(root) { parent = nil }
        let text = cleanText(message.text)
        guard !text.isEmpty else { return .ignored(.noText) }
        guard let publishedAt = message.published.moment(timeZone) else {
            return .rejected(element.rejected("the field 'date' is missing or no time between 1990 and 2100"))
        }
        return .post(
            ReceivedPost(
                space: space,
                externalID: String(message.id),
                parentExternalID: parent.map { String($0) },
                threadTitle: topic.flatMap { $0.isEmpty ? nil : $0 },
                author: author(of: message),
                text: text,
                publishedAt: publishedAt,
                editedAt: message.edited.moment(timeZone),
                permalink: chat.permalink(of: message.id, in: givenSpace)
            )
        )
    }

    private static let noSpace =
        "the file does not say of which chat, or of which kind of chat, this message is; name the space to read it"

    private mutating func takeNote(ofService message: TelegramMessage) {
        switch message.action {
        case "topic_created": topics.create(message.id, title: cleanText(message.title ?? ""))
        case "topic_edit":
            guard let topic = message.replyTo, let title = message.title else { break }
            topics.rename(topic, title: cleanText(title))
        default: break
        }
    }

    private func author(of message: TelegramMessage) -> ReceivedPost.Author? {
        let handle = message.from.map(cleanText)
        guard let id = message.fromID?.value else {
            return handle.map { ReceivedPost.Author(id: "name:\($0)", handle: $0) }
        }
        // Exports of 2020 give the bare number of the user.
        let isNumber = id.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return ReceivedPost.Author(id: isNumber ? "user\(id)" : id, handle: handle)
    }
}
