/// How a platform names a space: enough to find the same space again.
package struct SpaceReference: Hashable, Codable, Sendable {
    /// The platform that the space belongs to.
    package var platform: Platform
    /// The platform's own id of the space, unique per platform; for Telegram as the Bot API writes it (`-100…`).
    package var externalID: String
    /// The title that people see, where known.
    package var name: String?
    /// The public address of the space, where known.
    package var link: String?

    package init(platform: Platform, externalID: String, name: String? = nil, link: String? = nil) {
        self.platform = platform
        self.externalID = externalID
        self.name = name
        self.link = link
    }
}
