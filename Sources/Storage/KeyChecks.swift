import Domain
package import Foundation
import GRDB

extension Store {
    /// Whether data were written with keys already.
    package func hasKeys() async throws -> Bool {
        try await read { db in try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM keyCheck)") ?? false }
    }

    /// Remembers the mark of a key the first time, and compares it ever after.
    ///
    /// With another key every author would become a stranger and no sealed handle could be opened.
    /// - Returns: whether this is the key that the data were written with.
    package func isRightKey(purpose: String, version: Int, mark: Data) async throws -> Bool {
        try await write { db in
            try db.execute(
                literal: """
                    INSERT INTO keyCheck (purpose, version, mark) VALUES (\(purpose), \(version), \(mark))
                    ON CONFLICT DO NOTHING
                    """
            )
            let stored = try Data.fetchOne(
                db,
                SQLRequest(
                    literal: "SELECT mark FROM keyCheck WHERE purpose = \(purpose) AND version = \(version)"
                )
            )
            return stored == mark
        }
    }
}
