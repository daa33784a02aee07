package import Domain

/// What the address of a post tells: where it stands and which one it is.
package struct PostPlace: Hashable, Codable, Sendable {
    /// The platform that the address belongs to.
    package var platform: Platform
    /// The platform's id of the space, as sources and exports write it; nil where the address does not tell.
    package var spaceExternalID: String?
    /// The platform's id of the post; nil where the address leads to a whole space or cannot be resolved offline.
    package var externalID: String?
    /// The id of the post that this one answers, where the address tells.
    package var parentExternalID: String?
    /// The address without tracking, in its usual form.
    package var link: String

    package init(
        platform: Platform,
        spaceExternalID: String? = nil,
        externalID: String? = nil,
        parentExternalID: String? = nil,
        link: String
    ) {
        self.platform = platform
        self.spaceExternalID = spaceExternalID
        self.externalID = externalID
        self.parentExternalID = parentExternalID
        self.link = link
    }
}
