package import Domain
package import Foundation

/// One round with a platform, as a conversation without connection, clock or store.
///
/// Whoever leads it calls `next` with the answer after each `ask`, and with nil to begin and after every other step. A
/// page is stored with its cursor before the conversation goes on, so nothing is confirmed to a platform that is not
/// durable.
package protocol PollConversation: Sendable {
    /// What to do next.
    ///
    /// - Parameters:
    ///   - answer: to the request that was asked for last; nil at the beginning and after every other step.
    ///   - now: the time, for windows and ages.
    /// - Throws: `PollTrouble`; the round is over then, and the cursor stays at the last kept page.
    mutating func next(_ answer: WireAnswer?, now: Date) throws(PollTrouble) -> PollStep
}

/// What a conversation wants.
package enum PollStep: Hashable, Sendable {
    /// Send this and come back with the answer.
    case ask(WireRequest)
    /// Store this, then go on.
    case keep(PollPage)
    /// Fetch this file, take in its rows and note its mark, then go on.
    case fetch(FileToFetch)
    /// Tell a person, then go on: the round works, but not as well as it could.
    ///
    /// Stays told until a round that checks access ends without it.
    case warn(OperatorError)
    /// The round is over; ask again after this long, or at the interval of the source where it is nil.
    case done(after: Duration?)
}

/// What one answer of a platform brought.
package struct PollPage: Hashable, Sendable {
    /// In the order in which the platform gave them.
    package var events: [PlatformEvent]
    /// Where the next round goes on once this is stored; nil leaves it where it is.
    package var cursor: String?

    package init(events: [PlatformEvent], cursor: String?) {
        self.events = events
        self.cursor = cursor
    }
}

/// A file that a drop-off holds ready.
package struct FileToFetch: Hashable, Sendable {
    /// How to get it; nil where it lies on this machine at `path`.
    package var request: WireRequest?
    /// Where it lies on this machine; nil where it has to be fetched.
    package var path: String?
    /// Its name without folders; untrusted.
    package var name: String
    /// Its length in bytes as it was listed; nil where the server did not say.
    package var bytes: Int?
    /// The cursor once it is taken in.
    package var cursor: String

    package init(request: WireRequest?, path: String?, name: String, bytes: Int?, cursor: String) {
        self.request = request
        self.path = path
        self.name = name
        self.bytes = bytes
        self.cursor = cursor
    }
}

/// Why a round ended badly, as the treatment that it needs.
package enum PollTrouble: Error, Hashable, Sendable {
    /// The platform asks to wait; nil where it does not say how long.
    case wait(Duration?, reason: String)
    /// Trouble of the platform that passes by itself.
    case passing(reason: String)
    /// A person must act: token, permission, setting. The source stands still until then.
    case needsPerson(reason: String, remedy: String)
    /// The answer cannot be understood: the platform changed its format, or something else answered.
    case unreadable(reason: String)
}
