package import Domain
import Foundation

/// The public addresses of Instagram, and the space that a post stands in.
package enum InstagramLinks {
    /// The page of a post or reel.
    /// - Parameter code: the short code that its address holds.
    package static func post(_ code: String) -> String { "https://www.instagram.com/p/\(encoded(code))/" }

    /// The page of an account.
    package static func account(_ name: String) -> String { "https://www.instagram.com/\(encoded(name))/" }

    /// The account whose page a post stands on, which is the nearest that Instagram has to a group.
    package static func space(ofAccount name: String) -> SpaceReference {
        SpaceReference(
            platform: .instagram,
            externalID: "account:\(name)",
            name: "@\(name)",
            link: account(name)
        )
    }

    /// The posts with a hashtag, whose accounts Instagram does not tell.
    package static func space(ofHashtag tag: String) -> SpaceReference {
        SpaceReference(
            platform: .instagram,
            externalID: "hashtag:\(tag)",
            name: "#\(tag)",
            link: "https://www.instagram.com/explore/tags/\(encoded(tag))/"
        )
    }

    /// The address of a comment, or of an answer to one, under the post at an address; nil where that is no post's.
    static func comment(_ id: String, answering top: String? = nil, under post: String) -> String? {
        guard let code = InstagramAddress(post)?.code else { return nil }
        return self.post(code) + (top.map { "c/\($0)/r/\(id)/" } ?? "c/\(id)/")
    }

    /// The id of the post at an address, as exports write it; nil where the address does not tell.
    static func postID(in link: String) -> String? {
        InstagramAddress(link)?.code.flatMap { InstagramCode.id(of: $0) }
    }

    private static func encoded(_ part: String) -> String {
        part.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "._-"))) ?? part
    }
}
