package import Domain
package import Foundation
import GRDB

/// Which enquiries of the queue are wanted.
package struct QueueFilter: Hashable, Codable, Sendable {
    /// Only this language.
    package var language: Language?
    /// Only those that are about this topic.
    package var topic: TopicID?
    /// Only this urgency.
    package var urgency: Urgency?
    /// At most so many, the first in answering order.
    package var limit: Int

    package init(language: Language? = nil, topic: TopicID? = nil, urgency: Urgency? = nil, limit: Int = 20) {
        self.language = language
        self.topic = topic
        self.urgency = urgency
        self.limit = limit
    }
}

extension Store {
    /// Open enquiries in answering order: by urgency, then by who has waited longest.
    ///
    /// Those that somebody has taken are among them, marked.
    package func queue(_ filter: QueueFilter, now: Date) async throws -> [Enquiry] {
        try await read { db in
            let condition: SQL = """
                (\(filter.language?.rawValue) IS NULL OR language = \(filter.language?.rawValue))
                AND (\(filter.urgency?.rawValue) IS NULL OR urgency = \(filter.urgency?.rawValue))
                AND (\(filter.topic?.rawValue) IS NULL OR EXISTS (
                    SELECT 1 FROM enquiryTopic WHERE enquiryID = enquiry.id AND topic = \(filter.topic?.rawValue)))
                """
            let ids = try Int64.fetchAll(
                db,
                SQLRequest(
                    literal: """
                        SELECT id FROM enquiry WHERE state = 'open' AND \(condition)
                        ORDER BY urgencyRank, waitingSince, id LIMIT \(filter.limit)
                        """
                )
            )
            return try ids.map { try Queue.enquiry($0, now: now, db) }
        }
    }

    /// How many enquiries are open, and how many of them are acute.
    package func openCount() async throws -> (open: Int, acute: Int) {
        try await read { db in
            let open = try Int.fetchOne(db, sql: "SELECT count(*) FROM enquiry WHERE state = 'open'") ?? 0
            let acute =
                try Int.fetchOne(
                    db,
                    sql: "SELECT count(*) FROM enquiry WHERE state = 'open' AND urgencyRank = 0"
                ) ?? 0
            return (open, acute)
        }
    }

    /// One enquiry with all its posts.
    /// - Throws: `OperatorError` where there is none with this number.
    package func enquiry(_ id: Int64, now: Date) async throws -> Enquiry {
        try await read { db in try Queue.enquiry(id, now: now, db) }
    }

    /// Takes the first free enquiry for a counsellor.
    ///
    /// Atomic: two counsellors never get the same one.
    ///
    /// It returns to the queue by itself when the lease ends.
    /// - Returns: the enquiry, or nil where none is free.
    package func takeNext(
        _ filter: QueueFilter = QueueFilter(),
        as user: String,
        lease: TimeInterval,
        now: Date
    ) async throws -> Enquiry? {
        try await write { db in
            let id = try Int64.fetchOne(
                db,
                SQLRequest(
                    literal: """
                        SELECT id FROM enquiry
                        WHERE state = 'open' AND (leaseUntil IS NULL OR leaseUntil <= \(now.stored))
                            AND (\(filter.language?.rawValue) IS NULL OR language = \(filter.language?.rawValue))
                        ORDER BY urgencyRank, waitingSince, id LIMIT 1
                        """
                )
            )
            guard let id else { return nil }
            try Queue.lease(id, to: user, until: now.addingTimeInterval(lease), db)
            return try Queue.enquiry(id, now: now, db)
        }
    }

    /// Gives an enquiry back to the queue.
    /// - Throws: `OperatorError` where it is not open or nobody has taken it.
    package func release(_ id: Int64, now: Date) async throws -> Enquiry {
        try await write { db in
            let enquiry = try Queue.open(id, now: now, db)
            guard enquiry.takenBy != nil else {
                throw OperatorError(
                    "Enquiry \(id) is in the queue already; nobody has taken it.",
                    remedy: "Nothing to do. 'streetwork queue' shows the queue."
                )
            }
            try db.execute(literal: "UPDATE enquiry SET takenBy = NULL, leaseUntil = NULL WHERE id = \(id)")
            return try Queue.enquiry(id, now: now, db)
        }
    }

    /// Closes an enquiry without an answer, with the reason.
    /// - Throws: `OperatorError` where it is not open, or somebody else has taken it.
    package func dismiss(_ id: Int64, as user: String?, reason: String, now: Date) async throws -> Enquiry {
        try await write { db in
            let enquiry = try Queue.open(id, now: now, db)
            if let user { try Queue.refuseIfTaken(enquiry, unlessBy: user) }
            try Queue.close(id, state: .dismissed, by: user ?? enquiry.takenBy, reason: reason, now: now, db)
            return try Queue.enquiry(id, now: now, db)
        }
    }

    /// Opens a dismissed enquiry again, as it was.
    /// - Throws: `OperatorError` where it is not dismissed.
    package func reopen(_ id: Int64, now: Date) async throws -> Enquiry {
        try await write { db in
            let enquiry = try Queue.enquiry(id, now: now, db)
            guard enquiry.state == .dismissed else {
                throw OperatorError(
                    "Enquiry \(id) is \(enquiry.state.rawValue), not dismissed.",
                    remedy: "Only a dismissed enquiry can be opened again."
                )
            }
            try Queue.reopen(id, db)
            return try Queue.enquiry(id, now: now, db)
        }
    }
}
