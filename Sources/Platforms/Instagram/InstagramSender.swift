import Domain
import Foundation

/// Publishes answers as the Instagram account: under comments on its own media, and where it is mentioned.
struct InstagramSender: Sender {
    /// What Instagram takes.
    private enum Limit {
        static let length = 300
        static let hashtags = 4
        static let addresses = 1
    }

    private let api: GraphAPI
    private let reader: InstagramReader

    init(_ api: GraphAPI, reader: InstagramReader) {
        self.api = api
        self.reader = reader
    }

    func request(for message: OutgoingMessage) throws(SendRefusal) -> WireRequest {
        guard message.space.platform == .instagram, message.space.externalID == reader.space.externalID else {
            throw SendRefusal(
                "This source can only answer under its own account's media and where the account is mentioned.",
                remedy: "Copy the text, open the address of the post and answer there by hand."
            )
        }
        try check(message.text)
        switch thread(of: message) {
        case .comment(let id): return api.post([id, "replies"], ["message": message.text])
        case .mention(let media, let comment):
            return api.post(
                [reader.account, "mentions"],
                ["media_id": media, "comment_id": comment, "message": message.text]
            )
        }
    }

    func outcome(of answer: WireAnswer, to message: OutgoingMessage) -> SendOutcome {
        GraphSending.outcome(of: answer, permissions: api.permissions) { id in
            (id, message.permalink.flatMap { InstagramLinks.comment(id, answering: top(of: message), under: $0) })
        }
    }

    /// Answers to mentions stand under media of others, whose comments cannot be read.
    func lookUp(_ message: OutgoingMessage) -> WireRequest? {
        guard case .comment(let id) = thread(of: message) else { return nil }
        return api.get([id, "replies"], ["fields": InstagramFields.reply, "limit": "50"])
    }

    func find(_ message: OutgoingMessage, in answer: WireAnswer) -> SendOutcome {
        GraphSending.find(message, in: answer, permissions: api.permissions) { element in
            guard case .success(let reply) = element.decoded(as: InstagramComment.self), let time = reply.time
            else { return nil }
            let id = reply.id.value
            return GraphSending.Candidate(
                id: id,
                text: reply.text ?? "",
                publishedAt: time,
                // Without the setting 'username' another writer cannot be told from us.
                isOwn: reader.username == nil && reader.isOwn(reply) == false ? nil : reader.isOwn(reply),
                link: message.permalink.flatMap { InstagramLinks.comment(id, answering: top(of: message), under: $0) }
            )
        }
    }

    private func check(_ text: String) throws(SendRefusal) {
        let words = text.split(whereSeparator: \.isWhitespace)
        let addresses = words.count { $0.contains("://") || $0.lowercased().hasPrefix("www.") }
        let hashtags = text.count { $0 == "#" }
        let letters = text.filter(\.isLetter)
        let fault: String? =
            if text.isEmpty || text.utf16.count > Limit.length {
                "has 1 to \(Limit.length) letters"
            } else if addresses > Limit.addresses {
                "holds one address at most"
            } else if hashtags > Limit.hashtags {
                "holds \(Limit.hashtags) hashtags at most"
            } else if !letters.isEmpty, letters.allSatisfy(\.isUppercase) {
                "is not all in capitals"
            } else {
                nil
            }
        if let fault {
            throw SendRefusal("A comment on Instagram \(fault).", remedy: "Choose a shorter answer, or reword it.")
        }
    }

    private func thread(of message: OutgoingMessage) -> InstagramThread {
        if let thread = message.threadID { return InstagramThread(thread) }
        return .comment(top(of: message) ?? message.externalID)
    }

    /// The comment at the top of the thread.
    private func top(of message: OutgoingMessage) -> String? {
        if let thread = message.threadID {
            switch InstagramThread(thread) {
            case .comment(let id): return id
            case .mention(_, let comment): return comment
            }
        }
        // Posts by hand have no thread; the address tells whether they answer a comment.
        let place = message.permalink.flatMap(InstagramLinks.place)
        return place?.link.contains("/r/") == true ? place?.parentExternalID : place?.externalID
    }
}
