package import Domain
package import Foundation
import GRDB

extension Store {
    /// Saves a batch: spaces that moved, posts with predictions and enquiries, posts that are gone, the rows that were
    /// ignored or refused, the counters, the tally of the run and the cursor of the source.
    ///
    /// One transaction; saving a batch twice changes nothing but the tally. The order of posts and deletions does not
    /// matter: of each post the latest news holds. Posts of a space that is not open for intake are not stored; they
    /// count as ignored, and the space is put into the register.
    ///
    /// Cost: about 40 µs a new post, and one sync to the disk.
    /// - Parameters:
    ///   - run: the import run that the rows belong to; nil for posts that come without a file.
    ///   - cursor: where the source goes on; nil leaves it where it is.
    ///   - rules: which spaces are open.
    ///   - mergeWindow: how long after an enquiry was opened the same words join it.
    /// - Returns: what became of the rows of this batch.
    package func save(
        _ batch: ClassifiedBatch,
        run: Int64? = nil,
        cursor: CursorMove? = nil,
        rules: IntakeRules,
        mergeWindow: TimeInterval = 14 * 86_400,
        now: Date
    ) async throws -> SavedBatch {
        try await write { db in
            for news in batch.moved { try SpaceMoves.move(news, db) }
            var keeper = PostKeeper(db, rules: rules, now: now, mergeWindow: mergeWindow)
            var saved = SavedBatch()
            for post in batch.posts {
                switch try keeper.keep(post) {
                case .new: saved.tally.new += 1
                case .known: saved.tally.known += 1
                case .changed: saved.tally.changed += 1
                case .passedOver: break
                }
            }
            for news in batch.deleted where try keeper.delete(news) { saved.deleted += 1 }
            saved.closed = try keeper.spaces.finish()
            saved.opened = keeper.opened
            try keeper.counters.write(db)
            let ignored = saved.add(rowsOf: batch)
            if let run { try ImportRuns.add(saved.tally, ignored: ignored, rejected: batch.rejected, to: run, db) }
            if let cursor { try move(cursor, saved.tally, db) }
            return saved
        }
    }

    private func move(_ cursor: CursorMove, _ tally: Tally, _ db: Database) throws {
        try db.execute(
            literal: """
                UPDATE source SET cursor = \(cursor.cursor),
                    lastPostAt = CASE WHEN \(tally.new) > 0 THEN \(cursor.at.stored) ELSE lastPostAt END
                WHERE id = \(cursor.source)
                """
        )
        guard db.changesCount == 1 else {
            throw OperatorError(
                "There is no source \(cursor.source); nothing of its batch was stored.",
                remedy: "'streetwork source list' lists them."
            )
        }
    }
}

extension SavedBatch {
    /// Completes the tally by the rows that are no stored posts.
    /// - Returns: the ignored rows by their reasons.
    fileprivate mutating func add(rowsOf batch: ClassifiedBatch) -> [String: Int] {
        var ignored = batch.ignored
        let passedOver = closed.map(\.posts).reduce(0, +)
        if passedOver > 0 { ignored[ClosedSpace.ignoreReason, default: 0] += passedOver }
        tally.ignored = ignored.values.reduce(0, +)
        tally.rejected = batch.rejected.count
        tally.rows = batch.posts.count - passedOver + tally.ignored + tally.rejected
        return ignored
    }
}
