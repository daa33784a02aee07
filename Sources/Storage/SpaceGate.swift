import Domain
import Foundation
import GRDB

/// Finds the spaces of one transaction, and says which of them are open for intake.
struct SpaceGate {
    /// A space as the gate found it.
    struct Place {
        let id: Int64
        let missing: [String]
        let isWithdrawn: Bool

        var isOpen: Bool { missing.isEmpty }
    }

    private let db: Database
    private let rules: IntakeRules
    private let now: Date
    private var places: [SpaceReference: Place] = [:]
    private var passedOver: [Int64: ClosedSpace] = [:]

    init(_ db: Database, rules: IntakeRules, now: Date) {
        self.db = db
        self.rules = rules
        self.now = now
    }

    /// The space of a post; one that was never seen is put into the register, where it waits for a person.
    mutating func place(of space: SpaceReference) throws -> Place {
        if let place = places[space] { return place }
        let id = try Spaces.findOrAdd(space, now: now, db)
        let request = SQLRequest<Row>(
            literal: """
                SELECT language, region, members, membersAt, visibility, legalBasis, consentBy, consentAt, consentScope,
                    consentWithdrawnAt, consentWithdrawnBy, rules, linksAllowed, keeper, nextVisitAt
                FROM space WHERE id = \(id)
                """
        )
        guard let row = try request.fetchOne(db) else { throw Spaces.missing(id) }
        let entry = try Spaces.entry(row)
        let place = Place(id: id, missing: entry.missing(under: rules), isWithdrawn: entry.isWithdrawn)
        places[space] = place
        return place
    }

    /// Notes that a post was passed over because its space is closed.
    mutating func passOver(_ place: Place, _ space: SpaceReference) {
        let none = ClosedSpace(
            id: place.id,
            reference: space,
            missing: place.missing,
            isWithdrawn: place.isWithdrawn,
            posts: 0
        )
        passedOver[place.id, default: none].posts += 1
    }

    /// The closed spaces that posts came from, by their numbers; counts what was passed over in the register.
    func finish() throws -> [ClosedSpace] {
        let closed = passedOver.values.sorted { $0.id < $1.id }
        for space in closed {
            try db.execute(
                literal: "UPDATE space SET passedOver = passedOver + \(space.posts) WHERE id = \(space.id)"
            )
        }
        return closed
    }
}
