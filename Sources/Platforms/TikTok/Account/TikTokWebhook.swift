import Domain
import Foundation

/// What TikTok calls when a comment under a video of the account is made, deleted, hidden or shown.
struct TikTokWebhook: Webhook {
    private let secrets: [String]
    private let account: String?

    /// The name of the look-ups that it asks for; their ids are `video` and `comment`.
    static let lookUp = "comment"

    /// - Parameter account: the open_id whose calls count; nil for all.
    init(secrets: [String], account: String?) {
        self.secrets = secrets
        self.account = account
    }

    func greeting(_ query: [String: String]) -> WebhookGreeting? { nil }

    func verdict(headers: [String: String], body: [UInt8], now: Date) -> WebhookVerdict {
        guard let header = headers["tiktok-signature"] else {
            return .refused(reason: "the header with the signature is missing")
        }
        guard let signature = TikTokSignature(header) else {
            return .refused(reason: "the header with the signature has another form")
        }
        guard signature.isMade(of: body, withAnyOf: secrets) else { return .refused(reason: "the signature is wrong") }
        guard signature.isFresh(now) else { return .refused(reason: "the signature is too old or from the future") }
        return .genuine
    }

    func events(_ body: [UInt8], receivedAt: Date) -> [PlatformEvent] {
        let row = AnswerPieces.Row(path: [], bytes: body, offset: 0)
        switch row.decoded(as: TikTokCall.self) {
        case .failure(let refused): return [.row(.rejected(refused))]
        case .success(let call):
            guard call.event == "comment.update", account == nil || call.account == nil || call.account == account,
                let content = call.content
            else { return [.row(.ignored(.otherNews))] }
            let inner = AnswerPieces.Row(path: [], bytes: Array(content.utf8), offset: 0)
            switch inner.decoded(as: TikTokCommentNews.self) {
            case .failure(let refused): return [.row(.rejected(row.rejected("in its content, \(refused.reason)")))]
            case .success(let news): return [news.event(account: call.account, receivedAt: receivedAt)]
            }
        }
    }
}

/// The outer part of a call.
private struct TikTokCall: Decodable {
    var event: String
    var account: String?
    /// JSON once more, as text.
    var content: String?

    private enum CodingKeys: String, CodingKey {
        case event, content
        case account = "user_openid"
    }
}

/// What happened to a comment; its numbers are longer than a fraction holds.
private struct TikTokCommentNews: Decodable {
    private var video: FlexibleID
    private var comment: FlexibleID
    private var parent: FlexibleID?
    private var action: String
    private var time: FlexibleDate?
    private var author: String?
    private var text: String?

    private enum CodingKeys: String, CodingKey {
        case text
        case video = "video_id"
        case comment = "comment_id"
        case parent = "parent_comment_id"
        case action = "comment_action"
        case time = "timestamp"
        case author = "unique_identifier"
    }

    init(from decoder: any Decoder) throws {
        let news = try decoder.container(keyedBy: CodingKeys.self)
        video = try news.decode(FlexibleID.self, forKey: .video)
        comment = try news.decode(FlexibleID.self, forKey: .comment)
        action = try news.decode(String.self, forKey: .action)
        // An empty id means the same as none, and a time that cannot be read is that of the call.
        parent = try? news.decodeIfPresent(FlexibleID.self, forKey: .parent)
        time = try? news.decodeIfPresent(FlexibleDate.self, forKey: .time)
        author = (try? news.decodeIfPresent(FlexibleID.self, forKey: .author))?.value
        text = try news.decodeIfPresent(String.self, forKey: .text)
    }

    /// - Parameter account: whose comments are our own.
    func event(account: String?, receivedAt: Date) -> PlatformEvent {
        let space = TikTokLinks.space(ofVideo: video.value)
        switch action {
        case "delete", "set_to_hidden", "set_to_friends_only":
            return .deleted(
                DeletedPost(space: space, externalID: comment.value, deletedAt: time?.date ?? receivedAt)
            )
        case "set_to_public": return lookUp
        case "insert":
            if let author, author == account { return .row(.ignored(.own)) }
            let words = cleanText(text ?? "")
            return words.isEmpty ? lookUp : .row(.post(post(words, in: space, receivedAt: receivedAt)))
        default: return .row(.ignored(.otherNews))
        }
    }

    private var lookUp: PlatformEvent {
        .lookUp(LookUp(TikTokWebhook.lookUp, ids: ["video": video.value, "comment": comment.value]))
    }

    private func post(_ words: String, in space: SpaceReference, receivedAt: Date) -> ReceivedPost {
        let isTop = parent == nil || parent?.value == "0" || parent == video
        return ReceivedPost(
            space: space,
            externalID: comment.value,
            parentExternalID: isTop ? nil : parent?.value,
            author: author.map { ReceivedPost.Author(id: $0) },
            text: words,
            publishedAt: time?.date ?? receivedAt,
            permalink: TikTokLinks.video(video.value)
        )
    }
}
