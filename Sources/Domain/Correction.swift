package import Foundation

/// The labels of a post as a person gave them.
package struct Correction: Hashable, Codable, Sendable {
    /// The number of the correction.
    package var id: Int64
    /// The post.
    package var postID: Int64
    /// Who gave them.
    package var user: String
    /// When.
    package var madeAt: Date
    /// All labels, also those that the person left as they were.
    package var labels: PostLabels
    /// Why, in the person's words; holds no names.
    package var note: String?
    /// Whether the post has been edited since: then the labels still hold, but are not learned from.
    package var isOfEarlierWording: Bool
    /// When it was taken back; nil while it stands.
    package var undoneAt: Date?
    /// Who took it back.
    package var undoneBy: String?

    package init(
        id: Int64,
        postID: Int64,
        user: String,
        madeAt: Date,
        labels: PostLabels,
        note: String?,
        isOfEarlierWording: Bool,
        undoneAt: Date? = nil,
        undoneBy: String? = nil
    ) {
        self.id = id
        self.postID = postID
        self.user = user
        self.madeAt = madeAt
        self.labels = labels
        self.note = note
        self.isOfEarlierWording = isOfEarlierWording
        self.undoneAt = undoneAt
        self.undoneBy = undoneBy
    }
}
