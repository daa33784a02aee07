package import Domain

/// What became of one row of an export while it was read.
///
/// A row is whatever the format would count as one post, comment, message or service line.
package enum ExportRow: Sendable, Hashable {
    /// A post that can be taken in.
    case post(ReceivedPost)
    /// A row that is rightly no post.
    case ignored(IgnoreReason)
    /// A row that should have been a post but cannot be understood.
    case rejected(RejectedRow)
}

/// Why a row is rightly no post.
///
/// Raw values are printed and stored.
package enum IgnoreReason: String, Codable, Sendable, CaseIterable {
    /// A line of the platform itself: somebody joined, a title changed.
    case serviceMessage = "service message"
    /// Only a picture, a sticker, a voice message or nothing at all.
    case noText = "no text"
    /// A chat between two people or with a bot; only named spaces are read.
    case privateChat = "private chat"
    /// Placed by the platform for money.
    case advertisement = "advertisement"
    /// A record that the platform delivered in part; the complete one follows or was never loaded.
    case partial = "partial record"
    /// A note by the tool that made the export, such as "no items".
    case toolNote = "note by the export tool"
    /// A kind of record that holds no post.
    case notAPost = "not a post"
    /// Hidden or deleted on the platform.
    case hidden = "hidden on the platform"
    /// Written by the organisation itself.
    case own = "our own post"
    /// The space is not open for intake.
    case closedSpace = "space not open for intake"
    /// News about something that is no post: a reaction, a new member.
    case otherNews = "news about something else"
}

/// A row that was refused, with what a person needs to look into it.
package struct RejectedRow: Codable, Sendable, Hashable {
    /// What is wrong, in a sentence for the operator.
    package var reason: String
    /// Where the row begins, as bytes from the start of the file.
    package var offset: Int
    /// The row itself, at most `RejectedRow.keptBytes` of it.
    ///
    /// Personal data: store sealed, never log.
    package var raw: [UInt8]

    package init(reason: String, offset: Int, raw: [UInt8]) {
        self.reason = reason
        self.offset = offset
        self.raw = Array(raw.prefix(Self.keptBytes))
    }

    /// How much of a refused row is kept, in bytes.
    package static let keptBytes = 65_536
}
