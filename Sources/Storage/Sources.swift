package import Domain
package import Foundation
import GRDB

extension Store {
    /// All sources, by name.
    package func sources() async throws -> [Source] {
        try await read { db in try Sources.all(db) }
    }

    /// Adds a source; it is due at once.
    /// - Returns: the source with its number.
    /// - Throws: `OperatorError` where the name is taken, or the space is not there.
    package func addSource(
        name: String,
        kind: SourceKind,
        settings: [String: String],
        space: Int64?,
        intervalSeconds: Int,
        now: Date
    ) async throws -> Source {
        try await write { db in
            guard try Sources.find(name, db) == nil else {
                throw OperatorError(
                    "There is a source '\(name)' already.",
                    remedy: "Choose another name, or change that one with 'streetwork source set \(name) …'."
                )
            }
            try Sources.refuseUnlessThere(space: space, db)
            try db.execute(
                literal: """
                    INSERT INTO source (name, kind, settings, spaceID, isOn, intervalSeconds, addedAt, nextDueAt)
                    VALUES (\(name), \(kind.rawValue), \(try StoredJSON.text(settings)), \(space), 1,
                        \(intervalSeconds), \(now.stored), \(now.stored))
                    """
            )
            return try Sources.known(name, db)
        }
    }

    /// Changes what was set for a source; what is nil stays.
    ///
    /// It is asked at once, because the change may be the remedy that it waited for.
    /// - Throws: `OperatorError` where there is no such source or space.
    package func changeSource(
        _ name: String,
        settings: [String: String]?,
        space: Int64?,
        intervalSeconds: Int?,
        isOn: Bool?,
        now: Date
    ) async throws -> Source {
        try await write { db in
            let old = try Sources.known(name, db)
            try Sources.refuseUnlessThere(space: space, db)
            try db.execute(
                literal: """
                    UPDATE source SET settings = \(try StoredJSON.text(settings ?? old.settings)),
                        spaceID = \(space ?? old.spaceID), isOn = \(isOn ?? old.isOn),
                        intervalSeconds = \(intervalSeconds ?? old.intervalSeconds),
                        needsPerson = 0, failures = 0, nextDueAt = \(now.stored)
                    WHERE id = \(old.id)
                    """
            )
            return try Sources.known(name, db)
        }
    }

    /// Forgets a source with its cursor and its days; posts that it brought stay.
    /// - Throws: `OperatorError` where there is none, or answers still wait to go out through it.
    package func removeSource(_ name: String) async throws {
        try await write { db in
            let source = try Sources.known(name, db)
            let used = try Int.fetchOne(
                db,
                SQLRequest(literal: "SELECT count(*) FROM outbox WHERE sourceID = \(source.id)")
            )
            guard used == 0 else {
                throw OperatorError(
                    "Answers went out through '\(name)', so it is kept for their record.",
                    remedy: "Turn it off instead: streetwork source off \(name)."
                )
            }
            try db.execute(literal: "DELETE FROM source WHERE id = \(source.id)")
        }
    }

    /// Where a source goes on; nil before its first page.
    package func cursor(of source: Int64) async throws -> String? {
        try await read { db in
            try String.fetchOne(db, SQLRequest(literal: "SELECT cursor FROM source WHERE id = \(source)"))
        }
    }

    /// Moves the cursor of a source when nothing else is stored with it.
    package func moveCursor(_ move: CursorMove) async throws {
        try await write { db in try Sources.move(move, db) }
    }
}

/// The statements on sources that several transactions use.
enum Sources {
    static func all(_ db: Database) throws -> [Source] {
        try Row.fetchAll(db, sql: "SELECT \(columns) FROM source ORDER BY name").map(source)
    }

    static func find(_ name: String, _ db: Database) throws -> Source? {
        let sql = "SELECT \(columns) FROM source WHERE name = ?"
        return try Row.fetchOne(db, sql: sql, arguments: [name]).map(source)
    }

    static func known(_ name: String, _ db: Database) throws -> Source {
        guard let source = try find(name, db) else {
            throw OperatorError(
                "There is no source '\(name)'.",
                remedy: "'streetwork source list' lists them; 'streetwork source add' makes one."
            )
        }
        return source
    }

    static func refuseUnlessThere(space: Int64?, _ db: Database) throws {
        guard let space else { return }
        let count = try Int.fetchOne(db, SQLRequest(literal: "SELECT count(*) FROM space WHERE id = \(space)"))
        guard count == 1 else {
            throw OperatorError("There is no space \(space).", remedy: "'streetwork space list' lists them.")
        }
    }

    static func move(_ move: CursorMove, _ db: Database) throws {
        try db.execute(literal: "UPDATE source SET cursor = \(move.cursor) WHERE id = \(move.source)")
    }

    private static let columns = """
        id, name, kind, settings, spaceID, isOn, intervalSeconds, cursor, lastSuccessAt, lastPostAt, lastErrorAt,
            lastError, remedy, failures, nextDueAt, needsPerson
        """

    private static func source(_ row: Row) throws -> Source {
        var source = Source(
            id: row["id"],
            name: row["name"],
            kind: try Queue.known(row["kind"]),
            settings: try StoredJSON.value([String: String].self, row["settings"]),
            spaceID: row["spaceID"],
            isOn: row["isOn"],
            intervalSeconds: row["intervalSeconds"],
            cursor: row["cursor"]
        )
        source.health.lastSuccessAt = date(row["lastSuccessAt"])
        source.health.lastPostAt = date(row["lastPostAt"])
        source.health.lastErrorAt = date(row["lastErrorAt"])
        source.health.lastError = row["lastError"]
        source.health.remedy = row["remedy"]
        source.health.failures = row["failures"]
        source.health.nextDueAt = date(row["nextDueAt"])
        source.health.needsPerson = row["needsPerson"]
        return source
    }

    private static func date(_ seconds: Int64?) -> Date? { seconds.map(Date.init(stored:)) }
}
