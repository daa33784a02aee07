/// An address of Instagram's taken apart.
struct InstagramAddress {
    /// The parts of the path.
    let segments: [Substring]
    /// The query as it stands.
    let query: Substring

    /// - Returns: nil where it is none of Instagram's.
    init?(_ link: String) {
        let clean = link.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\"" && $0 != "<" && $0 != ">" }
        guard clean, let scheme = link.firstRange(of: "://"),
            ["http", "https"].contains(link[..<scheme.lowerBound].lowercased())
        else { return nil }
        let rest = link[scheme.upperBound...].prefix { $0 != "#" }
        let address = rest.prefix { $0 != "?" }
        let host = address.prefix { $0 != "/" }
        guard Self.hosts.contains(host.lowercased()) else { return nil }
        segments = address.dropFirst(host.count).split(separator: "/")
        query = rest.dropFirst(address.count + 1)
    }

    /// The short code of the post or reel.
    var code: String? {
        guard let index = segments.firstIndex(where: { Self.kinds.contains($0) }), index <= 1,
            index + 1 < segments.count, segments.first != "share"
        else { return nil }
        let code = segments[index + 1]
        return InstagramCode.id(of: code) == nil ? nil : String(code)
    }

    /// The user name of the account, where the address holds one.
    var account: String? {
        guard let first = segments.first else { return nil }
        if first == "stories" {
            return segments.count > 1 && segments[1] != "highlights" ? String(segments[1]) : nil
        }
        return Self.notAccounts.contains(first) || Self.kinds.contains(first) ? nil : String(first)
    }

    /// The part of the path after this one, where it is a row of digits.
    func number(after name: Substring) -> String? {
        guard let index = segments.firstIndex(of: name), index + 1 < segments.count else { return nil }
        let found = segments[index + 1]
        return found.utf8.allSatisfy { (0x30...0x39).contains($0) } ? String(found) : nil
    }

    private static let kinds: Set<Substring> = ["p", "reel", "reels", "tv"]

    /// What stands in the place of an account and is none.
    private static let notAccounts: Set<Substring> = [
        "explore", "share", "s", "accounts", "direct", "stories", "about", "legal", "developer", "web", "challenge",
    ]

    private static let hosts: Set<String> = [
        "instagram.com", "www.instagram.com", "m.instagram.com", "l.instagram.com", "instagr.am", "www.instagr.am",
    ]
}
