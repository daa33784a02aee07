import Domain
import Foundation

/// What Meta calls when something happens on a Page.
struct FacebookPageWebhook: Webhook {
    private let proof: GraphWebhook
    private let ownSpace: SpaceReference?

    /// - Returns: nil where the secrets are not there.
    init?(_ setup: SourceSetup) {
        guard let proof = GraphWebhook(setup) else { return nil }
        self.proof = proof
        ownSpace = setup.space
    }

    func greeting(_ query: [String: String]) -> WebhookGreeting? { proof.greeting(query) }

    func verdict(headers: [String: String], body: [UInt8], now: Date) -> WebhookVerdict {
        proof.verdict(headers: headers, body: body)
    }

    func events(_ body: [UInt8], receivedAt: Date) -> [PlatformEvent] {
        GraphEnvelope.parts(of: body, about: "page", receivedAt: receivedAt).flatMap { part -> [PlatformEvent] in
            switch part {
            case .ignored(let reason): [.row(.ignored(reason))]
            case .rejected(let row): [.row(.rejected(row))]
            case .change(let change): events(of: change)
            }
        }
    }

    private func events(of change: GraphEnvelope.Change) -> [PlatformEvent] {
        guard change.field == "feed" || change.field == "mention" else { return [.row(.ignored(.otherNews))] }
        switch change.value.decoded(as: FacebookFeedChange.self) {
        case .failure(let row): return [.row(.rejected(row))]
        case .success(let news):
            guard Self.items.contains(news.item ?? ""), let verb = Self.verbs[news.verb ?? ""] else {
                return [.row(.ignored(.otherNews))]
            }
            guard let id = news.id, let page = change.owner ?? news.postID.flatMap(FacebookIDs.owner) else {
                return [.row(.rejected(change.value.rejected("the news names no post or comment, or no Page")))]
            }
            return events(of: news, verb, Subject(id: id, page: page, change: change))
        }
    }

    /// What a piece of news is about.
    private struct Subject {
        let id: String
        let page: String
        let change: GraphEnvelope.Change
    }

    private func events(of news: FacebookFeedChange, _ verb: Verb, _ subject: Subject) -> [PlatformEvent] {
        switch verb {
        case .removed:
            let gone = DeletedPost(
                space: space(of: subject.page),
                externalID: FacebookIDs.bare(subject.id),
                deletedAt: subject.change.sentAt
            )
            return [.deleted(gone)]
        case .shown:
            return [.lookUp(lookUp(news, subject, shownAgainAt: subject.change.sentAt))]
        case .added, .edited:
            if news.writerID == subject.page { return [.row(.ignored(.own))] }
            if news.isUnseen { return [.row(.ignored(.hidden))] }
            return events(ofWords: news, subject, isEdited: verb == .edited)
        }
    }

    /// A post; for a mention whose writer or words are missing also the wish to ask for them.
    private func events(
        ofWords news: FacebookFeedChange,
        _ subject: Subject,
        isEdited: Bool
    ) -> [PlatformEvent] {
        let text = cleanText(news.message ?? "")
        let isMention = subject.change.field == "mention"
        let wish = PlatformEvent.lookUp(lookUp(news, subject))
        if text.isEmpty { return isMention ? [wish] : [.row(.ignored(.noText))] }
        let post = PlatformEvent.row(.post(post(news, subject, saying: text, isEdited: isEdited)))
        // The words are kept at once, because asking often fails for lack of rights.
        return isMention && news.author == nil ? [post, wish] : [post]
    }

    private func post(
        _ news: FacebookFeedChange,
        _ subject: Subject,
        saying text: String,
        isEdited: Bool
    ) -> ReceivedPost {
        let sentAt = subject.change.sentAt
        let above = news.isComment ? news.answeredComment ?? news.postID : nil
        return ReceivedPost(
            space: space(of: subject.page),
            externalID: FacebookIDs.bare(subject.id),
            parentExternalID: above.map(FacebookIDs.bare),
            // Answers to an answer stand under the comment at the top.
            threadExternalID: news.answeredComment ?? subject.id,
            author: news.author,
            text: text,
            publishedAt: news.time ?? sentAt,
            // Facebook's time is that of the edit or that of the first words, depending on the version.
            editedAt: isEdited ? max(news.time ?? sentAt, sentAt) : nil,
            permalink: link(news, subject)
        )
    }

    private func link(_ news: FacebookFeedChange, _ subject: Subject) -> String? {
        guard let post = news.postID else { return nil }
        let base = news.link ?? FacebookIDs.link(toPost: post, onPage: subject.page)
        guard news.isComment else { return base }
        let comments = [news.answeredComment, subject.id].compactMap { $0.map(FacebookIDs.bare) }
        return comments.reduce(base) { FacebookLinks.adding(comment: $1, to: $0) }
    }

    private func lookUp(_ news: FacebookFeedChange, _ subject: Subject, shownAgainAt: Date? = nil) -> LookUp {
        FacebookLookUp.wanted(
            news.isComment ? FacebookLookUp.comment : FacebookLookUp.post,
            id: subject.id,
            under: news.isComment ? news.postID : nil,
            shownAgainAt: shownAgainAt
        )
    }

    private func space(of page: String) -> SpaceReference {
        FacebookIDs.space(ofPage: page, name: ownSpace?.externalID == page ? ownSpace?.name : nil)
    }

    // MARK: Facebook's words

    private enum Verb { case added, edited, removed, shown }

    private static let verbs: [String: Verb] = [
        "add": .added, "edited": .edited, "edit": .edited, "remove": .removed, "delete": .removed, "hide": .removed,
        "unhide": .shown,
    ]

    /// The kinds of things that hold words; reactions, likes, events and albums do not.
    private static let items: Set<String> = [
        "comment", "post", "status", "photo", "video", "share", "link", "note",
    ]
}
