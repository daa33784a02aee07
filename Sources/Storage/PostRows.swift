import Domain
import Foundation
import GRDB

/// A post as it is stored, as far as news of it needs to know.
struct StoredPost {
    let id: Int64
    let textMark: Data
    /// When the news was made that holds: of its last edit, its publication, or its deletion.
    let newsAt: Int64
    let isDeleted: Bool
    /// False only of a post that was deleted before it was ever seen.
    let hasPrediction: Bool
    /// Whether its address or its author was not told yet.
    var hasBlanks: Bool
}

/// The statements on posts.
enum PostRows {
    /// - Returns: the number of the post; nil where it is there already.
    static func insert(_ item: ClassifiedPost, space: Int64, now: Date, _ db: Database) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO post (spaceID, externalID, parentExternalID, threadTitle, threadExternalID, permalink,
                    author, handle, text, textMark, publishedAt, editedAt, seenAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (spaceID, externalID) DO NOTHING
                """
        )
        let post = item.post
        try statement.execute(arguments: [
            space, post.externalID, post.parentExternalID, post.threadTitle, post.threadExternalID, post.permalink,
            item.author.map { Data($0) }, item.sealedHandle.map { Data($0) }, post.text, Data(item.textMark),
            post.publishedAt.stored, post.editedAt?.stored, now.stored,
        ])
        return db.changesCount == 1 ? db.lastInsertedRowID : nil
    }

    /// A row without words, for a post that is gone before it was seen.
    static func insertDeleted(_ news: DeletedPost, space: Int64, now: Date, _ db: Database) throws {
        try db.execute(
            literal: """
                INSERT INTO post (spaceID, externalID, textMark, publishedAt, seenAt, deletedAt)
                VALUES (\(space), \(news.externalID), \(Data()), \(news.deletedAt.stored), \(now.stored),
                    \(news.deletedAt.stored))
                """
        )
    }

    static func find(_ externalID: String, space: Int64, _ db: Database) throws -> StoredPost? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, textMark, deletedAt IS NOT NULL AS isDeleted,
                    COALESCE(deletedAt, editedAt, publishedAt) AS newsAt,
                    EXISTS (SELECT 1 FROM prediction WHERE postID = post.id) AS hasPrediction,
                    permalink IS NULL OR author IS NULL AS hasBlanks
                FROM post WHERE spaceID = ? AND externalID = ?
                """
        )
        return try Row.fetchOne(statement, arguments: [space, externalID]).map { row in
            StoredPost(
                id: row["id"],
                textMark: row["textMark"],
                newsAt: row["newsAt"],
                isDeleted: row["isDeleted"],
                hasPrediction: row["hasPrediction"],
                hasBlanks: row["hasBlanks"]
            )
        }
    }

    /// Whether a post is there, with its words.
    static func hasText(_ id: Int64, _ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM post WHERE id = ? AND text IS NOT NULL")
        return try Bool.fetchOne(statement, arguments: [id]) ?? false
    }

    /// New words of a post that is there.
    static func update(_ item: ClassifiedPost, _ id: Int64, _ db: Database) throws {
        let post = item.post
        try db.execute(
            literal: """
                UPDATE post SET text = \(post.text), textMark = \(Data(item.textMark)),
                    handle = COALESCE(\(item.sealedHandle.map { Data($0) }), handle),
                    threadExternalID = COALESCE(\(post.threadExternalID), threadExternalID),
                    editedAt = COALESCE(\(post.editedAt?.stored), editedAt), revision = revision + 1
                WHERE id = \(id)
                """
        )
    }

    /// Notes what an earlier telling of a post left out, such as its address or who wrote it.
    static func fillBlanks(_ item: ClassifiedPost, _ id: Int64, _ db: Database) throws {
        let post = item.post
        try db.execute(
            literal: """
                UPDATE post SET permalink = COALESCE(permalink, \(post.permalink)),
                    author = COALESCE(author, \(item.author.map { Data($0) })),
                    handle = COALESCE(handle, \(item.sealedHandle.map { Data($0) })),
                    threadTitle = COALESCE(threadTitle, \(post.threadTitle)),
                    threadExternalID = COALESCE(threadExternalID, \(post.threadExternalID)),
                    parentExternalID = COALESCE(parentExternalID, \(post.parentExternalID))
                WHERE id = \(id)
                """
        )
    }

    /// Notes that a post was edited without other words, so that older words do not come after it.
    static func noteEdit(_ id: Int64, at moment: Int64, _ db: Database) throws {
        try db.execute(literal: "UPDATE post SET editedAt = \(moment) WHERE id = \(id)")
    }

    /// Gives a deleted post everything that it had back.
    static func restore(_ item: ClassifiedPost, _ id: Int64, _ db: Database) throws {
        let post = item.post
        try db.execute(
            literal: """
                UPDATE post SET text = \(post.text), textMark = \(Data(item.textMark)),
                    author = \(item.author.map { Data($0) }), handle = \(item.sealedHandle.map { Data($0) }),
                    parentExternalID = \(post.parentExternalID), threadTitle = \(post.threadTitle),
                    threadExternalID = \(post.threadExternalID), permalink = \(post.permalink),
                    publishedAt = \(post.publishedAt.stored), editedAt = \(post.editedAt?.stored), deletedAt = NULL,
                    revision = revision + 1
                WHERE id = \(id)
                """
        )
    }

    /// Takes words, author and everything that was made from the words away; number, ids, times and labels stay.
    static func clear(_ id: Int64, deletedAt: Date, _ db: Database) throws {
        try db.execute(
            literal: """
                UPDATE post SET text = NULL, textMark = \(Data()), author = NULL, handle = NULL, threadTitle = NULL,
                    permalink = NULL, deletedAt = \(deletedAt.stored)
                WHERE id = \(id)
                """
        )
        try db.execute(literal: "UPDATE prediction SET evidence = '[]', places = '[]' WHERE postID = \(id)")
        try db.execute(literal: "UPDATE correction SET places = '[]' WHERE postID = \(id)")
        try db.execute(literal: "DELETE FROM deepBacklog WHERE postID = \(id)")
    }

    static func putInBacklog(_ item: ClassifiedPost, _ post: Int64, _ db: Database) throws {
        guard let haste = item.deepDue else { return }
        let statement = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO deepBacklog (postID, haste) VALUES (?, ?)"
        )
        try statement.execute(arguments: [post, max(0, min(1_000, haste))])
    }

    static func insertPrediction(_ prediction: Prediction, of post: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO prediction (postID, language, script, confidence, kind, topics, primaryTopic, urgency,
                    minors, places, evidence, model)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        try statement.execute(arguments: [
            post, prediction.language.rawValue, prediction.script, prediction.confidence, prediction.kind.rawValue,
            StoredJSON.list(prediction.topics.map(\.rawValue)), prediction.primary?.rawValue,
            prediction.urgency.rawValue, prediction.minors, StoredJSON.list(prediction.places),
            prediction.isRelevant ? StoredJSON.list(prediction.evidence) : "[]", prediction.model,
        ])
    }
}
