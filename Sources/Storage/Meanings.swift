package import Domain
import Foundation
import GRDB

/// What has become of the stored vectors of a model since somebody last looked.
package struct MeaningChanges: Sendable {
    /// One stored vector.
    package struct Entry: Sendable {
        /// The number under which it is stored; grows, and is never used twice.
        package var id: Int64
        /// The number of the post.
        package var post: Int64
        /// The vector.
        package var vector: MeaningVector
    }

    /// New vectors in the order of their numbers, as many as were asked for at most.
    package var entries: [Entry]
    /// The numbers of all that are stored; nil where none was deleted meanwhile.
    package var kept: Set<Int64>?
    /// How many have ever been deleted.
    package var deletions: Int64
}

extension Store {
    /// The vectors of a model that were stored after the one with a number.
    /// - Parameters:
    ///   - newest: of all stored ones only so many count, the newest.
    ///   - deletions: how many deletions are known; where there were more, the answer says what is left.
    package func meaningChanges(
        of model: String,
        after last: Int64,
        deletions known: Int64,
        limit: Int,
        newest: Int
    ) async throws -> MeaningChanges {
        try await read { db in
            let deletions = try Int64.fetchOne(db, sql: "SELECT count FROM meaningDeletion") ?? 0
            let kept =
                deletions == known
                ? nil
                : try Int64.fetchSet(
                    db,
                    SQLRequest(literal: "SELECT id FROM postMeaning WHERE model = \(model)")
                )
            let first =
                try Int64.fetchOne(
                    db,
                    SQLRequest(
                        literal: """
                            SELECT id FROM postMeaning WHERE model = \(model) ORDER BY id DESC LIMIT 1 OFFSET \(newest)
                            """
                    )
                ) ?? 0
            let rows = try Row.fetchAll(
                db,
                SQLRequest(
                    literal: """
                        SELECT id, postID, vector FROM postMeaning
                        WHERE model = \(model) AND id > \(max(last, first)) ORDER BY id LIMIT \(limit)
                        """
                )
            )
            let entries = rows.map { row in
                MeaningChanges.Entry(
                    id: row["id"],
                    post: row["postID"],
                    vector: MeaningVector(bytes: row["vector"] as Data, model: model)
                )
            }
            return MeaningChanges(entries: entries, kept: kept, deletions: deletions)
        }
    }

    /// The vectors of the posts of an enquiry, the earliest post first.
    package func meanings(ofEnquiry id: Int64, model: String) async throws -> [MeaningVector] {
        try await read { db in
            try Data.fetchAll(
                db,
                SQLRequest(
                    literal: """
                        SELECT vector FROM enquiryPost JOIN postMeaning ON postMeaning.postID = enquiryPost.postID
                        WHERE enquiryID = \(id) AND model = \(model) ORDER BY enquiryPost.postID LIMIT 8
                        """
                )
            ).map { MeaningVector(bytes: $0, model: model) }
        }
    }

    /// Puts posts of enquiries that have no vector of a model into the backlog of the deep tier, behind all others.
    ///
    /// They are those that were stored before there was an encoder, or with another one.
    package func queueForMeaning(of model: String) async throws {
        try await write { db in
            try db.execute(
                literal: """
                    INSERT OR IGNORE INTO deepBacklog (postID, haste)
                    SELECT post.id, 0 FROM enquiryPost JOIN post ON post.id = enquiryPost.postID
                    WHERE text IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM postMeaning WHERE postMeaning.postID = post.id AND model = \(model))
                    """
            )
        }
    }

    /// The vectors of wordings, by the fingerprints of their texts.
    package func templateMeanings(of model: String) async throws -> [Int64: MeaningVector] {
        try await read { db in
            try Row.fetchAll(
                db,
                SQLRequest(literal: "SELECT mark, vector FROM templateMeaning WHERE model = \(model)")
            ).reduce(into: [:]) { found, row in
                found[row["mark"]] = MeaningVector(bytes: row["vector"] as Data, model: model)
            }
        }
    }

    /// Stores the vectors of wordings, and forgets all that are not among those still in use.
    package func keepTemplateMeanings(_ new: [Int64: MeaningVector], used: Set<Int64>) async throws {
        try await write { db in
            for (mark, vector) in new.sorted(by: { $0.key < $1.key }) {
                try db.execute(
                    literal: """
                        INSERT OR REPLACE INTO templateMeaning (mark, model, vector)
                        VALUES (\(mark), \(vector.model), \(Data(vector.bytes)))
                        """
                )
            }
            for mark in try Int64.fetchSet(db, sql: "SELECT mark FROM templateMeaning").subtracting(used) {
                try db.execute(literal: "DELETE FROM templateMeaning WHERE mark = \(mark)")
            }
        }
    }
}

/// The statements on vectors of posts that several transactions use.
enum Meanings {
    /// Stores the vector of a post that asks something, in place of an earlier one.
    static func keep(_ vector: MeaningVector?, of post: Int64, _ db: Database) throws {
        guard let vector else { return }
        let deletion = try db.cachedStatement(sql: "DELETE FROM postMeaning WHERE postID = ?")
        try deletion.execute(arguments: [post])
        let insertion = try db.cachedStatement(
            sql: """
                INSERT INTO postMeaning (postID, model, vector)
                SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM enquiryPost WHERE postID = ?)
                """
        )
        try insertion.execute(arguments: [post, vector.model, Data(vector.bytes), post])
    }
}
