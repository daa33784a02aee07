import Domain
import Foundation

/// The news of the webhook fields `feed` and `mention` of a Page.
struct FacebookFeedChange: Decodable {
    var item: String?
    var verb: String?
    var postID: String?
    var commentID: String?
    private var parentID: String?
    private var from: FacebookPerson?
    private var senderID: String?
    private var senderName: String?
    var message: String?
    /// When it happened; nil where Facebook does not say.
    var time: Date?
    private var isHidden: Bool?
    private var published: Int?
    private var post: Post?

    private struct Post: Decodable { var permalink_url: String? }

    private enum CodingKeys: String, CodingKey {
        case item, verb, from, message, published, post
        case postID = "post_id"
        case commentID = "comment_id"
        case parentID = "parent_id"
        case senderID = "sender_id"
        case senderName = "sender_name"
        case time = "created_time"
        case isHidden = "is_hidden"
    }

    init(from decoder: any Decoder) throws {
        let value = try decoder.container(keyedBy: CodingKeys.self)
        item = try value.decodeIfPresent(String.self, forKey: .item)
        verb = try value.decodeIfPresent(String.self, forKey: .verb)
        postID = try value.decodeIfPresent(FlexibleID.self, forKey: .postID)?.value
        commentID = try value.decodeIfPresent(FlexibleID.self, forKey: .commentID)?.value
        parentID = try value.decodeIfPresent(FlexibleID.self, forKey: .parentID)?.value
        from = try value.decodeIfPresent(FacebookPerson.self, forKey: .from)
        senderID = try value.decodeIfPresent(FlexibleID.self, forKey: .senderID)?.value
        senderName = try value.decodeIfPresent(String.self, forKey: .senderName)
        message = try value.decodeIfPresent(String.self, forKey: .message)
        time = try value.decodeIfPresent(FlexibleDate.self, forKey: .time)?.date
        isHidden = try value.decodeIfPresent(Bool.self, forKey: .isHidden)
        // Some versions write a number and some a truth value; only a plain 0 hides a post.
        published = try? value.decodeIfPresent(Int.self, forKey: .published)
        post = try? value.decodeIfPresent(Post.self, forKey: .post)
    }

    /// Whether it is about a comment.
    var isComment: Bool { item == "comment" }

    /// The whole id of the post or comment that it is about.
    var id: String? { isComment ? commentID : postID }

    /// The id of the person who wrote it, in the form of today or of old.
    var writerID: String? { from?.id?.value ?? senderID }

    /// Who wrote it; nil where Facebook does not say.
    var author: ReceivedPost.Author? {
        FacebookPerson.author(id: writerID, name: from?.name ?? senderName)
    }

    /// Whether visitors cannot see it.
    var isUnseen: Bool { isHidden == true || published == 0 }

    /// The whole id of the comment that it answers; nil where it answers the post.
    var answeredComment: String? {
        guard let parentID, let postID, FacebookIDs.bare(parentID) != FacebookIDs.bare(postID) else { return nil }
        return parentID
    }

    /// The address of the post that it is about or stands under, where Facebook sends it.
    var link: String? { post?.permalink_url.flatMap(FacebookLinks.normalised) }
}
