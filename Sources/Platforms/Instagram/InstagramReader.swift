import Domain
import Foundation

/// Turns what Instagram says about comments and mentions of an account into rows; the same for polling, look-ups and
/// webhooks.
struct InstagramReader: Sendable {
    /// The id of the account in the Graph API, which is not the one that exports hold.
    let account: String
    /// The user name of the account, where it is set.
    let username: String?
    /// The space of everything that reaches us through the account.
    let space: SpaceReference

    /// - Throws: where the id of the account is missing.
    init(_ setup: SourceSetup) throws(PollTrouble) {
        account = try setup.requiredID("account-id")
        username = setup.setting("username").map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 }
        space = setup.space ?? InstagramLinks.space(ofAccount: username ?? account)
    }

    /// What becomes of a comment.
    /// - Parameters:
    ///   - top: the comment that it answers; nil at the top.
    ///   - media: what it stands under.
    ///   - sentAt: stands in where it has no time of its own.
    ///   - raw: it as it came, to be kept where it cannot be understood.
    func row(
        of comment: InstagramComment,
        answering top: String?,
        under media: InstagramMedia?,
        sentAt: Date?,
        raw: AnswerPieces.Row
    ) -> ExportRow {
        guard let time = comment.time ?? sentAt else {
            return .rejected(raw.rejected("the comment has no time"))
        }
        let text = cleanText(comment.text ?? "")
        if let reason = ignored(comment, text) { return .ignored(reason) }
        let id = comment.id.value
        let above = top ?? comment.parentID
        return .post(
            ReceivedPost(
                space: space,
                externalID: id,
                parentExternalID: above ?? media?.id?.value,
                threadExternalID: InstagramThread.comment(above ?? id).text,
                author: comment.author,
                text: text,
                publishedAt: time,
                permalink: media?.link.flatMap { InstagramLinks.comment(id, answering: above, under: $0) }
            )
        )
    }

    /// What becomes of a comment elsewhere that mentions the account.
    func row(ofMention comment: InstagramComment, under mediaID: String, sentAt: Date, raw: AnswerPieces.Row)
        -> ExportRow
    {
        let row = row(of: comment, answering: nil, under: comment.media, sentAt: sentAt, raw: raw)
        guard case .post(var post) = row else { return row }
        post.threadExternalID = InstagramThread.mention(media: mediaID, comment: comment.id.value).text
        return .post(post)
    }

    /// What becomes of a post elsewhere whose caption mentions the account.
    func row(ofMention media: InstagramMedia, id: String, sentAt: Date) -> ExportRow {
        let text = cleanText(media.caption ?? "")
        if let name = media.username, isOwnName(name) { return .ignored(.own) }
        guard !text.isEmpty else { return .ignored(.noText) }
        return .post(
            ReceivedPost(
                space: space,
                externalID: media.link.flatMap(InstagramLinks.postID) ?? id,
                threadExternalID: InstagramThread.mention(media: id, comment: nil).text,
                author: Self.author(id: nil, name: media.username),
                text: text,
                publishedAt: media.time?.date ?? sentAt,
                permalink: media.link.flatMap { InstagramAddress($0)?.code }.map(InstagramLinks.post) ?? media.link
            )
        )
    }

    /// An author by id and user name.
    static func author(id: String?, name: String?) -> ReceivedPost.Author? {
        let handle = name.flatMap { $0.isEmpty ? nil : "@\($0)" }
        if let id { return ReceivedPost.Author(id: id, handle: handle) }
        return name.flatMap { $0.isEmpty ? nil : ReceivedPost.Author(id: "name:\($0)", handle: handle) }
    }

    /// Whether the account wrote a comment; nil where Instagram does not say who did.
    func isOwn(_ comment: InstagramComment) -> Bool? {
        if comment.isMarkedOwn || comment.writerID == account { return true }
        guard let name = comment.writerName else { return comment.writerID == nil ? nil : false }
        return isOwnName(name)
    }

    private func isOwnName(_ name: String) -> Bool { username.map { $0.lowercased() == name.lowercased() } ?? false }

    private func ignored(_ comment: InstagramComment, _ text: String) -> IgnoreReason? {
        if isOwn(comment) == true { return .own }
        if comment.isHidden { return .hidden }
        return text.isEmpty ? .noText : nil
    }
}

/// Where an answer goes, as it travels with the post.
enum InstagramThread: Hashable {
    /// Under a comment at the top, by its id.
    case comment(String)
    /// Under someone else's post or comment that mentions the account.
    case mention(media: String, comment: String?)

    /// As text, which nobody else reads.
    var text: String {
        switch self {
        case .comment(let id): id
        case .mention(let media, let comment): comment.map { "mention:\(media):\($0)" } ?? "mention:\(media)"
        }
    }

    init(_ text: String) {
        let parts = text.split(separator: ":").map(String.init)
        if parts.count > 1, parts[0] == "mention" {
            self = .mention(media: parts[1], comment: parts.count > 2 ? parts[2] : nil)
        } else {
            self = .comment(text)
        }
    }
}
