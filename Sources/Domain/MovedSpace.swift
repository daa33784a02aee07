/// News that a space has got another id on its platform.
package struct MovedSpace: Hashable, Codable, Sendable {
    /// The space under its id so far.
    package var space: SpaceReference
    /// The id under which posts come from now on.
    package var newExternalID: String

    package init(space: SpaceReference, newExternalID: String) {
        self.space = space
        self.newExternalID = newExternalID
    }

    /// Whether the ids of posts begin anew under the new id, as those of Telegram's messages do, so that an old and a
    /// new post may have the same.
    package var beginsAnew: Bool {
        switch space.platform {
        case .telegram: true
        case .facebook, .instagram, .tiktok: false
        }
    }
}
