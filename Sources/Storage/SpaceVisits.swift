package import Domain
package import Foundation
import GRDB

extension Store {
    /// Notes a visit to a space, in one transaction with the next one.
    /// - Parameters:
    ///   - relevant: how many relevant posts it found; nil: the enquiries that were opened from posts of the space since
    ///     the visit before.
    ///   - next: when somebody should look again; nil leaves what is noted, unless that has passed.
    /// - Returns: the visit and the space afterwards.
    /// - Throws: `OperatorError` where there is no such space.
    package func visit(
        _ id: Int64,
        as user: String,
        relevant: Int?,
        next: Date?,
        under rules: IntakeRules,
        now: Date
    ) async throws -> (visit: SpaceVisit, space: RegisteredSpace) {
        try await write { db in
            let space = try Spaces.existing(id, rules, db)
            let found = try relevant ?? SpaceVisits.enquiries(of: id, openedAfter: space.lastVisitAt, db)
            let visit = SpaceVisit(visitedAt: Date(stored: now.stored), user: user, relevant: found)
            try SpaceVisits.insert(visit, of: id, db)
            let noted = space.entry.nextVisitAt.flatMap { $0 > now ? $0 : nil }
            try db.execute(literal: "UPDATE space SET nextVisitAt = \((next ?? noted)?.stored) WHERE id = \(id)")
            return (visit, try Spaces.existing(id, rules, db))
        }
    }

    /// The whole register with all visits, by platform and the platforms' ids.
    package func spaceRecords() async throws -> [SpaceRecord] {
        try await read { db in
            try Row.fetchAll(db, SQLRequest(literal: "\(Spaces.selection) ORDER BY platform, externalID")).map { row in
                SpaceRecord(
                    reference: try Spaces.reference(row),
                    entry: try Spaces.entry(row),
                    visits: try SpaceVisits.all(of: row["id"], db)
                )
            }
        }
    }
}

/// The statements on visits.
enum SpaceVisits {
    static func all(of space: Int64, _ db: Database) throws -> [SpaceVisit] {
        try Row.fetchAll(
            db,
            SQLRequest(
                literal: """
                    SELECT visitedAt, user, relevant FROM spaceVisit WHERE spaceID = \(space)
                    ORDER BY visitedAt, user, id
                    """
            )
        ).map { SpaceVisit(visitedAt: Date(stored: $0["visitedAt"]), user: $0["user"], relevant: $0["relevant"]) }
    }

    static func insert(_ visit: SpaceVisit, of space: Int64, _ db: Database) throws {
        try db.execute(
            literal: """
                INSERT INTO spaceVisit (spaceID, visitedAt, user, relevant)
                VALUES (\(space), \(visit.visitedAt.stored), \(visit.user), \(visit.relevant))
                """
        )
    }

    /// How many enquiries posts of a space opened, or joined, after a moment; nil: ever.
    static func enquiries(of space: Int64, openedAfter moment: Date?, _ db: Database) throws -> Int {
        let request = SQLRequest<Int>(
            literal: """
                SELECT count(DISTINCT enquiry.id) FROM post JOIN enquiryPost ON postID = post.id
                    JOIN enquiry ON enquiry.id = enquiryID
                WHERE spaceID = \(space) AND openedAt > \(moment?.stored ?? -1)
                """
        )
        return try request.fetchOne(db) ?? 0
    }
}
