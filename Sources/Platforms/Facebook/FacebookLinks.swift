/// Addresses on facebook.com.
package enum FacebookLinks {
    /// The address as it can be opened and compared: https, `www.`, without tracking; nil where it is none of Facebook's.
    ///
    /// Short share links cannot be resolved and stay as they are.
    package static func normalised(_ link: String) -> String? {
        guard let parts = Parts(link) else { return nil }
        let kept = parts.query.filter { name, _ in !isTracking(name) }
        let query = kept.map { name, value in value.isEmpty ? name : "\(name)=\(value)" }.joined(separator: "&")
        return "https://\(parts.host)\(parts.path)" + (query.isEmpty ? "" : "?\(query)")
    }

    /// The id or name of the group that an address leads into; nil where it leads into none.
    package static func group(in link: String) -> String? {
        Parts(link)?.segment(after: ["groups"])
    }

    /// The id of the post that an address leads to.
    package static func post(in link: String) -> String? {
        guard let parts = Parts(link) else { return nil }
        return parts.segment(after: ["permalink", "posts"]) ?? parts.value(of: "story_fbid")
    }

    /// The id of the comment that an address leads to: of the answer where it leads to one.
    package static func comment(in link: String) -> String? {
        guard let parts = Parts(link) else { return nil }
        return parts.value(of: "reply_comment_id") ?? parts.value(of: "comment_id")
    }

    /// The id of the comment that the comment at this address answers; nil where it answers the post itself.
    package static func parentComment(in link: String) -> String? {
        guard let parts = Parts(link), parts.value(of: "reply_comment_id") != nil else { return nil }
        return parts.value(of: "comment_id")
    }

    /// The address of a group.
    package static func ofGroup(_ id: String) -> String { "https://www.facebook.com/groups/\(id)/" }

    private static func isTracking(_ name: Substring) -> Bool {
        let plain = name.prefix { $0 != "[" && $0 != "%" }
        return tracking.contains(String(plain)) || plain.hasPrefix("utm_")
    }

    private static let tracking: Set<String> = [
        "__cft__", "__tn__", "__xts__", "__eep__", "mibextid", "rdid", "fbclid", "share_url", "ref", "refid", "refsrc",
        "locale", "_rdr", "_rdc", "sfnsn", "extid", "paipv", "eav", "__so__", "__rv__",
    ]

    /// An address taken apart.
    private struct Parts {
        let host: String
        let path: Substring
        let query: [(name: Substring, value: Substring)]

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
                let name = pair.prefix { $0 != "=" }
                return (name, pair.dropFirst(name.count + 1))
            }
        }

        func segment(after names: [Substring]) -> String? {
            let segments = path.split(separator: "/")
            guard let index = segments.firstIndex(where: names.contains), index + 1 < segments.count else { return nil }
            return String(segments[index + 1])
        }

        func value(of name: Substring) -> String? {
            query.first { $0.name == name && !$0.value.isEmpty }.map { String($0.value) }
        }

        /// The hosts of Facebook and what they are called in our addresses.
        private static let hosts: [String: String] = {
            var hosts = ["fb.com": "www.facebook.com", "www.fb.com": "www.facebook.com", "fb.watch": "fb.watch"]
            for prefix in ["", "www.", "m.", "web.", "mbasic.", "touch.", "mobile.", "de-de.", "l."] {
                hosts["\(prefix)facebook.com"] = "www.facebook.com"
            }
            return hosts
        }()
    }
}
