import Domain
package import Foundation
import GRDB

/// How far the deletion of spaces without consent has come.
package struct WithdrawalSweep: Hashable, Sendable {
    /// Posts that were deleted.
    package var deleted = 0
    /// Whether there are more of them.
    package var isDone = true
}

extension Store {
    /// Deletes posts of spaces whose consent was withdrawn, with everything that was made from them, in one transaction.
    ///
    /// Open enquiries that no other post asks are dismissed. Counters and what was answered stay. What is deleted is
    /// overwritten in the file, but may still stand in the journal until `emptyJournal`.
    /// - Parameter limit: at most so many posts.
    package func sweepWithdrawn(limit: Int, now: Date) async throws -> WithdrawalSweep {
        try await write { db in
            let posts = try Int64.fetchAll(
                db,
                SQLRequest(
                    literal: """
                        SELECT post.id FROM space CROSS JOIN post ON post.spaceID = space.id
                        WHERE consentWithdrawnAt IS NOT NULL LIMIT \(limit)
                        """
                )
            )
            for post in posts { try Withdrawals.delete(post, now: now, db) }
            return WithdrawalSweep(deleted: posts.count, isDone: posts.count < limit)
        }
    }

    /// Empties the journal of the database, so that nothing of what was deleted is left in it.
    ///
    /// - Returns: false where a reader is still at work; nothing is lost, and it can be tried again.
    package func emptyJournal() async throws -> Bool {
        do {
            return try await database.writeWithoutTransaction { db in
                try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0
            }
        } catch let error as DatabaseError {
            throw OperatorError(error)
        }
    }
}

/// The statements that delete posts.
enum Withdrawals {
    /// Prediction, meaning, corrections, and the links to its enquiry go with the post.
    static func delete(_ post: Int64, now: Date, _ db: Database) throws {
        let request = SQLRequest<Int64>(literal: "SELECT enquiryID FROM enquiryPost WHERE postID = \(post)")
        let enquiry = try request.fetchOne(db)
        try db.execute(literal: "DELETE FROM post WHERE id = \(post)")
        guard let enquiry else { return }
        try EnquiryRemains.settle(enquiry, reason: ClosingReason.withdrawnConsent, now: now, db)
    }
}
