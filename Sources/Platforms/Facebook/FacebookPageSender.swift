import Domain
import Foundation

/// Publishes answers as comments of the Page.
struct FacebookPageSender: Sender {
    /// What a comment may be long, in units of UTF-16.
    static let maxLength = 8_000

    private let api: GraphAPI
    private let page: String

    init(_ api: GraphAPI, page: String) {
        self.api = api
        self.page = page
    }

    func request(for message: OutgoingMessage) throws(SendRefusal) -> WireRequest {
        guard message.space.platform == .facebook, message.space.externalID == page else {
            throw SendRefusal(
                "This source can only answer on its own Page.",
                remedy: "Copy the text, open the address of the post and answer there by hand."
            )
        }
        guard !message.text.isEmpty, message.text.utf16.count <= Self.maxLength else {
            throw SendRefusal(
                "A comment on Facebook has 1 to \(Self.maxLength) letters.",
                remedy: "Shorten the answer."
            )
        }
        return api.post([target(of: message), "comments"], ["message": message.text])
    }

    func outcome(of answer: WireAnswer, to message: OutgoingMessage) -> SendOutcome {
        GraphSending.outcome(of: answer, permissions: api.permissions) { id in
            let id = FacebookIDs.bare(id)
            return (id, message.permalink.map { FacebookLinks.adding(comment: id, to: $0) })
        }
    }

    func lookUp(_ message: OutgoingMessage) -> WireRequest? {
        api.get(
            [target(of: message), "comments"],
            [
                "fields": FacebookPageFields.comment, "order": "reverse_chronological", "limit": "100",
                "since": message.firstTriedAt.map { String(Int($0.timeIntervalSince1970) - GraphSending.clockSeconds) },
            ]
        )
    }

    func find(_ message: OutgoingMessage, in answer: WireAnswer) -> SendOutcome {
        GraphSending.find(message, in: answer, permissions: api.permissions) { element in
            guard case .success(let comment) = element.decoded(as: FacebookPageComment.self) else { return nil }
            let writer = comment.from?.id?.value
            return GraphSending.Candidate(
                id: FacebookIDs.bare(comment.id.value),
                text: comment.message ?? "",
                publishedAt: comment.createdAt.date,
                isOwn: writer.map { $0 == page },
                link: comment.link.flatMap(FacebookLinks.normalised)
            )
        }
    }

    /// The whole id under which the answer stands: the post, or the comment at the top of the thread.
    private func target(of message: OutgoingMessage) -> String {
        if let thread = message.threadID { return thread }
        // Posts of exports and by hand have bare ids; the address tells the rest.
        if let place = message.permalink.flatMap(FacebookLinks.thread) { return place }
        return "\(message.parentExternalID ?? page)_\(message.externalID)"
    }
}
