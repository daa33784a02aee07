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
    /// Look what lies in this folder on this machine, which is absolute, and come back with `FolderListing.answer`.
    case list(path: String)
    /// Fetch this file and take in its rows together with its cursor.
    ///
    /// Come back with nil once that is durable, or where the file is whole but holds nothing that can be read: then
    /// store its cursor alone. Come back with the server's answer where that was not 200, with `FileToFetch.missing`
    /// where a local file is gone, and with `FileToFetch.unusable` where it came but could not be taken in, such as a
    /// damaged archive or another length than was listed: then store nothing, and throw the file's cursor away.
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
    /// What it must hash to, 64 hexadecimal digits in lower case; nil where the server did not say.
    package var sha256: String?
    /// The cursor once it is taken in.
    package var cursor: String

    package init(
        request: WireRequest?,
        path: String?,
        name: String,
        bytes: Int?,
        sha256: String? = nil,
        cursor: String
    ) {
        self.request = request
        self.path = path
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
        self.cursor = cursor
    }

    /// What a conversation is told where a local file is gone.
    package static let missing = WireAnswer(status: 404)
    /// What a conversation is told where a file came but could not be taken in.
    package static let unusable = WireAnswer(status: 422)
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
