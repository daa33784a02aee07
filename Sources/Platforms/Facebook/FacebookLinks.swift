import Foundation

/// Addresses on facebook.com.
package enum FacebookLinks {
    /// The address as it can be opened and compared: https, `www.`, without tracking; nil where it is none of Facebook's.
    ///
    /// Short share links cannot be resolved and stay as they are.
    package static func normalised(_ link: String) -> String? {
        guard let address = FacebookAddress(link) else { return nil }
        return written(address) { !isTracking($0) }
    }

    /// The id or name of the group that an address leads into; nil where it leads into none.
    package static func group(in link: String) -> String? { FacebookAddress(link)?.group }

    /// The id of the post that an address leads to.
    package static func post(in link: String) -> String? { FacebookAddress(link)?.post }

    /// The id of the comment that an address leads to: of the answer where it leads to one.
    package static func comment(in link: String) -> String? {
        FacebookAddress(link).flatMap { $0.comments.reply ?? $0.comments.top }
    }

    /// The id of the comment that the comment at this address answers; nil where it answers the post itself.
    package static func parentComment(in link: String) -> String? {
        FacebookAddress(link).flatMap { $0.comments.reply == nil ? nil : $0.comments.top }
    }

    /// The address of a group.
    package static func ofGroup(_ id: String) -> String { "https://www.facebook.com/groups/\(id)/" }

    /// The address of a comment under what stands at an address: under the post, or as an answer to the comment.
    static func adding(comment id: String, to link: String) -> String {
        guard let address = FacebookAddress(link) else { return link }
        let above = written(address) { !isTracking($0) && $0 != "reply_comment_id" }
        let name = address.comments.top == nil ? "comment_id" : "reply_comment_id"
        return "\(above)\(above.contains("?") ? "&" : "?")\(name)=\(id)"
    }

    /// The whole id, as the Graph API writes it, of the post at an address, or of the comment at the top of the thread;
    /// nil where the address does not tell.
    static func thread(in link: String) -> String? {
        guard let address = FacebookAddress(link), let post = address.post, FacebookAddress.isNumber(post) else {
            return nil
        }
        if let comment = address.comments.top { return "\(post)_\(comment)" }
        let page = address.value(of: "id") ?? address.segments.first.map(String.init)
        return page.flatMap { FacebookAddress.isNumber($0) ? "\($0)_\(post)" : nil }
    }

    /// An address in our writing, with those parts of its query that are wanted.
    static func written(_ address: FacebookAddress, _ isWanted: (Substring) -> Bool) -> String {
        let kept = address.query.filter { name, _ in isWanted(name) }
        let query = kept.map { name, value in value.isEmpty ? name : "\(name)=\(value)" }.joined(separator: "&")
        return "https://\(address.host)\(address.path)" + (query.isEmpty ? "" : "?\(query)")
    }

    private static func isTracking(_ name: Substring) -> Bool {
        let plain = name.prefix { $0 != "[" && $0 != "%" }
        return tracking.contains(String(plain)) || plain.hasPrefix("utm_")
    }

    private static let tracking: Set<String> = [
        "__cft__", "__tn__", "__xts__", "__eep__", "mibextid", "rdid", "fbclid", "share_url", "ref", "refid", "refsrc",
        "locale", "_rdr", "_rdc", "sfnsn", "extid", "paipv", "eav", "__so__", "__rv__",
    ]
}
