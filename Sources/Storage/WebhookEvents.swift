import Domain
package import Foundation
import GRDB

/// A call of a platform, as it is kept until it is worked through.
package struct WebhookEvent: Hashable, Sendable {
    /// The number of the event; 0 before it is stored.
    package var id: Int64
    /// The source that was called.
    package var source: Int64
    /// The keyed mark of its bytes, 16 bytes: the same call again has the same.
    package var mark: [UInt8]
    /// When it came.
    package var receivedAt: Date
    /// Its bytes, sealed.
    package var sealed: [UInt8]

    package init(id: Int64 = 0, source: Int64, mark: [UInt8], receivedAt: Date, sealed: [UInt8]) {
        self.id = id
        self.source = source
        self.mark = mark
        self.receivedAt = receivedAt
        self.sealed = sealed
    }
}

extension Store {
    /// Stores calls durably, all in one transaction; a call that is known is not stored twice.
    package func append(_ events: [WebhookEvent]) async throws {
        try await write { db in
            let statement = try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO webhookEvent (sourceID, mark, receivedAt, sealed) VALUES (?, ?, ?, ?)"
            )
            for event in events {
                try statement.execute(arguments: [
                    event.source, Data(event.mark), event.receivedAt.stored, Data(event.sealed),
                ])
            }
        }
    }

    /// The calls that wait to be worked through, in the order in which they came.
    package func waitingEvents(limit: Int) async throws -> [WebhookEvent] {
        try await read { db in
            try Row.fetchAll(
                db,
                SQLRequest(
                    literal: """
                        SELECT id, sourceID, mark, receivedAt, sealed FROM webhookEvent
                        WHERE doneAt IS NULL AND fault IS NULL ORDER BY id LIMIT \(limit)
                        """
                )
            ).map { row in
                WebhookEvent(
                    id: row["id"],
                    source: row["sourceID"],
                    mark: Array(row["mark"] as Data),
                    receivedAt: Date(stored: row["receivedAt"]),
                    sealed: Array(row["sealed"] as Data)
                )
            }
        }
    }

    /// Notes that calls have been worked through; their bytes go, their marks stay a while.
    package func finishEvents(_ ids: [Int64], now: Date) async throws {
        try await write { db in
            try db.execute(
                literal: "UPDATE webhookEvent SET sealed = NULL, doneAt = \(now.stored) WHERE id IN \(ids)"
            )
        }
    }

    /// Counts a try that failed; a call that failed so often is set aside, sealed, with the reason.
    /// - Returns: whether it was set aside.
    package func failEvent(_ id: Int64, reason: String, atMost tries: Int) async throws -> Bool {
        try await write { db in
            try db.execute(
                literal: """
                    UPDATE webhookEvent SET tries = tries + 1,
                        fault = CASE WHEN tries + 1 >= \(tries) THEN \(reason) END
                    WHERE id = \(id)
                    """
            )
            let request = SQLRequest<Bool>(
                literal: "SELECT fault IS NOT NULL FROM webhookEvent WHERE id = \(id)"
            )
            return try request.fetchOne(db) ?? false
        }
    }

    /// How many calls wait, and how many were set aside.
    package func eventCount() async throws -> (waiting: Int, setAside: Int) {
        try await read { db in
            let waiting = "SELECT count(*) FROM webhookEvent WHERE doneAt IS NULL AND fault IS NULL"
            let aside = "SELECT count(*) FROM webhookEvent WHERE doneAt IS NULL AND fault IS NOT NULL"
            return (try Int.fetchOne(db, sql: waiting) ?? 0, try Int.fetchOne(db, sql: aside) ?? 0)
        }
    }

    /// Forgets the marks of calls that were worked through before a time, and calls set aside before another.
    ///
    /// A platform repeats a call for three days at most; later copies would find their posts known.
    package func sweepEvents(doneBefore: Date, setAsideBefore: Date) async throws {
        try await write { db in
            try db.execute(
                literal: """
                    DELETE FROM webhookEvent WHERE doneAt < \(doneBefore.stored)
                        OR (fault IS NOT NULL AND receivedAt < \(setAsideBefore.stored))
                    """
            )
        }
    }
}
