import Domain

/// A comment as TikTok's web pages load it.
///
/// Only what is listed here is read.
struct TikTokComment: Decodable {
    private var id: FlexibleID
    private var videoID: FlexibleID
    private var text: String?
    private var createdAt: FlexibleDate
    private var replyID: String?
    private var user: User?
    private var share: Share?

    private struct User: Decodable {
        var id: String?
        var name: String?
        var nickname: String?

        private enum CodingKeys: String, CodingKey {
            case uid, nickname
            case name = "unique_id"
        }

        init(from decoder: any Decoder) throws {
            let record = try decoder.container(keyedBy: CodingKeys.self)
            // Deleted accounts come with empty ids; the name stands in.
            id = (try? record.decodeIfPresent(FlexibleID.self, forKey: .uid))?.value
            name = try record.decodeIfPresent(String.self, forKey: .name).flatMap { $0.isEmpty ? nil : $0 }
            nickname = try record.decodeIfPresent(String.self, forKey: .nickname).flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    private struct Share: Decodable {
        var url: String?
    }

    private enum CodingKeys: String, CodingKey {
        case text, user
        case id = "cid"
        case videoID = "aweme_id"
        case createdAt = "create_time"
        case replyID = "reply_id"
        case share = "share_info"
    }

    init(from decoder: any Decoder) throws {
        let record = try decoder.container(keyedBy: CodingKeys.self)
        id = try record.decode(FlexibleID.self, forKey: .id)
        videoID = try record.decode(FlexibleID.self, forKey: .videoID)
        text = try record.decodeIfPresent(String.self, forKey: .text)
        createdAt = try record.decode(FlexibleDate.self, forKey: .createdAt)
        // An empty id means the same as none.
        replyID = (try? record.decodeIfPresent(FlexibleID.self, forKey: .replyID))?.value
        user = try record.decodeIfPresent(User.self, forKey: .user)
        share = try record.decodeIfPresent(Share.self, forKey: .share)
    }

    /// What becomes of the record.
    func row(_ options: ExportOptions) -> ExportRow {
        let text = cleanText(text ?? "")
        guard !text.isEmpty else { return .ignored(.noText) }
        // A comment has no address of its own that lasts.
        let link = share?.url.flatMap(TikTokLinks.normalised) ?? TikTokLinks.video(videoID.value)
        return .post(
            ReceivedPost(
                space: options.space ?? TikTokLinks.space(ofVideo: videoID.value, link: link),
                externalID: id.value,
                parentExternalID: replyID == "0" ? nil : replyID,
                author: author,
                text: text,
                publishedAt: createdAt.date,
                permalink: link
            )
        )
    }

    private var author: ReceivedPost.Author? {
        guard let user, let id = user.id ?? user.name else { return nil }
        return ReceivedPost.Author(id: id, handle: user.name.map { "@\($0)" } ?? user.nickname ?? "@\(id)")
    }
}
