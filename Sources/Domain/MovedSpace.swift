/// News that a space has got another id on its platform.
package struct MovedSpace: Hashable, Codable, Sendable {
    /// The space as it was called.
    package var space: SpaceReference
    /// What it is called from now on.
    package var newExternalID: String

    package init(space: SpaceReference, newExternalID: String) {
        self.space = space
        self.newExternalID = newExternalID
    }
}
