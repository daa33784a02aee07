import Domain
package import Foundation
import GRDB

/// The project's memory: one SQLite file, owned by one process.
///
/// Every write is one transaction and durable when the call returns (WAL with `synchronous = FULL`).
/// A call that throws has changed nothing. Readers run beside the one writer.
package struct Store: Sendable {
    let database: any DatabaseWriter

    /// Opens the file, or makes it, and brings its schema up to date.
    ///
    /// - Throws: `OperatorError` when the file cannot be used, is no database, comes from a newer version,
    ///   or when the database does not confirm that commits survive a power cut.
    package init(at file: URL) throws {
        self.database = try Self.explained(file.lastPathComponent) {
            let pool = try DatabasePool(path: file.path, configuration: Self.configuration)
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try Self.refuseUnlessDurable(db)
            }
            try Schema.migrate(pool)
            return pool
        }
    }

    /// A store that lives in memory, for tests and for trying a command without a data folder.
    package init() throws {
        let queue = try DatabaseQueue(configuration: Self.configuration)
        try Schema.migrate(queue)
        self.database = queue
    }

    /// Checks the file against damage.
    ///
    /// Takes time in proportion to its size.
    /// - Returns: what is wrong; empty when all is well.
    package func faults() async throws -> [String] {
        try await read { db in
            let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
            let orphans = try Int.fetchOne(db, sql: "SELECT count(*) FROM pragma_foreign_key_check") ?? 0
            return integrity + (orphans > 0 ? ["\(orphans) rows refer to rows that are gone"] : [])
        }
    }

    /// Releases the file.
    ///
    /// The store must not be used afterwards.
    package func close() throws { try database.close() }

    func read<T: Sendable>(_ body: @Sendable @escaping (Database) throws -> T) async throws -> T {
        do {
            return try await database.read(body)
        } catch let error as DatabaseError {
            throw OperatorError(error)
        }
    }

    func write<T: Sendable>(_ body: @Sendable @escaping (Database) throws -> T) async throws -> T {
        do {
            return try await database.write(body)
        } catch let error as DatabaseError {
            throw OperatorError(error)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            try db.execute(sql: "PRAGMA cache_size = -16000")
            // In pages, 32 MB: a large import touches the same pages of the indices again and again.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
            if !db.configuration.readonly { try db.execute(sql: "PRAGMA secure_delete = ON") }
        }
        return configuration
    }

    /// GRDB sets `synchronous` to NORMAL when it opens a WAL database, which may lose the last commits in a power
    /// cut; so it is set again, and believed only when read back.
    private static func refuseUnlessDurable(_ db: Database) throws {
        let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
        let journal = try String.fetchOne(db, sql: "PRAGMA journal_mode")
        guard synchronous == 2, journal == "wal" else {
            throw OperatorError(
                "The database does not promise that commits survive a power cut "
                    + "(synchronous \(synchronous ?? -1), journal \(journal ?? "none")).",
                remedy: "Put the data folder on a local disk; network folders cannot hold it."
            )
        }
    }

    private static func explained<T>(_ name: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw OperatorError(error, opening: name)
        }
    }
}
