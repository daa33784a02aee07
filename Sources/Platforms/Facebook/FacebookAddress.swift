import Foundation

/// An address of Facebook's taken apart.
struct FacebookAddress {
    /// The host as our addresses write it.
    let host: String
    /// The path as it stands.
    let path: Substring
    /// The query as it stands, but for ids of comments, which are bare.
    let query: [(name: Substring, value: Substring)]

    /// - Returns: nil where it is none of Facebook's.
    init?(_ link: String) {
        let clean = link.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\"" && $0 != "<" && $0 != ">" }
        guard clean, let scheme = link.firstRange(of: "://"),
            ["http", "https"].contains(link[..<scheme.lowerBound].lowercased())
        else { return nil }
        let rest = link[scheme.upperBound...].prefix { $0 != "#" }
        let address = rest.prefix { $0 != "?" }
        let host = address.prefix { $0 != "/" }.lowercased()
        guard let known = Self.hosts[host] else { return nil }
        self.host = known
        path = address.dropFirst(host.count)
        query = rest.dropFirst(address.count + 1).split(separator: "&").map { pair in
            let name = pair.prefix { $0 != "=" }, value = pair.dropFirst(name.count + 1)
            return (name, Self.commentFields.contains(name) ? Self.bareComment(value) : value)
        }
    }

    /// The parts of the path.
    var segments: [Substring] { path.split(separator: "/") }

    /// The part of the path after the first of these.
    func segment(after names: [Substring]) -> String? {
        let segments = segments
        guard let index = segments.firstIndex(where: names.contains), index + 1 < segments.count else { return nil }
        return String(segments[index + 1])
    }

    /// A value of the query; nil where it is absent or empty.
    func value(of name: Substring) -> String? {
        query.first { $0.name == name && !$0.value.isEmpty }.map { String($0.value) }
    }

    /// The id or name of the group.
    var group: String? {
        segment(after: ["groups"]).flatMap { Self.notGroups.contains($0) ? nil : $0 }
    }

    /// The id of the post; some addresses hold its first words before the id.
    var post: String? {
        let segments = segments
        if let index = segments.firstIndex(where: { $0 == "permalink" || $0 == "posts" }), index + 1 < segments.count {
            let found = segments[(index + 1)...].prefix(2)
            return String(found.first { Self.isPostID($0) } ?? segments[index + 1])
        }
        if group != nil {
            if let post = value(of: "multi_permalinks") { return String(post.prefix { $0 != "," && $0 != "%" }) }
            return value(of: "view") == "permalink" ? value(of: "id") : nil
        }
        return value(of: "story_fbid")
    }

    /// The id of the comment, and of the answer to it.
    var comments: (top: String?, reply: String?) {
        (value(of: "comment_id"), value(of: "reply_comment_id"))
    }

    /// Whether something is an id of a post: digits, or a name that Facebook gives it.
    static func isPostID(_ text: some StringProtocol) -> Bool { isNumber(text) || text.hasPrefix("pfbid") }

    /// Whether something is a row of digits.
    static func isNumber(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Some addresses hold the id as base64 of `comment:{post}_{comment}`.
    private static func bareComment(_ id: Substring) -> Substring {
        guard !isNumber(id) else { return id }
        let plain = String(id).replacing("%3D", with: "=")
        let padded = plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)
        guard let data = Data(base64Encoded: padded) else { return id }
        let text = String(decoding: data, as: UTF8.self)
        guard text.hasPrefix("comment:"), let last = text.split(separator: "_").last, isNumber(last) else { return id }
        return last
    }

    /// The fields of the query that name a comment.
    static let commentFields: Set<Substring> = ["comment_id", "reply_comment_id"]

    /// What stands in the place of a group and is none.
    private static let notGroups: Set<String> = [
        "feed", "joins", "discover", "create", "search", "browse", "notifications",
    ]

    /// The hosts of Facebook and what they are called in our addresses.
    private static let hosts: [String: String] = {
        var hosts = ["fb.com": "www.facebook.com", "www.fb.com": "www.facebook.com", "fb.watch": "fb.watch"]
        for prefix in ["", "www.", "m.", "web.", "mbasic.", "touch.", "mobile.", "de-de.", "l.", "lm."] {
            hosts["\(prefix)facebook.com"] = "www.facebook.com"
        }
        return hosts
    }()
}
