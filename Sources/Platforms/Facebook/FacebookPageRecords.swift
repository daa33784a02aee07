import Domain
import Foundation

/// What is asked of the Graph API about posts and comments of a Page, and no more.
enum FacebookPageFields {
    /// Of the Page, to check the access.
    static let page = "id,name"
    /// Of a comment.
    static let comment = "id,message,created_time,from,permalink_url,parent{id},is_hidden"
    /// Of a post.
    static let post = "id,message,created_time,updated_time,from,permalink_url,is_hidden,is_published"
    /// Of a post in the feed: the number of its comments tells whether there are new ones.
    static let feedPost = "\(post),comments.filter(stream).limit(0).summary(total_count)"
}

/// Who wrote something, as far as the token may know it.
struct FacebookPerson: Decodable {
    var id: FlexibleID?
    var name: String?

    /// The author, or nil where Facebook names none.
    var author: ReceivedPost.Author? { Self.author(id: id?.value, name: name) }

    static func author(id: String?, name: String?) -> ReceivedPost.Author? {
        let handle = name.map(cleanText).flatMap { $0.isEmpty ? nil : $0 }
        if let id { return ReceivedPost.Author(id: id, handle: handle) }
        return handle.map { ReceivedPost.Author(id: "name:\($0)", handle: $0) }
    }
}

/// A post of a Page, of the Page itself or of a visitor.
struct FacebookPagePost: Decodable {
    var id: FlexibleID
    var message: String?
    var createdAt: FlexibleDate
    private var updatedAt: FlexibleDate?
    var from: FacebookPerson?
    var link: String?
    private var isHidden: Bool?
    private var isPublished: Bool?
    private var comments: Comments?

    private struct Comments: Decodable {
        var summary: Summary?

        struct Summary: Decodable { var total_count: Int? }
    }

    private enum CodingKeys: String, CodingKey {
        case id, message, from, comments
        case createdAt = "created_time"
        case updatedAt = "updated_time"
        case link = "permalink_url"
        case isHidden = "is_hidden"
        case isPublished = "is_published"
    }

    /// Whether visitors cannot see it.
    var isUnseen: Bool { isHidden == true || isPublished == false }

    /// How many comments stand under it on all levels; nil where Facebook does not say.
    var commentCount: Int? { comments?.summary?.total_count }

    /// When it, or something under it, last changed, in seconds since 1970.
    var changedAt: Int { Int((updatedAt ?? createdAt).date.timeIntervalSince1970) }
}

/// A comment under a post, or an answer to a comment.
struct FacebookPageComment: Decodable {
    var id: FlexibleID
    var message: String?
    var createdAt: FlexibleDate
    var from: FacebookPerson?
    var link: String?
    var parent: Parent?
    var isHidden: Bool?

    struct Parent: Decodable { var id: FlexibleID? }

    private enum CodingKeys: String, CodingKey {
        case id, message, from, parent
        case createdAt = "created_time"
        case link = "permalink_url"
        case isHidden = "is_hidden"
    }
}
