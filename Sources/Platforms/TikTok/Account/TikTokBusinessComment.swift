import Domain
import Foundation

/// A comment of the API for Business; numbers of likes, pictures and the like stay unread.
struct TikTokBusinessComment: Decodable {
    private var id: FlexibleID
    private var parentID: FlexibleID?
    private var text: String?
    private var createdAt: FlexibleDate
    private var isOwn: Bool
    private var status: String?
    private var userID: String?
    private var userName: String?
    private var displayName: String?
    /// Stays at the top of the list whatever its age.
    let isPinned: Bool
    /// How many answers it has.
    let replies: Int

    private enum CodingKeys: String, CodingKey {
        case text, status, owner, pinned, replies, username
        case id = "comment_id"
        case parentID = "parent_comment_id"
        case createdAt = "create_time"
        case oldUserID = "user_id"
        case userID = "unique_identifier"
        case displayName = "display_name"
    }

    init(from decoder: any Decoder) throws {
        let record = try decoder.container(keyedBy: CodingKeys.self)
        id = try record.decode(FlexibleID.self, forKey: .id)
        // An empty id means the same as none.
        parentID = try? record.decodeIfPresent(FlexibleID.self, forKey: .parentID)
        text = try record.decodeIfPresent(String.self, forKey: .text)
        createdAt = try record.decode(FlexibleDate.self, forKey: .createdAt)
        isOwn = try record.decodeIfPresent(Bool.self, forKey: .owner) ?? false
        status = try record.decodeIfPresent(String.self, forKey: .status)
        let ids: [CodingKeys] = [.userID, .oldUserID]
        // Ids of people are missing, empty or numbers; each way the next one stands in.
        userID = ids.lazy.compactMap { (try? record.decodeIfPresent(FlexibleID.self, forKey: $0))?.value }.first
        userName = try record.decodeIfPresent(String.self, forKey: .username).flatMap { $0.isEmpty ? nil : $0 }
        displayName = try record.decodeIfPresent(String.self, forKey: .displayName).flatMap { $0.isEmpty ? nil : $0 }
        isPinned = try record.decodeIfPresent(Bool.self, forKey: .pinned) ?? false
        replies = try record.decodeIfPresent(Int.self, forKey: .replies) ?? 0
    }

    /// The id of the comment.
    var commentID: String { id.value }

    /// When it was written, in seconds since 1970.
    var seconds: Int64 { Int64(createdAt.date.timeIntervalSince1970) }

    /// What becomes of it.
    /// - Parameters:
    ///   - link: the address of the video.
    ///   - now: since when it counts as hidden, if it is.
    func event(under video: String, link: String, now: Date) -> PlatformEvent {
        let space = TikTokLinks.space(ofVideo: video, link: link)
        if isOwn { return .row(.ignored(.own)) }
        if let status, Self.hidden.contains(status.uppercased()) {
            return .deleted(DeletedPost(space: space, externalID: id.value, deletedAt: now))
        }
        let text = cleanText(text ?? "")
        guard !text.isEmpty else { return .row(.ignored(.noText)) }
        let isTop = parentID == nil || parentID?.value == "0" || parentID?.value == video
        return .row(
            .post(
                ReceivedPost(
                    space: space,
                    externalID: id.value,
                    parentExternalID: isTop ? nil : parentID?.value,
                    author: author,
                    text: text,
                    publishedAt: createdAt.date,
                    permalink: link
                )
            )
        )
    }

    private static let hidden: Set<String> = ["HIDDEN", "FRIENDS_ONLY", "DELETED"]

    private var author: ReceivedPost.Author? {
        guard let id = userID ?? userName else { return nil }
        return ReceivedPost.Author(id: id, handle: userName.map { "@\($0)" } ?? displayName)
    }

    /// Whether it is an answer of ours with these words.
    func isOurs(_ words: String, since: Date?) -> Bool {
        isOwn && cleanText(text ?? "") == cleanText(words) && since.map { createdAt.date >= $0 } ?? true
    }
}

/// A video of the account.
struct TikTokBusinessVideo: Decodable {
    var id: FlexibleID
    var link: String?

    private enum CodingKeys: String, CodingKey {
        case id = "item_id"
        case link = "share_url"
    }
}
