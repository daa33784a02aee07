package import Domain

/// Addresses of posts, of whatever platform.
package enum Permalinks {
    /// What an address tells; nil where it belongs to no platform that is known.
    ///
    /// Takes what a person pastes, with or without `https://`; what was added for tracking is dropped.
    package static func place(of address: String) -> PostPlace? {
        readers.lazy.compactMap { $0(address) }.first
    }

    /// The one of these spaces that a place stands in, by the id or, where the address tells none, by its beginning.
    ///
    /// - Returns: nil where none of them fits.
    package static func space(of place: PostPlace, among spaces: [RegisteredSpace]) -> RegisteredSpace? {
        let candidates = spaces.filter { $0.reference.platform == place.platform }
        if let id = place.spaceExternalID, let same = candidates.first(where: { $0.reference.externalID == id }) {
            return same
        }
        return candidates.map { ($0, beginning($0, place)) }.filter { $0.1 > 0 }.max { $0.1 < $1.1 }?.0
    }

    /// How long the address of a space is that a place begins with; 0 where it does not.
    private static func beginning(_ space: RegisteredSpace, _ place: PostPlace) -> Int {
        guard let link = space.reference.link.flatMap({ Self.place(of: $0) })?.link else { return 0 }
        let folder = (link.hasSuffix("/") ? link : link + "/").lowercased()
        return place.link.lowercased().hasPrefix(folder) ? folder.utf8.count : 0
    }

    private static let readers: [@Sendable (String) -> PostPlace?] = [
        { TelegramLinks.place(of: $0) }, { FacebookLinks.place(of: $0) }, { InstagramLinks.place(of: $0) },
        { TikTokLinks.place(of: $0) },
    ]
}
