package import Foundation

/// A post as its platform gave it, before the author is pseudonymised.
///
/// Lives in memory only.
package struct ReceivedPost: Hashable, Codable, Sendable {
    /// The space that the post stands in.
    package var space: SpaceReference
    /// The platform's id of the post; unique per space.
    package var externalID: String
    /// The id of the post that this one answers; nil at the top of a thread.
    package var parentExternalID: String?
    /// The title of the forum topic or of the post under which this one stands, where known.
    package var threadTitle: String?
    /// The platform's id of the forum topic, where an answer has to name it.
    package var threadExternalID: String?
    /// Who wrote it; nil where the platform does not say.
    package var author: Author?
    /// The words, as plain text; link targets that the text hides follow their words in brackets.
    package var text: String
    /// When it was published.
    package var publishedAt: Date
    /// When it was last edited; nil if never.
    package var editedAt: Date?
    /// The public address of the post; nil where the platform has none.
    package var permalink: String?

    package init(
        space: SpaceReference,
        externalID: String,
        parentExternalID: String? = nil,
        threadTitle: String? = nil,
        threadExternalID: String? = nil,
        author: Author? = nil,
        text: String,
        publishedAt: Date,
        editedAt: Date? = nil,
        permalink: String? = nil
    ) {
        self.space = space
        self.externalID = externalID
        self.parentExternalID = parentExternalID
        self.threadTitle = threadTitle
        self.threadExternalID = threadExternalID
        self.author = author
        self.text = text
        self.publishedAt = publishedAt
        self.editedAt = editedAt
        self.permalink = permalink
    }

    /// Who wrote a post, as the platform says it.
    package struct Author: Hashable, Codable, Sendable {
        /// The platform's id of the person, or the best stand-in that it gives; the pseudonym is made from it.
        package var id: String
        /// What is needed to address the person in an answer: a user name, a display name or a profile address.
        package var handle: String?

        package init(id: String, handle: String? = nil) {
            self.id = id
            self.handle = handle
        }
    }
}
