import Domain
import Foundation

extension InstagramLinks {
    /// Where the post stands that an address leads to, and which one it is; nil where it is none of Instagram's.
    ///
    /// Takes whatever a person may paste, also without `https://`. Ids are those that exports give. The account is only
    /// known where the address holds its name; short links (`/share/…`) tell nothing.
    package static func place(of link: String) -> PostPlace? {
        let trimmed = link.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let address = InstagramAddress(trimmed.contains("://") ? trimmed : "https://\(trimmed)") else {
            return nil
        }
        // Names are in lower case in exports, and mean the same in any case.
        let account = address.account.map { space(ofAccount: $0.lowercased()) }
        guard let code = address.code else { return placeWithoutCode(address, account) }
        let post = InstagramCode.id(of: code)
        let top = address.number(after: "c")
        let reply = top == nil ? nil : address.number(after: "r")
        let thread = top.map { top in reply.map { "c/\(top)/r/\($0)/" } ?? "c/\(top)/" }
        return PostPlace(
            platform: .instagram,
            spaceExternalID: account?.externalID,
            externalID: reply ?? top ?? post,
            parentExternalID: reply == nil ? (top == nil ? nil : post) : top,
            link: self.post(code) + (thread ?? "")
        )
    }

    /// An account, a story, a hashtag, or something that cannot be resolved here.
    private static func placeWithoutCode(_ address: InstagramAddress, _ account: SpaceReference?) -> PostPlace {
        let path = address.segments.joined(separator: "/")
        let plain = path.isEmpty ? "https://www.instagram.com/" : "https://www.instagram.com/\(path)/"
        if address.segments.first == "stories", let name = address.segments.dropFirst().first {
            let story = address.number(after: name)
            return PostPlace(
                platform: .instagram,
                spaceExternalID: account?.externalID,
                externalID: account == nil ? nil : story,
                link: plain
            )
        }
        if address.segments.starts(with: ["explore", "tags"]), address.segments.count > 2 {
            let tag = address.segments[2].removingPercentEncoding ?? String(address.segments[2])
            let space = space(ofHashtag: tag.lowercased())
            return PostPlace(platform: .instagram, spaceExternalID: space.externalID, link: space.link ?? plain)
        }
        return PostPlace(
            platform: .instagram,
            spaceExternalID: account?.externalID,
            link: account?.link ?? plain
        )
    }
}
