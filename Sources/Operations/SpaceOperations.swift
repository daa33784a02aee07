package import Domain
package import Foundation
import Storage

/// All spaces.
package struct ListSpaces: HouseOperation {
    package static let name = "space/list"

    package init() {}

    package func perform(in house: House) async throws -> [RegisteredSpace] {
        try await house.store.spaces(under: house.settings.intakeRules)
    }
}

/// One space.
package struct ShowSpace: HouseOperation {
    package static let name = "space/show"
    /// The number of the space.
    package var id: Int64

    package init(id: Int64) { self.id = id }

    package func perform(in house: House) async throws -> RegisteredSpace { try await house.space(id) }
}

/// Adds a space, or gives the one that is there a new name or link.
package struct AddSpace: HouseOperation {
    package static let name = "space/add"
    /// How its platform names it.
    package var space: SpaceReference

    package init(space: SpaceReference) { self.space = space }

    package func perform(in house: House) async throws -> Int64 {
        if let fault = space.fault {
            throw OperatorError(
                "This is no space: \(fault).",
                remedy: "Use the id or the name in the address of the space: --id balkan.berlin."
            )
        }
        return try await house.store.add(space, now: house.now())
    }
}

/// Notes something about a space, or takes it away.
package struct SetSpace: HouseOperation {
    package static let name = "space/set"
    /// The number of the space.
    package var id: Int64
    /// A new title; nil leaves the one that is there.
    package var title: String?
    /// A new address; nil leaves the one that is there.
    package var link: String?
    /// What is noted; what is nil in it stays as it is.
    ///
    /// Consent has operations of its own.
    package var entry: SpaceEntry
    /// What is taken away, by the names of the fields of `SpaceEntry`.
    package var cleared: [String]

    package init(
        id: Int64,
        title: String? = nil,
        link: String? = nil,
        entry: SpaceEntry = SpaceEntry(),
        cleared: [String] = []
    ) {
        self.id = id
        self.title = title
        self.link = link
        self.entry = entry
        self.cleared = cleared
    }

    package func perform(in house: House) async throws -> RegisteredSpace {
        var (news, title, link, cleared) = (entry.trimmed, title, link, cleared)
        if news.members != nil, news.membersAt == nil { news.membersAt = house.now() }
        (news.consentBy, news.consentAt, news.consentScope) = (nil, nil, nil)
        (news.consentWithdrawnAt, news.consentWithdrawnBy) = (nil, nil)
        title = title.map(SpaceEntry.trimmed)
        link = link.map(SpaceEntry.trimmed)
        cleared.sort()
        try SpaceCheck.refuse(news)
        if let unknown = cleared.first(where: { SpaceEntry.cleared[$0] == nil }) {
            throw OperatorError(
                "A space has no field '\(unknown)' that can be cleared.",
                remedy: "Use: \(SpaceEntry.cleared.keys.sorted().joined(separator: ", "))."
            )
        }
        return try await house.store.change(
            space: id,
            under: house.settings.intakeRules
        ) { [news, title, link, cleared] space, entry in
            for field in cleared { SpaceEntry.cleared[field]?(&entry) }
            space.name = title ?? space.name
            space.link = link ?? space.link
            entry = news.completed(by: entry)
            if let fault = space.fault { throw SpaceCheck.error([fault]) }
        }
    }
}

/// Notes a visit to a space.
package struct VisitSpace: HouseOperation {
    package static let name = "space/visit"
    /// The number of the space.
    package var id: Int64
    /// The user name of whoever was there.
    package var user: String
    /// How many relevant posts the visit found; nil: the enquiries opened from the space since the visit before.
    package var relevant: Int?
    /// When somebody should look again.
    package var next: Date?

    package init(id: Int64, user: String, relevant: Int? = nil, next: Date? = nil) {
        self.id = id
        self.user = user
        self.relevant = relevant
        self.next = next
    }

    package func perform(in house: House) async throws -> SpaceVisitOutcome {
        try house.check(user: user)
        guard (0...100_000).contains(relevant ?? 0) else {
            throw OperatorError(
                "A visit finds 0 to 100000 relevant posts, not \(relevant ?? 0).",
                remedy: "Leave --relevant out to have the enquiries counted."
            )
        }
        if let next { try SpaceCheck.refuse(time: next, "the next visit") }
        let (visit, space) = try await house.store.visit(
            id,
            as: user,
            relevant: relevant,
            next: next,
            under: house.settings.intakeRules,
            now: house.now()
        )
        return SpaceVisitOutcome(visit: visit, space: space)
    }
}

/// A visit that was noted.
package struct SpaceVisitOutcome: Codable, Hashable, Sendable {
    /// The visit.
    package var visit: SpaceVisit
    /// The space afterwards.
    package var space: RegisteredSpace
}

extension House {
    /// - Throws: `OperatorError` where there is no space with this number.
    func space(_ id: Int64) async throws -> RegisteredSpace {
        guard let space = try await store.space(id, under: settings.intakeRules) else {
            throw OperatorError(
                "There is no space \(id).",
                remedy: "'streetwork space list' lists them; 'streetwork space add' adds one."
            )
        }
        return space
    }
}
