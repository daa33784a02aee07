package import Foundation

/// A space in the register.
package struct RegisteredSpace: Hashable, Codable, Sendable {
    /// The number of the space.
    package var id: Int64
    /// How its platform names it.
    package var reference: SpaceReference
    /// What people noted about it.
    package var entry: SpaceEntry
    /// What keeps it from being open for intake; empty where it is open.
    package var missing: [String]
    /// Posts kept from it.
    package var posts: Int
    /// Posts that were passed over because it was not open.
    package var passedOver: Int
    /// When it was first seen.
    package var addedAt: Date
    /// How often somebody visited it.
    package var visits: Int
    /// Relevant posts found at all visits together.
    package var relevant: Int
    /// When somebody visited it last; nil before the first visit.
    package var lastVisitAt: Date?

    package init(
        id: Int64,
        reference: SpaceReference,
        entry: SpaceEntry,
        missing: [String],
        posts: Int,
        passedOver: Int,
        addedAt: Date,
        visits: Int,
        relevant: Int,
        lastVisitAt: Date?
    ) {
        self.id = id
        self.reference = reference
        self.entry = entry
        self.missing = missing
        self.posts = posts
        self.passedOver = passedOver
        self.addedAt = addedAt
        self.visits = visits
        self.relevant = relevant
        self.lastVisitAt = lastVisitAt
    }

    /// Whether posts of it are taken in.
    package var isOpen: Bool { missing.isEmpty }

    /// Relevant posts per visit; nil before the first visit.
    package var yield: Double? { visits > 0 ? Double(relevant) / Double(visits) : nil }

    /// `open`, or why it is closed, in a few words.
    package var intakeWords: String { ClosedSpace.words(missing: missing, isWithdrawn: entry.isWithdrawn) }

    /// The space as a batch found it closed; nil where it is open.
    package var closed: ClosedSpace? {
        if isOpen { return nil }
        return ClosedSpace(id: id, reference: reference, missing: missing, isWithdrawn: entry.isWithdrawn, posts: 0)
    }
}
