import Domain
import Foundation
import Intake
import Platforms

/// Makes posts of what a person copied, one after the other in the order of the thread.
struct CapturedThread {
    /// The address of the first post, without tracking.
    let link: String
    /// What a person should look at again.
    private(set) var warnings: [String] = []

    private let space: RegisteredSpace
    private let place: PostPlace?
    private let keyring: Keyring
    private let now: Date
    private var firstID: String?

    /// - Parameters:
    ///   - place: what the address tells; nil where no platform is known by it.
    ///   - url: the address as it was given.
    init(space: RegisteredSpace, place: PostPlace?, url: String, keyring: Keyring, now: Date) {
        self.space = space
        self.place = place
        self.keyring = keyring
        self.now = now
        link = place?.link ?? url.trimmingCharacters(in: .whitespacesAndNewlines)
        if place == nil {
            warnings.append("The address belongs to no platform that is known; it was kept as it is.")
        }
        if let place, let named = place.spaceExternalID, Permalinks.space(of: place, among: [space]) == nil {
            warnings.append("The address names the space '\(named)'; the posts were filed under space \(space.id).")
        }
    }

    /// The next post of the thread.
    mutating func add(_ captured: CapturedPost) -> ReceivedPost {
        let isFirst = firstID == nil
        let own = captured.url.flatMap { Permalinks.place(of: $0) } ?? (isFirst ? place : nil)
        let text = cleanText(captured.text)
        let address = own?.link ?? link
        let id = own?.externalID ?? keyring.capturedID(link: address, text: text)
        if isFirst, own?.externalID == nil {
            warnings.append(
                "The address tells no id of the post: copied again with other words, it counts as another one."
            )
        }
        let parent = own?.parentExternalID ?? firstID
        firstID = firstID ?? id
        return ReceivedPost(
            space: space.reference,
            externalID: id,
            parentExternalID: parent == id ? nil : parent,
            author: captured.author.flatMap(Self.author),
            text: text,
            publishedAt: captured.publishedAt ?? moment(ofID: own?.externalID) ?? now,
            permalink: address
        )
    }

    /// As tables without ids of people name them, so that the same person has the same pseudonym.
    private static func author(_ name: String) -> ReceivedPost.Author? {
        let name = cleanText(name)
        return name.isEmpty ? nil : ReceivedPost.Author(id: "name:\(name)", handle: name)
    }

    private func moment(ofID id: String?) -> Date? {
        switch space.reference.platform {
        case .tiktok: id.flatMap(TikTokLinks.moment(ofID:)).flatMap { $0 <= now ? $0 : nil }
        case .facebook, .instagram, .telegram: nil
        }
    }
}
