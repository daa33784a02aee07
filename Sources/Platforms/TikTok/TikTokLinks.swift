package import Domain
package import Foundation

/// The public addresses of TikTok, and the spaces that posts and comments stand in.
package enum TikTokLinks {
    /// The page of an account.
    /// - Parameter name: the user name without `@`.
    package static func account(_ name: String) -> String { "https://www.tiktok.com/@\(encoded(name))" }

    /// The page of a video; without the account TikTok finds it by the id alone.
    package static func video(_ id: String, of account: String? = nil) -> String {
        "https://www.tiktok.com/@\(encoded(account ?? ""))/video/\(encoded(id))"
    }

    /// The address without what was added for tracking and sharing; nil where it is none of TikTok's.
    package static func normalised(_ address: String) -> String? {
        let trimmed = address.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let scheme = ["https://", "http://"].first(where: trimmed.hasPrefix) else { return nil }
        var rest = trimmed.dropFirst(scheme.count).prefix { $0 != "?" && $0 != "#" }
        if let page = rest.range(of: ".html") { rest = rest[..<page.lowerBound] }
        while rest.last == "/" { rest = rest.dropLast() }
        let host = rest.prefix { $0 != "/" }.lowercased()
        guard isOurs(host), rest.count > host.count else { return nil }
        return "https://\(host)\(rest.dropFirst(host.count))"
    }

    /// The id of the video or photo post that an address leads to; nil where the address names none.
    package static func videoID(in address: String) -> String? {
        guard let parts = normalised(address)?.split(separator: "/"), parts.count >= 2 else { return nil }
        let id = parts[parts.count - 1], kind = parts[parts.count - 2]
        guard ["video", "photo", "v"].contains(kind), id.allSatisfy(\.isASCIIDigit) else { return nil }
        return String(id)
    }

    /// What an address tells; nil where it is none of TikTok's, or leads neither to a post nor to an account.
    ///
    /// A video stands in the space of its account, as exports write it, a comment in that of its video. Short
    /// addresses, such as those on vm.tiktok.com, tell nothing but the platform.
    package static func place(of link: String) -> PostPlace? {
        guard let target = TikTokTarget(link) else { return nil }
        let account = target.account.map { space(ofAccount: $0).externalID }
        let post = target.video.map { "https://www.tiktok.com/@\(encoded(target.account ?? ""))/\(target.kind)/\($0)" }
        var place = PostPlace(platform: .tiktok, spaceExternalID: account, externalID: target.video, link: "")
        place.link = post ?? target.account.map(Self.account) ?? target.short
        if let video = target.video, let comment = target.comment {
            place.spaceExternalID = space(ofVideo: video).externalID
            place.externalID = comment
        }
        return place
    }

    /// The account whose page a video stands on, which is the nearest that TikTok has to a group.
    package static func space(ofAccount name: String) -> SpaceReference {
        SpaceReference(platform: .tiktok, externalID: "account:\(name)", name: "@\(name)", link: account(name))
    }

    /// The video under which comments stand.
    package static func space(ofVideo id: String, link: String? = nil) -> SpaceReference {
        SpaceReference(platform: .tiktok, externalID: "video:\(id)", link: link ?? video(id))
    }

    /// When a video or comment was made, which its id tells in the upper half of its 64 bits.
    package static func moment(ofID id: String) -> Date? {
        UInt64(id).flatMap { ExportTime.moment(epoch: Double($0 >> 32)) }
    }

    private static func isOurs(_ host: String) -> Bool {
        ["tiktok.com", "tiktokv.com"].contains { host == $0 || host.hasSuffix(".\($0)") }
    }

    private static func encoded(_ part: String) -> String {
        part.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "._-"))) ?? part
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
