package import Domain
package import Foundation

/// How an answer is published through a platform's interface.
package protocol Sender: Sendable {
    /// Whether this answer can go this way.
    /// - Throws: `SendRefusal` with what to do instead.
    func request(for message: OutgoingMessage) throws(SendRefusal) -> WireRequest

    /// What the platform's answer to that request means.
    func outcome(of answer: WireAnswer, to message: OutgoingMessage) -> SendOutcome

    /// The request that reads the thread, to see whether an answer of unknown fate stands there; nil where the platform
    /// cannot tell and a person has to look.
    func lookUp(_ message: OutgoingMessage) -> WireRequest?

    /// Whether the answer stands in the thread that came back.
    func find(_ message: OutgoingMessage, in answer: WireAnswer) -> SendOutcome
}

/// An answer on its way out.
package struct OutgoingMessage: Hashable, Codable, Sendable {
    /// The space that the answered post stands in.
    package var space: SpaceReference
    /// The platform's id of the post that is answered.
    package var externalID: String
    /// The id of the post that the answered one answers; some platforms take replies at the top of a thread only.
    package var parentExternalID: String?
    /// The address of the answered post, where it has one.
    package var permalink: String?
    /// The forum topic, where the platform needs it named; nil elsewhere.
    package var threadID: String?
    /// The words.
    package var text: String
    /// When it was first tried; nil before.
    ///
    /// A look-up passes over what is older.
    package var firstTriedAt: Date?

    package init(
        space: SpaceReference,
        externalID: String,
        parentExternalID: String? = nil,
        permalink: String? = nil,
        threadID: String? = nil,
        text: String,
        firstTriedAt: Date? = nil
    ) {
        self.space = space
        self.externalID = externalID
        self.parentExternalID = parentExternalID
        self.permalink = permalink
        self.threadID = threadID
        self.text = text
        self.firstTriedAt = firstTriedAt
    }
}

/// What became of an attempt to publish.
package enum SendOutcome: Hashable, Sendable {
    /// It stands there; the link is nil where the platform gives none.
    case sent(externalID: String, link: String?)
    /// It certainly does not stand there, and may be tried again after this long; nil: after the usual back-off.
    case retry(after: Duration?, reason: String)
    /// It certainly does not stand there, and a person must act.
    case refused(reason: String, remedy: String)
    /// Nobody can say whether it stands there: look it up, never send again blindly.
    case unknown(reason: String)
}

/// Why an answer cannot go through an interface.
package struct SendRefusal: Error, Hashable, Sendable {
    /// Why not.
    package var reason: String
    /// What to do instead.
    package var remedy: String

    package init(_ reason: String, remedy: String) {
        self.reason = reason
        self.remedy = remedy
    }
}
