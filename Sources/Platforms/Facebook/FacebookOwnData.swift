import Domain
import Foundation

/// The files of "Download your information" that hold what the owner of the account wrote.
///
/// They know neither ids nor addresses nor what others answered.
package struct FacebookOwnData: ExportFormat {
    package let name = "facebook-own-data"
    package let summary = "Facebook \"Download your information\" as JSON: own posts and comments, also in groups"
    package let framing = Framing.json(Self.select)

    package init() {}

    /// By the key over the list, or by the keys of the items of a bare list.
    package func recognises(_ head: ExportHead) -> Bool {
        if head.beginsWithObject {
            if Self.sections.contains(where: head.keys.contains) { return true }
            return head.has("timestamp", "data", "title") && head.hasAny("post", "attachments")
        }
        guard head.beginsWithArray, head.has("timestamp"), !head.hasAny("string_map_data", "string_list_data") else {
            return false
        }
        if head.has("label_values", "fbid") { return true }
        return head.has("data", "title") && head.hasAny("post", "reaction", "update_timestamp", "external_context")
            || head.has("attachments", "title")
    }

    /// A decoder that remembers the time of a file that is one single post.
    package func makeDecoder(_ options: ExportOptions) -> any RowDecoder { FacebookOwnDataDecoder(options) }

    /// The keys under which the files list their items.
    ///
    /// Only those in `FacebookOwnDataDecoder.written` hold posts.
    private static let sections: Set<String> = FacebookOwnDataDecoder.written.union([
        "groups_joined_v2", "groups_admined_v2", "group_badges_v2", "comments_and_reactions_v2", "reactions_v2",
        "page_likes_v2", "pages_followed_v2", "events_joined_v2", "friends_v2", "group_interactions_v2",
    ])

    /// Lists stand at the root, under a key, or in 2018 under `group_posts.activity_log_data`.
    private static func select(_ path: JSONPath) -> JSONSelection {
        switch path.last {
        case nil: .descend
        case .element?: .take
        case .key?: path.count <= 2 ? .descend : .skip
        }
    }
}

/// Understands one item of the owner's data.
struct FacebookOwnDataDecoder: RowDecoder {
    /// The keys whose items were written by the owner.
    static let written: Set<String> = [
        "group_comments_v2", "group_posts_v2", "group_posts", "comments_v2", "pending_posts_v2", "posts_v2", "posts",
    ]

    private let options: ExportOptions
    /// Of a file that is one single post.
    private var timestamp: FlexibleDate?

    init(_ options: ExportOptions) { self.options = options }

    mutating func note(_ bytes: UnsafeRawBufferPointer, at path: JSONPath) {
        guard path == ["timestamp"] else { return }
        // Without a time the post itself is refused, with its reason.
        timestamp = try? JSONDecoder().decode(FlexibleDate.self, from: Data(bytes))
    }

    mutating func decode(_ element: ExportElement, at path: JSONPath) -> [ExportRow] {
        if path == ["attachments", .element] { return [.ignored(.notAPost)] }
        if case .key(let section)? = path.first, section != "data", !Self.written.contains(section) {
            return [.ignored(.notAPost)]
        }
        switch decodeElement(FacebookOwnItem.self, from: element) {
        case .failure(let row): return [.rejected(row)]
        case .success(let item): return [row(of: item, isListed: path.count > 1, element)]
        }
    }

    /// - Parameter isListed: whether the item stands in a list of things that were written.
    private func row(of item: FacebookOwnItem, isListed: Bool, _ element: ExportElement) -> ExportRow {
        let text = cleanText(repairedMojibake(item.text))
        guard !text.isEmpty else { return .ignored(isListed || item.mayBePost ? .noText : .notAPost) }
        guard let moment = item.time ?? timestamp?.date else {
            return .rejected(element.rejected("the field 'timestamp' is missing"))
        }
        let author = item.author.map { cleanText(repairedMojibake($0)) }
        let seconds = String(Int(moment.timeIntervalSince1970))
        return .post(
            ReceivedPost(
                space: options.space ?? space(item.group.map { cleanText(repairedMojibake($0)) }),
                externalID: StableHash.id(seconds, text),
                author: author.flatMap { $0.isEmpty ? nil : ReceivedPost.Author(id: "name:\($0)", handle: $0) },
                text: text,
                publishedAt: moment
            )
        )
    }

    private func space(_ group: String?) -> SpaceReference {
        guard let group, !group.isEmpty else { return SpaceReference(platform: .facebook, externalID: "own-data") }
        return SpaceReference(platform: .facebook, externalID: "name:\(group)", name: group)
    }
}

/// One item: a post, a comment, or something that holds neither.
struct FacebookOwnItem: Decodable {
    /// The words of all its parts.
    private(set) var text = ""
    private(set) var time: Date?
    private(set) var author: String?
    private(set) var group: String?
    /// Whether it has the parts of a post without words, such as pictures.
    private(set) var mayBePost = false

    private enum CodingKeys: String, CodingKey { case timestamp, data, attachments, post, comment, title }

    private struct Part: Decodable {
        var post: String?
        var comment: Comment?
        var reaction: Reaction?
    }

    private struct Comment: Decodable {
        var timestamp: FlexibleDate?
        var comment: String?
        var author: String?
        var group: String?
    }

    private struct Reaction: Decodable {}

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        time = try fields.decodeIfPresent(FlexibleDate.self, forKey: .timestamp)?.date
        var parts = try fields.decodeIfPresent([Part].self, forKey: .data) ?? []
        // The only part of a file that is one single post.
        if fields.contains(.post) { parts.append(try Part(from: decoder)) }
        var words: [String] = []
        for part in parts {
            if let post = part.post { words.append(post) }
            guard let comment = part.comment else { continue }
            if let said = comment.comment { words.append(said) }
            time = comment.timestamp?.date ?? time
            author = comment.author ?? author
            group = comment.group ?? group
        }
        text = words.joined(separator: "\n")
        mayBePost =
            fields.contains(.title) && !parts.contains { $0.reaction != nil }
            && (fields.contains(.attachments) || fields.contains(.data))
    }
}
