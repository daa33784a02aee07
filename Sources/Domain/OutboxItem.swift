package import Foundation

/// An answer that a counsellor has released, on its way out through an interface.
package struct OutboxItem: Hashable, Codable, Sendable {
    /// The number of the item.
    package var id: Int64
    /// The enquiry that it answers.
    package var enquiryID: Int64
    /// The number of the source that it goes out through.
    package var sourceID: Int64
    /// Who released it.
    package var user: String
    /// The wording that it uses.
    package var template: TemplateUse
    /// The words with their target, as JSON of the platforms' `OutgoingMessage`.
    package var message: String
    /// How far it is.
    package var state: OutboxState
    /// When it was released.
    package var releasedAt: Date
    /// Not sent before this: time to take it back, or to wait after a failure.
    package var notBefore: Date
    /// How often it was tried.
    package var attempts: Int
    /// When it was first tried; nil before.
    package var firstTriedAt: Date?
    /// How often it was looked for in its thread.
    package var looks: Int
    /// Why it is not out yet; nil where nothing went wrong.
    package var reason: String?
    /// What a person can do about it.
    package var remedy: String?
    /// The platform's id of the answer, once it is out.
    package var sentExternalID: String?
    /// Where the answer stands, once it is out.
    package var sentURL: String?

    package init(
        id: Int64,
        enquiryID: Int64,
        sourceID: Int64,
        user: String,
        template: TemplateUse,
        message: String,
        state: OutboxState,
        releasedAt: Date,
        notBefore: Date,
        attempts: Int = 0,
        firstTriedAt: Date? = nil,
        looks: Int = 0,
        reason: String? = nil,
        remedy: String? = nil,
        sentExternalID: String? = nil,
        sentURL: String? = nil
    ) {
        self.id = id
        self.enquiryID = enquiryID
        self.sourceID = sourceID
        self.user = user
        self.template = template
        self.message = message
        self.state = state
        self.releasedAt = releasedAt
        self.notBefore = notBefore
        self.attempts = attempts
        self.firstTriedAt = firstTriedAt
        self.looks = looks
        self.reason = reason
        self.remedy = remedy
        self.sentExternalID = sentExternalID
        self.sentURL = sentURL
    }
}

/// How far an answer on its way out is.
package enum OutboxState: String, CaseIterable, Codable, Sendable {
    /// Not tried yet, or to be tried again.
    case waiting
    /// Being sent at this moment; after a crash nobody knows its fate.
    case sending
    /// It may or may not stand there: it is looked up, else a person looks.
    case unknown
    /// It stands there.
    case sent
    /// It does not, and will not.
    case failed
    /// Taken back before it went out.
    case cancelled
}
