import Domain
import Foundation

/// What is asked of the Graph API about Instagram, and no more.
enum InstagramFields {
    /// Of the account, to check the access.
    static let account = "id,username"
    /// Of our own media.
    static let media = "id,timestamp,permalink,comments_count"
    /// Of an answer to a comment.
    static let reply = "id,text,timestamp,username,from,hidden,user"
    /// Of a comment with the first answers to it.
    static let comment = "\(reply),replies.limit(50){\(reply)}"
    /// Of a post found by a hashtag.
    static let hashtagMedia = "id,caption,timestamp,permalink"

    /// Of a comment that mentions the account: what is wanted, then what Meta's reference promises.
    static let mentionedComment = [
        "id,text,timestamp,username,media{id,permalink}", "id,text,timestamp,media{id}",
    ]
    /// Of media whose caption mentions the account: what is wanted, then what Meta's reference promises.
    static let mentionedMedia = [
        "id,caption,timestamp,username,permalink", "id,caption,timestamp,permalink",
    ]
}

/// A comment, or an answer to one, as polling, look-ups and webhooks give it.
struct InstagramComment: Decodable {
    var id: FlexibleID
    var text: String?
    /// Webhooks have none.
    var time: Date?
    var parentID: String?
    var media: InstagramMedia?
    var replies: GraphList<InstagramReply>?
    private var username: String?
    private var from: Account?
    private var isHiddenField: Bool?
    /// Only given for comments of the account itself.
    private var user: GraphNothing?

    private struct Account: Decodable {
        var id: FlexibleID?
        var username: String?
        /// Only given for the account itself.
        var selfScopedID: GraphNothing?

        enum CodingKeys: String, CodingKey {
            case id, username
            case selfScopedID = "self_ig_scoped_id"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case id, text, media, replies, username, from, user
        case otherID = "comment_id"
        case time = "timestamp"
        case parentID = "parent_id"
        case isHidden = "hidden"
    }

    init(from decoder: any Decoder) throws {
        let value = try decoder.container(keyedBy: CodingKeys.self)
        if let id = try value.decodeIfPresent(FlexibleID.self, forKey: .id) {
            self.id = id
        } else {
            id = try value.decode(FlexibleID.self, forKey: .otherID)
        }
        text = try value.decodeIfPresent(String.self, forKey: .text)
        time = try value.decodeIfPresent(FlexibleDate.self, forKey: .time)?.date
        parentID = try value.decodeIfPresent(FlexibleID.self, forKey: .parentID)?.value
        media = try value.decodeIfPresent(InstagramMedia.self, forKey: .media)
        replies = try value.decodeIfPresent(GraphList<InstagramReply>.self, forKey: .replies)
        username = try value.decodeIfPresent(String.self, forKey: .username)
        from = try value.decodeIfPresent(Account.self, forKey: .from)
        isHiddenField = try value.decodeIfPresent(Bool.self, forKey: .isHidden)
        user = try value.decodeIfPresent(GraphNothing.self, forKey: .user)
    }

    /// Whether the account has hidden it.
    var isHidden: Bool { isHiddenField == true }

    /// The user name of the writer, without `@`; nil where Instagram does not say.
    var writerName: String? {
        (from?.username ?? username).map(cleanText).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Who wrote it; nil where Instagram does not say.
    var author: ReceivedPost.Author? { InstagramReader.author(id: from?.id?.value, name: writerName) }

    /// Whether Instagram itself says that the account wrote it.
    var isMarkedOwn: Bool { user != nil || from?.selfScopedID != nil }

    /// The id of the writer.
    var writerID: String? { from?.id?.value }
}

/// An answer to a comment; the same shape, without answers of its own.
struct InstagramReply: Decodable {
    let comment: InstagramComment

    init(from decoder: any Decoder) throws { comment = try InstagramComment(from: decoder) }
}

/// A post, reel or story.
struct InstagramMedia: Decodable, Sendable {
    var id: FlexibleID?
    var caption: String?
    var time: FlexibleDate?
    var link: String?
    var username: String?
    var commentCount: Int?

    private enum CodingKeys: String, CodingKey {
        case id, caption, username
        case time = "timestamp"
        case link = "permalink"
        case commentCount = "comments_count"
    }
}
