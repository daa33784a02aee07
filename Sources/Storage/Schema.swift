import Domain
import GRDB

/// The named migrations, in order.
///
/// A released migration is never edited.
enum Schema {
    /// Brings a database up to date, each migration in a transaction of its own.
    /// - Throws: `OperatorError` when the file was written by a newer version.
    static func migrate(_ database: any DatabaseWriter) throws {
        let migrator = migrator
        let known = Set(migrator.migrations)
        let applied = try database.read { db in
            try db.tableExists("grdb_migrations") ? migrator.appliedIdentifiers(db) : []
        }
        guard applied.isSubset(of: known) else {
            throw OperatorError(
                "The database was written by a newer version of streetwork (it knows \(applied.subtracting(known).sorted().joined(separator: ", "))).",
                remedy: "Install that version or a later one; this version would damage the data."
            )
        }
        try migrator.migrate(database)
    }

    /// All migrations with their names.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for (name, sql) in [
            ("001-spine", migration001), ("002-deep-backlog", migration002), ("003-enquiry-bands", migration003),
            ("004-meaning", migration004), ("005-corrections", migration005), ("006-live-intake", migration006),
        ] {
            migrator.registerMigration(name) { db in try db.execute(sql: sql) }
        }
        return migrator
    }
}
