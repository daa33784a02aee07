import Domain
import Foundation

/// Turns what Facebook says about posts and comments of a Page into rows; the same for polling and look-ups.
struct FacebookPageReader: Sendable {
    /// The Page.
    let page: String
    /// The name of the Page, where known.
    var name: String?

    /// The space of the Page.
    var space: SpaceReference { FacebookIDs.space(ofPage: page, name: name) }

    /// What becomes of a post.
    /// - Parameter shownAgainAt: when it was no longer hidden, so that it counts as newer than the hiding.
    func row(of post: FacebookPagePost, shownAgainAt: Date? = nil) -> ExportRow {
        let text = cleanText(post.message ?? "")
        if let reason = ignored(post.from, isHidden: post.isUnseen, text) { return .ignored(reason) }
        let id = post.id.value
        return .post(
            ReceivedPost(
                space: space,
                externalID: FacebookIDs.bare(id),
                threadExternalID: id,
                author: post.from?.author,
                text: text,
                publishedAt: post.createdAt.date,
                editedAt: shownAgainAt,
                permalink: post.link.flatMap(FacebookLinks.normalised) ?? FacebookIDs.link(toPost: id, onPage: page)
            )
        )
    }

    /// What becomes of a comment.
    /// - Parameter post: the whole id of the post under which it stands; nil where only the comment is known.
    func row(of comment: FacebookPageComment, under post: String?, shownAgainAt: Date? = nil) -> ExportRow {
        let text = cleanText(comment.message ?? "")
        if let reason = ignored(comment.from, isHidden: comment.isHidden == true, text) { return .ignored(reason) }
        let id = comment.id.value
        let answered = comment.parent?.id?.value
        let above = answered ?? post ?? FacebookIDs.owner(of: id)
        return .post(
            ReceivedPost(
                space: space,
                externalID: FacebookIDs.bare(id),
                parentExternalID: above.map(FacebookIDs.bare),
                // Answers to an answer stand under the comment at the top.
                threadExternalID: answered ?? id,
                author: comment.from?.author,
                text: text,
                publishedAt: comment.createdAt.date,
                editedAt: shownAgainAt,
                permalink: comment.link.flatMap(FacebookLinks.normalised)
                    ?? post.map { post in
                        let comments = [answered, id].compactMap { $0.map(FacebookIDs.bare) }
                        let base = FacebookIDs.link(toPost: post, onPage: page)
                        return comments.reduce(base) { FacebookLinks.adding(comment: $1, to: $0) }
                    }
            )
        )
    }

    /// Whether something was written by the Page itself.
    func isOwn(_ person: FacebookPerson?) -> Bool { person?.id?.value == page }

    private func ignored(_ from: FacebookPerson?, isHidden: Bool, _ text: String) -> IgnoreReason? {
        if isOwn(from) { return .own }
        if isHidden { return .hidden }
        return text.isEmpty ? .noText : nil
    }
}
