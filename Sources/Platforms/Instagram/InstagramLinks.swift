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

    private static func encoded(_ part: String) -> String {
        part.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "._-"))) ?? part
    }
}
