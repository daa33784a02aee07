import Domain
import Foundation
import GRDB

/// A post whose labels a person looks at.
struct LabelledRow {
    /// The post as the backlog of the deep tier knows it.
    var post: BacklogPost
    /// Its text is gone where this is false.
    var hasText: Bool
    /// Whether it is gone from its platform; nobody can answer it any more.
    var isDeleted: Bool
    /// How often its words have changed, and once more.
    var revision: Int
    /// When it was taken in; its counts stand in that week.
    var seenAt: Date
    /// What the classifier says.
    var prediction: Prediction
    /// What a person says.
    var correction: Correction?

    /// The labels that hold.
    var labels: PostLabels { correction?.labels ?? PostLabels(prediction) }
}

/// The statements on corrections that several transactions use.
enum Corrections {
    /// The correction that holds; nil where the classifier's labels do.
    static func current(of post: Int64, _ db: Database) throws -> Correction? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT correction.id, postID, user, madeAt, language, script, kind, topics, primaryTopic, urgency,
                    minors, places, note, correction.revision < post.revision AS isOfEarlierWording, undoneAt, undoneBy
                FROM correction JOIN post ON post.id = postID
                WHERE postID = ? AND undoneAt IS NULL ORDER BY correction.id DESC LIMIT 1
                """
        )
        return try Row.fetchOne(statement, arguments: [post]).map(correction)
    }

    /// Every correction of a post, the latest first.
    static func all(of post: Int64, _ db: Database) throws -> [Correction] {
        try Row.fetchAll(
            db,
            SQLRequest(
                literal: """
                    SELECT correction.id, postID, user, madeAt, language, script, kind, topics, primaryTopic, urgency,
                        minors, places, note, correction.revision < post.revision AS isOfEarlierWording, undoneAt,
                        undoneBy
                    FROM correction JOIN post ON post.id = postID
                    WHERE postID = \(post) ORDER BY correction.id DESC
                    """
            )
        ).map(correction)
    }

    static func insert(
        _ labels: PostLabels,
        of row: LabelledRow,
        as user: String,
        note: String?,
        now: Date,
        _ db: Database
    ) throws {
        try db.execute(
            literal: """
                INSERT INTO correction (postID, revision, user, madeAt, language, script, kind, topics, primaryTopic,
                    urgency, minors, places, note)
                VALUES (\(row.post.id), \(row.revision), \(user), \(now.stored), \(labels.language.rawValue),
                    \(labels.script), \(labels.kind.rawValue), \(try StoredJSON.text(labels.topics)),
                    \(labels.primary?.rawValue), \(labels.urgency.rawValue), \(labels.minors),
                    \(try StoredJSON.text(labels.places)), \(note))
                """
        )
    }

    static func undo(_ id: Int64, as user: String, now: Date, _ db: Database) throws {
        try db.execute(
            literal: "UPDATE correction SET undoneAt = \(now.stored), undoneBy = \(user) WHERE id = \(id)"
        )
    }

    /// The posts that a person means, with their labels, in the order of their numbers.
    /// - Throws: `OperatorError` where there are none.
    static func rows(of target: CorrectionTarget, now: Date, _ db: Database) throws -> [LabelledRow] {
        let condition: SQL =
            switch target {
            case .enquiry(let id):
                "post.id IN (SELECT postID FROM enquiryPost WHERE enquiryID = \(try Queue.enquiry(id, now: now, db).id))"
            case .post(let id): "post.id = \(id)"
            case .address(let link): "post.permalink = \(link)"
            }
        let rows = try Row.fetchAll(
            db,
            SQLRequest(
                literal: """
                    SELECT post.id, platform, space.externalID, name, link, post.externalID AS postExternalID, text,
                        publishedAt, author, revision, seenAt, deletedAt IS NOT NULL AS isDeleted, prediction.language, script, confidence, kind,
                        topics, primaryTopic, urgency, minors, places, evidence, model
                    FROM post JOIN space ON space.id = spaceID JOIN prediction ON prediction.postID = post.id
                    WHERE \(condition) ORDER BY post.id
                    """
            )
        )
        guard !rows.isEmpty else { throw target.missing }
        return try rows.map { try labelled($0, db) }
    }

    /// What the table holds about one post.
    private static func labelled(_ row: Row, _ db: Database) throws -> LabelledRow {
        let text: String? = row["text"]
        let post = BacklogPost(
            id: row["id"],
            space: try Spaces.reference(row),
            externalID: row["postExternalID"],
            text: text ?? "",
            publishedAt: Date(stored: row["publishedAt"]),
            author: (row["author"] as Data?).map { Array($0) }
        )
        return LabelledRow(
            post: post,
            hasText: text != nil,
            isDeleted: row["isDeleted"],
            revision: row["revision"],
            seenAt: Date(stored: row["seenAt"]),
            prediction: try Queue.prediction(row),
            correction: try current(of: post.id, db)
        )
    }

    static func correction(_ row: Row) throws -> Correction {
        Correction(
            id: row["id"],
            postID: row["postID"],
            user: row["user"],
            madeAt: Date(stored: row["madeAt"]),
            labels: PostLabels(
                language: Language(rawValue: row["language"]),
                script: row["script"],
                kind: try Queue.known(row["kind"]),
                topics: try StoredJSON.value([TopicID].self, row["topics"]),
                primary: (row["primaryTopic"] as String?).map(TopicID.init(rawValue:)),
                urgency: try Queue.known(row["urgency"]),
                minors: row["minors"],
                places: try StoredJSON.value([String].self, row["places"])
            ),
            note: row["note"],
            isOfEarlierWording: row["isOfEarlierWording"],
            undoneAt: (row["undoneAt"] as Int64?).map(Date.init(stored:)),
            undoneBy: row["undoneBy"]
        )
    }
}
