import Domain
import Foundation

/// One element of a group file.
enum FacebookGroupItem: Decodable {
    /// A post, or a comment that stands on its own.
    case post(FacebookGroupPost)
    /// What the tool says about itself, such as that it found nothing.
    case note
    /// A post that the tool was not allowed to see.
    case hidden

    private enum CodingKeys: String, CodingKey { case error, available, text }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        if fields.contains(.error), !fields.contains(.text) {
            self = .note
            return
        }
        let post = try FacebookGroupPost(from: decoder)
        let isAvailable = try fields.decodeIfPresent(Bool.self, forKey: .available) ?? true
        self = !isAvailable && (post.text ?? "").isEmpty ? .hidden : .post(post)
    }
}

/// A post or comment in any of the shapes that tools save.
///
/// The base64 `id` of some tools is never read, because it reveals the account behind an anonymous post.
struct FacebookGroupPost {
    var id: String?
    var parentID: String?
    var group: String?
    var groupName: String?
    /// The beginning of the post above, as the tools for comments give it.
    var title: String?
    var author: ReceivedPost.Author?
    var text: String?
    var time: FacebookTime?
    var link: String?
    var comments: [FacebookGroupPost] = []
}

/// A moment that may be a clock on the wall.
struct FacebookTime: Decodable {
    private let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // A failure only means that it is a number.
        if let text = try? container.decode(String.self) {
            self.text = text
        } else {
            text = String(try container.decode(Int64.self))
        }
    }

    func date(in zone: TimeZone) -> Date? { ExportTime.moment(text, timeZone: zone) }
}

extension FacebookGroupPost: Decodable {
    private enum CodingKeys: String, CodingKey {
        case text, time, date, url, facebookUrl, inputUrl, groupTitle, postTitle, legacyId, facebookId, user
        case topComments, comments, commentId, commentUrl, profileId, profileName, profileUrl
        case postID = "post_id"
        case postText = "post_text"
        case postURL = "post_url"
        case timestamp
        case userID = "user_id"
        case userName = "username"
        case pageID = "page_id"
        case commentsFull = "comments_full"
        case commentID = "comment_id"
        case commentURL = "comment_url"
        case commentText = "comment_text"
        case commentTime = "comment_time"
        case commenterID = "commenter_id"
        case commenterName = "commenter_name"
        case replies
    }

    private struct User: Decodable {
        var id: FlexibleID?
        var name: String?
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        if fields.contains(.postID) || fields.contains(.commentID) {
            try readDump(fields)
        } else if fields.contains(.commentId) || fields.contains(.commentUrl) {
            try readComment(fields)
        } else {
            try readPost(fields)
        }
        id = id ?? link.flatMap { FacebookLinks.comment(in: $0) ?? FacebookLinks.post(in: $0) }
    }

    /// A post of the scrapers for groups.
    private mutating func readPost(_ fields: KeyedDecodingContainer<CodingKeys>) throws {
        id = try fields.id(.legacyId)
        text = try fields.decodeIfPresent(String.self, forKey: .text)
        time = try fields.decodeIfPresent(FacebookTime.self, forKey: .time)
        link = try fields.decodeIfPresent(String.self, forKey: .url)
        group = try fields.id(.facebookId) ?? fields.group(.url, .facebookUrl, .inputUrl)
        groupName = try fields.decodeIfPresent(String.self, forKey: .groupTitle)
        let user = try fields.decodeIfPresent(User.self, forKey: .user)
        author = Self.author(user?.id?.value, user?.name)
        comments = try fields.decodeIfPresent([FacebookGroupPost].self, forKey: .topComments) ?? []
    }

    /// A comment of the scrapers for groups or for comments; there `facebookId` is the post.
    private mutating func readComment(_ fields: KeyedDecodingContainer<CodingKeys>) throws {
        id = try fields.id(.commentId)
        text = try fields.decodeIfPresent(String.self, forKey: .text)
        time = try fields.decodeIfPresent(FacebookTime.self, forKey: .date)
        link = try fields.decodeIfPresent(String.self, forKey: .commentUrl)
        parentID = try fields.id(.facebookId) ?? link.flatMap(FacebookLinks.post)
        group = try fields.group(.commentUrl, .facebookUrl, .inputUrl)
        groupName = try fields.decodeIfPresent(String.self, forKey: .groupTitle)
        title = try fields.decodeIfPresent(String.self, forKey: .postTitle)
        author = Self.author(
            try fields.id(.profileId),
            try fields.decodeIfPresent(String.self, forKey: .profileName)
        )
        comments = try fields.decodeIfPresent([FacebookGroupPost].self, forKey: .comments) ?? []
    }

    /// A post of the older dumps, or a comment in it.
    private mutating func readDump(_ fields: KeyedDecodingContainer<CodingKeys>) throws {
        if fields.contains(.commentID) {
            id = try fields.id(.commentID)
            text = try fields.decodeIfPresent(String.self, forKey: .commentText)
            time = try fields.decodeIfPresent(FacebookTime.self, forKey: .commentTime)
            link = try fields.decodeIfPresent(String.self, forKey: .commentURL)
            author = Self.author(
                try fields.id(.commenterID),
                try fields.decodeIfPresent(String.self, forKey: .commenterName)
            )
            comments = try fields.decodeIfPresent([FacebookGroupPost].self, forKey: .replies) ?? []
            return
        }
        id = try fields.id(.postID)
        text =
            try fields.decodeIfPresent(String.self, forKey: .postText)
            ?? fields.decodeIfPresent(String.self, forKey: .text)
        time =
            try fields.decodeIfPresent(FacebookTime.self, forKey: .timestamp)
            ?? fields.decodeIfPresent(FacebookTime.self, forKey: .time)
        link = try fields.decodeIfPresent(String.self, forKey: .postURL)
        group = try fields.group(.postURL) ?? fields.id(.pageID)
        author = Self.author(
            try fields.id(.userID),
            try fields.decodeIfPresent(String.self, forKey: .userName)
        )
        comments = try fields.decodeIfPresent([FacebookGroupPost].self, forKey: .commentsFull) ?? []
    }

    /// Nicknames and ids of anonymous participants are kept as given.
    private static func author(_ id: String?, _ name: String?) -> ReceivedPost.Author? {
        let handle = name.map(cleanText).flatMap { $0.isEmpty ? nil : $0 }
        if let id { return ReceivedPost.Author(id: id, handle: handle) }
        return handle.map { ReceivedPost.Author(id: "name:\($0)", handle: $0) }
    }
}

extension KeyedDecodingContainer {
    /// An id that may be absent, `null` or empty.
    fileprivate func id(_ key: Key) throws -> String? {
        // An empty id is as good as none; every other fault is reported.
        if let text = try? decodeIfPresent(String.self, forKey: key), text.isEmpty { return nil }
        return try decodeIfPresent(FlexibleID.self, forKey: key)?.value
    }

    /// The group that the first of these addresses leads into.
    fileprivate func group(_ keys: Key...) throws -> String? {
        for key in keys {
            let link = try decodeIfPresent(String.self, forKey: key)
            if let group = link.flatMap(FacebookLinks.group) { return group }
        }
        return nil
    }
}
