package import Domain
package import Foundation
import GRDB

/// A space in the register.
package struct RegisteredSpace: Hashable, Codable, Sendable {
    /// The number of the space.
    package var id: Int64
    /// How its platform names it.
    package var reference: SpaceReference
    /// Posts kept from it.
    package var posts: Int
    /// When it was first seen.
    package var addedAt: Date
}

extension Store {
    /// All spaces, by platform and name.
    package func spaces() async throws -> [RegisteredSpace] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT space.id, platform, externalID, name, link, addedAt,
                        (SELECT count(*) FROM post WHERE post.spaceID = space.id) AS posts
                    FROM space ORDER BY platform, name, space.id
                    """
            ).map(Spaces.registered)
        }
    }

    /// One space; nil where there is none with this number.
    package func space(_ id: Int64) async throws -> RegisteredSpace? {
        try await spaces().first { $0.id == id }
    }

    /// Adds a space, or finds it when it is there; a new name or link replaces the old one.
    /// - Returns: its number.
    package func add(_ space: SpaceReference, now: Date) async throws -> Int64 {
        try await write { db in try Spaces.findOrAdd(space, now: now, db) }
    }
}

/// The statements on spaces that other transactions use.
enum Spaces {
    static func findOrAdd(_ space: SpaceReference, now: Date, _ db: Database) throws -> Int64 {
        try db.execute(
            literal: """
                INSERT INTO space (platform, externalID, name, link, addedAt)
                VALUES (\(space.platform.rawValue), \(space.externalID), \(space.name), \(space.link), \(now.stored))
                ON CONFLICT (platform, externalID) DO UPDATE
                SET name = COALESCE(excluded.name, name), link = COALESCE(excluded.link, link)
                """
        )
        let id = try Int64.fetchOne(
            db,
            SQLRequest(
                literal: """
                    SELECT id FROM space
                    WHERE platform = \(space.platform.rawValue) AND externalID = \(space.externalID)
                    """
            )
        )
        guard let id else { throw DatabaseError(message: "the space that was just added is gone") }
        return id
    }

    static func registered(_ row: Row) throws -> RegisteredSpace {
        RegisteredSpace(
            id: row["id"],
            reference: try reference(row),
            posts: row["posts"],
            addedAt: Date(stored: row["addedAt"])
        )
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
