/// Where an address of TikTok leads, whatever its form.
struct TikTokTarget {
    /// The user name in lower case, without `@`.
    var account: String?
    /// The id of the video or photo post.
    var video: String?
    /// `video` or `photo`.
    var kind = "video"
    /// The id of the comment that was shared.
    var comment: String?
    /// The address of a short link, which only TikTok can resolve; empty for others.
    var short = ""

    /// Nil where it is none of TikTok's, or leads neither to a post nor to an account.
    init?(_ link: String) {
        guard let parts = LinkParts(link), ["http", "https"].contains(parts.scheme) else { return nil }
        guard ["tiktok.com", "tiktokv.com"].contains(where: { parts.host == $0 || parts.host.hasSuffix(".\($0)") })
        else { return nil }
        if let code = Self.shortCode(parts) {
            short = "https://\(parts.host)/\(code)/"
            return
        }
        if let first = parts.path.first, first.hasPrefix("@") {
            account = Self.userName(String(first.dropFirst()))
            guard account != nil || first == "@" else { return nil }
        }
        readPost(parts)
        guard account != nil || video != nil else { return nil }
        comment = LinkParts.number(parts.query["share_comment_id"]).map { String($0) }
    }

    /// The id follows one of the known words, or stands in the query of shared addresses.
    private mutating func readPost(_ parts: LinkParts) {
        for (word, id) in zip(parts.path, parts.path.dropFirst()) where Self.words.contains(word) {
            let digits = id.hasSuffix(".html") ? String(id.dropLast(5)) : id
            guard let number = LinkParts.number(digits) else { continue }
            video = String(number)
            kind = word == "photo" ? "photo" : "video"
            return
        }
        video = LinkParts.number(parts.query["share_item_id"]).map { String($0) }
    }

    private static let words: Set<String> = ["video", "photo", "v", "v1", "v2", "embed"]

    /// The code of a short link: on hosts of their own, or after `/t/`.
    private static func shortCode(_ parts: LinkParts) -> String? {
        let isShortHost = ["vm.tiktok.com", "vt.tiktok.com"].contains(parts.host)
        guard isShortHost || parts.path.first == "t", let code = parts.path.dropFirst(isShortHost ? 0 : 1).first,
            code.utf8.allSatisfy({ isLetterOrDigit($0) })
        else { return nil }
        return isShortHost ? code : "t/\(code)"
    }

    private static func userName(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
        return isPlain && (1...32).contains(text.utf8.count) ? text.lowercased() : nil
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
