package import Domain
package import Foundation
import GRDB

extension Store {
    /// All spaces, by platform and name.
    /// - Parameter rules: by which `missing` is told.
    package func spaces(under rules: IntakeRules = .register) async throws -> [RegisteredSpace] {
        try await read { db in
            try Row.fetchAll(
                db,
                SQLRequest(literal: "\(Spaces.selection) ORDER BY platform, name, space.id")
            ).map { try Spaces.registered($0, rules) }
        }
    }

    /// One space; nil where there is none with this number.
    package func space(_ id: Int64, under rules: IntakeRules = .register) async throws -> RegisteredSpace? {
        try await read { db in try Spaces.registered(id, rules, db) }
    }

    /// The space of a platform's id; nil where it is not known.
    package func space(
        _ platform: Platform,
        _ externalID: String,
        under rules: IntakeRules = .register
    ) async throws -> RegisteredSpace? {
        try await read { db in
            try Spaces.id(platform, externalID, db).flatMap { try Spaces.registered($0, rules, db) }
        }
    }

    /// Adds a space, or finds it when it is there; a new name or link replaces the old one.
    /// - Returns: its number.
    package func add(_ space: SpaceReference, now: Date) async throws -> Int64 {
        try await write { db in try Spaces.findOrAdd(space, now: now, db) }
    }

    /// Changes what is noted about a space, in one transaction.
    /// - Parameter body: changes the entry that is there; what it throws leaves everything as it was.
    /// - Returns: the space afterwards.
    /// - Throws: `OperatorError` where there is no such space.
    package func change(
        space id: Int64,
        under rules: IntakeRules,
        _ body: @escaping @Sendable (inout SpaceReference, inout SpaceEntry) throws -> Void
    ) async throws -> RegisteredSpace {
        try await write { db in
            var space = try Spaces.existing(id, rules, db)
            try body(&space.reference, &space.entry)
            try Spaces.write(space.entry, name: space.reference.name, link: space.reference.link, of: id, db)
            return try Spaces.existing(id, rules, db)
        }
    }
}

/// The statements on spaces that other transactions use.
enum Spaces {
    /// Everything about spaces that `registered` reads.
    static var selection: SQL {
        """
        SELECT space.id, platform, externalID, name, link, language, region, members, membersAt, visibility, legalBasis,
            consentBy, consentAt, consentScope, consentWithdrawnAt, consentWithdrawnBy, rules, linksAllowed, keeper,
            nextVisitAt, passedOver, addedAt,
            (SELECT count(*) FROM post WHERE post.spaceID = space.id) AS posts,
            (SELECT count(*) FROM spaceVisit WHERE spaceVisit.spaceID = space.id) AS visits,
            (SELECT total(relevant) FROM spaceVisit WHERE spaceVisit.spaceID = space.id) AS relevant,
            (SELECT max(visitedAt) FROM spaceVisit WHERE spaceVisit.spaceID = space.id) AS lastVisitAt
        FROM space
        """
    }

    static func findOrAdd(_ space: SpaceReference, now: Date, _ db: Database) throws -> Int64 {
        try db.execute(
            literal: """
                INSERT INTO space (platform, externalID, name, link, addedAt)
                VALUES (\(space.platform.rawValue), \(space.externalID), \(space.name), \(space.link), \(now.stored))
                ON CONFLICT (platform, externalID) DO UPDATE
                SET name = COALESCE(excluded.name, name), link = COALESCE(excluded.link, link)
                """
        )
        guard let id = try id(space.platform, space.externalID, db) else {
            throw DatabaseError(message: "the space that was just added is gone")
        }
        return id
    }

    /// The number of a space; nil where it is not known.
    static func id(_ platform: Platform, _ externalID: String, _ db: Database) throws -> Int64? {
        let request = SQLRequest<Int64>(
            literal: "SELECT id FROM space WHERE platform = \(platform.rawValue) AND externalID = \(externalID)"
        )
        return try request.fetchOne(db)
    }

    /// A space that must be there.
    static func existing(_ id: Int64, _ rules: IntakeRules, _ db: Database) throws -> RegisteredSpace {
        guard let space = try registered(id, rules, db) else { throw missing(id) }
        return space
    }

    static func registered(_ id: Int64, _ rules: IntakeRules, _ db: Database) throws -> RegisteredSpace? {
        let request = SQLRequest<Row>(literal: "\(selection) WHERE space.id = \(id)")
        return try request.fetchOne(db).map { try registered($0, rules) }
    }

    static func missing(_ id: Int64) -> OperatorError {
        OperatorError(
            "There is no space \(id).",
            remedy: "'streetwork space list' lists them; 'streetwork space add' adds one."
        )
    }

    /// Writes everything that people note about a space.
    static func write(
        _ entry: SpaceEntry,
        name: String?,
        link: String?,
        of id: Int64,
        _ db: Database
    ) throws {
        try db.execute(
            literal: """
                UPDATE space SET name = \(name), link = \(link), language = \(entry.language?.rawValue),
                    region = \(entry.region), members = \(entry.members), membersAt = \(entry.membersAt?.stored),
                    visibility = \(entry.visibility?.rawValue), legalBasis = \(entry.legalBasis),
                    consentBy = \(entry.consentBy), consentAt = \(entry.consentAt?.stored),
                    consentScope = \(entry.consentScope), consentWithdrawnAt = \(entry.consentWithdrawnAt?.stored),
                    consentWithdrawnBy = \(entry.consentWithdrawnBy), rules = \(entry.rules),
                    linksAllowed = \(entry.linksAllowed), keeper = \(entry.keeper),
                    nextVisitAt = \(entry.nextVisitAt?.stored)
                WHERE id = \(id)
                """
        )
    }

    static func registered(_ row: Row, _ rules: IntakeRules) throws -> RegisteredSpace {
        let entry = try entry(row)
        return RegisteredSpace(
            id: row["id"],
            reference: try reference(row),
            entry: entry,
            missing: entry.missing(under: rules),
            posts: row["posts"],
            passedOver: row["passedOver"],
            addedAt: Date(stored: row["addedAt"]),
            visits: row["visits"],
            relevant: row["relevant"],
            lastVisitAt: (row["lastVisitAt"] as Int64?).map(Date.init(stored:))
        )
    }

    /// Reads the columns of the register.
    static func entry(_ row: Row) throws -> SpaceEntry {
        func date(_ column: String) -> Date? { (row[column] as Int64?).map(Date.init(stored:)) }
        var entry = SpaceEntry()
        entry.language = (row["language"] as String?).map(Language.init(rawValue:))
        entry.region = row["region"]
        entry.members = row["members"]
        entry.membersAt = date("membersAt")
        entry.visibility = try (row["visibility"] as String?).map { try Queue.known($0) }
        entry.legalBasis = row["legalBasis"]
        entry.consentBy = row["consentBy"]
        entry.consentAt = date("consentAt")
        entry.consentScope = row["consentScope"]
        entry.consentWithdrawnAt = date("consentWithdrawnAt")
        entry.consentWithdrawnBy = row["consentWithdrawnBy"]
        entry.rules = row["rules"]
        entry.linksAllowed = row["linksAllowed"]
        entry.keeper = row["keeper"]
        entry.nextVisitAt = date("nextVisitAt")
        return entry
    }

    /// Reads the columns platform, externalID, name and link.
    static func reference(_ row: Row) throws -> SpaceReference {
        let name: String = row["platform"]
        guard let platform = Platform(rawValue: name) else {
            throw OperatorError(
                "The database names the platform '\(name)', which this version does not know.",
                remedy: "Install the version of streetwork that wrote it."
            )
        }
        return SpaceReference(platform: platform, externalID: row["externalID"], name: row["name"], link: row["link"])
    }
}
