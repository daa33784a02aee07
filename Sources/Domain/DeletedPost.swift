package import Foundation

/// News that a post is gone from its platform, or hidden there.
package struct DeletedPost: Hashable, Codable, Sendable {
    /// The space that it stood in.
    package var space: SpaceReference
    /// The platform's id of the post.
    package var externalID: String
    /// When it went; older news of the same post does not bring it back.
    package var deletedAt: Date

    package init(space: SpaceReference, externalID: String, deletedAt: Date) {
        self.space = space
        self.externalID = externalID
        self.deletedAt = deletedAt
    }
}
