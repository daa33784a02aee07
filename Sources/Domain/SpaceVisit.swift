package import Foundation

/// One visit of a person to a space.
package struct SpaceVisit: Hashable, Codable, Sendable {
    /// When.
    package var visitedAt: Date
    /// Who, as a user name.
    package var user: String
    /// How many relevant posts the visit found.
    package var relevant: Int

    package init(visitedAt: Date, user: String, relevant: Int) {
        self.visitedAt = visitedAt
        self.user = user
        self.relevant = relevant
    }
}

/// A space as the register hands it over to another: all that people noted, with the visits.
package struct SpaceRecord: Hashable, Codable, Sendable {
    /// How its platform names it.
    package var reference: SpaceReference
    /// What people noted about it.
    package var entry: SpaceEntry
    /// The earliest visit first.
    package var visits: [SpaceVisit]

    package init(reference: SpaceReference, entry: SpaceEntry, visits: [SpaceVisit]) {
        self.reference = reference
        self.entry = entry
        self.visits = visits
    }
}
