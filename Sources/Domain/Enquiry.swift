package import Foundation

/// One question that waits for an answer, as the queue shows it.
package struct Enquiry: Hashable, Codable, Sendable {
    /// The number of the enquiry.
    package var id: Int64
    /// What has become of it.
    package var state: EnquiryState
    /// The highest urgency of its posts.
    package var urgency: Urgency
    /// What its posts do.
    package var kind: Kind
    /// The main language.
    package var language: Language
    /// What it is about.
    package var topics: [TopicID]
    /// The topic that an answer would have to deal with first.
    package var primary: TopicID?
    /// Whether children are part of the situation.
    package var minors: Bool
    /// The platform of its first post.
    package var platform: Platform
    /// When the first of its posts was published: the person has been waiting since then.
    package var waitingSince: Date
    /// Who has taken it; nil where nobody has, or where the lease has run out.
    package var takenBy: String?
    /// When it returns to the queue by itself.
    package var leaseUntil: Date?
    /// When it was answered or dismissed.
    package var closedAt: Date?
    /// Why it was dismissed.
    package var reason: String?
    /// All posts that ask it, the earliest first.
    package var posts: [EnquiryPost]

    package init(
        id: Int64,
        state: EnquiryState,
        urgency: Urgency,
        kind: Kind,
        language: Language,
        topics: [TopicID],
        primary: TopicID?,
        minors: Bool,
        platform: Platform,
        waitingSince: Date,
        takenBy: String?,
        leaseUntil: Date?,
        closedAt: Date?,
        reason: String?,
        posts: [EnquiryPost]
    ) {
        self.id = id
        self.state = state
        self.urgency = urgency
        self.kind = kind
        self.language = language
        self.topics = topics
        self.primary = primary
        self.minors = minors
        self.platform = platform
        self.waitingSince = waitingSince
        self.takenBy = takenBy
        self.leaseUntil = leaseUntil
        self.closedAt = closedAt
        self.reason = reason
        self.posts = posts
    }
}

/// What has become of an enquiry.
package enum EnquiryState: String, CaseIterable, Codable, Sendable {
    case open, answered, dismissed
}

/// One post of an enquiry, as it is shown to a counsellor.
package struct EnquiryPost: Hashable, Codable, Sendable {
    /// The number of the post.
    package var id: Int64
    /// The space that it stands in.
    package var space: SpaceReference
    /// The platform's id of the post.
    package var externalID: String
    /// The id of the post that it answers; nil at the top of a thread.
    package var parentExternalID: String?
    /// The title of the topic or thread that it stands in.
    package var threadTitle: String?
    /// The platform's id of the forum topic, where an answer has to name it.
    package var threadExternalID: String?
    /// Its words; nil after they were deleted.
    package var text: String?
    /// When it was published.
    package var publishedAt: Date
    /// Its public address.
    package var permalink: String?
    /// What the classifier says, with its reasons.
    package var prediction: Prediction
    /// The labels that a person gave; where they are there, they hold.
    package var correction: Correction?
    /// When it went from its platform; nil while it stands there, as far as is known.
    package var deletedAt: Date?

    package init(
        id: Int64,
        space: SpaceReference,
        externalID: String,
        parentExternalID: String? = nil,
        threadTitle: String?,
        threadExternalID: String? = nil,
        text: String?,
        publishedAt: Date,
        permalink: String?,
        prediction: Prediction,
        correction: Correction? = nil,
        deletedAt: Date? = nil
    ) {
        self.id = id
        self.space = space
        self.externalID = externalID
        self.parentExternalID = parentExternalID
        self.threadTitle = threadTitle
        self.threadExternalID = threadExternalID
        self.text = text
        self.publishedAt = publishedAt
        self.permalink = permalink
        self.prediction = prediction
        self.correction = correction
        self.deletedAt = deletedAt
    }

    /// The labels that hold: a person's, else the classifier's.
    package var labels: PostLabels { correction?.labels ?? PostLabels(prediction) }
}
