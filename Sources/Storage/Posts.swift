package import Domain
package import Foundation
import GRDB

extension Store {
    /// Saves a batch of an import: its posts with predictions and enquiries, the rows that were ignored or refused, the
    /// counters, and the tally of the run.
    ///
    /// One transaction; saving a batch twice changes nothing but the tally.
    ///
    /// Cost: about 20 µs a new post, and one sync to the disk.
    /// - Parameters:
    ///   - ignored: how many rows were rightly no posts, by reason.
    ///   - run: the import run that the rows belong to; nil for posts that come one by one.
    ///   - mergeWindow: how long after an enquiry was opened the same words join it.
    /// - Returns: what became of the rows of this batch.
    package func save(
        _ posts: [ClassifiedPost],
        ignored: [String: Int] = [:],
        rejected: [KeptRow] = [],
        run: Int64? = nil,
        mergeWindow: TimeInterval = 14 * 86_400,
        now: Date
    ) async throws -> Tally {
        try await write { db in
            var keeper = PostKeeper(db, now: now, mergeWindow: mergeWindow)
            var tally = Tally()
            for post in posts {
                switch try keeper.keep(post) {
                case .new: tally.new += 1
                case .known: tally.known += 1
                case .changed: tally.changed += 1
                }
            }
            tally.ignored = ignored.values.reduce(0, +)
            tally.rejected = rejected.count
            tally.rows = posts.count + tally.ignored + tally.rejected
            try keeper.counters.write(db)
            if let run { try ImportRuns.add(tally, ignored: ignored, rejected: rejected, to: run, db) }
            return tally
        }
    }
}

/// What became of one post.
enum PostFate { case new, known, changed }

/// Keeps the posts of one transaction.
struct PostKeeper {
    private let db: Database
    private let now: Date
    private let week: ISOWeek
    private var spaces: [SpaceReference: Int64] = [:]
    private var enquiries: EnquiryKeeper
    /// What the posts add to the weekly figures.
    var counters: CounterSheet

    init(_ db: Database, now: Date, mergeWindow: TimeInterval) {
        self.db = db
        self.now = now
        self.week = ISOWeek(of: now)
        self.enquiries = EnquiryKeeper(db, now: now, mergeWindow: mergeWindow)
        self.counters = CounterSheet(week: ISOWeek(of: now))
    }

    /// Stores one post, its prediction and its enquiry.
    mutating func keep(_ item: ClassifiedPost) throws -> PostFate {
        let space = try spaceID(item.post.space)
        if let id = try insert(item, space: space) {
            try insertPrediction(item.prediction, of: id)
            try putInBacklog(item, id)
            count(item)
            try enquiries.opened(item, postID: id, &counters)
            try Meanings.keep(item.meaning, of: id, db)
            return .new
        }
        return try update(item, space: space)
    }

    private func insert(_ item: ClassifiedPost, space: Int64) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO post (spaceID, externalID, parentExternalID, threadTitle, threadExternalID, permalink, author, handle, text,
                    textMark, publishedAt, editedAt, seenAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (spaceID, externalID) DO NOTHING
                """
        )
        let post = item.post
        try statement.execute(arguments: [
            space, post.externalID, post.parentExternalID, post.threadTitle, post.threadExternalID,
            post.permalink,
            item.author.map { Data($0) }, item.sealedHandle.map { Data($0) }, post.text, Data(item.textMark),
            post.publishedAt.stored, post.editedAt?.stored, now.stored,
        ])
        return db.changesCount == 1 ? db.lastInsertedRowID : nil
    }

    /// A post that is there already: nothing to do, or its words have changed.
    private mutating func update(_ item: ClassifiedPost, space: Int64) throws -> PostFate {
        let statement = try db.cachedStatement(
            sql: "SELECT id, textMark FROM post WHERE spaceID = ? AND externalID = ?"
        )
        guard let row = try Row.fetchOne(statement, arguments: [space, item.post.externalID]) else { return .known }
        let id: Int64 = row["id"]
        guard row["textMark"] != Data(item.textMark) else { return .known }
        try db.execute(
            literal: """
                UPDATE post SET text = \(item.post.text), textMark = \(Data(item.textMark)),
                    handle = COALESCE(\(item.sealedHandle.map { Data($0) }), handle),
                    editedAt = \(item.post.editedAt?.stored ?? now.stored), revision = revision + 1
                WHERE id = \(id)
                """
        )
        try SeenCounts.follow(item.prediction, of: id, now: now, db)
        try db.execute(literal: "DELETE FROM prediction WHERE postID = \(id)")
        try insertPrediction(item.prediction, of: id)
        try putInBacklog(item, id)
        try enquiries.changed(item, postID: id, &counters)
        try Meanings.keep(item.meaning, of: id, db)
        return .changed
    }

    private func putInBacklog(_ item: ClassifiedPost, _ post: Int64) throws {
        guard let haste = item.deepDue else { return }
        let statement = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO deepBacklog (postID, haste) VALUES (?, ?)"
        )
        try statement.execute(arguments: [post, max(0, min(1_000, haste))])
    }

    func insertPrediction(_ prediction: Prediction, of post: Int64) throws {
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
            prediction.isRelevant ? try StoredJSON.text(prediction.evidence) : "[]", prediction.model,
        ])
    }

    private mutating func spaceID(_ space: SpaceReference) throws -> Int64 {
        if let id = spaces[space] { return id }
        let id = try Spaces.findOrAdd(space, now: now, db)
        spaces[space] = id
        return id
    }

    private mutating func count(_ item: ClassifiedPost) {
        let labels = CountedLabels(item.prediction, platform: item.post.space.platform)
        counters.add(.seen, labels)
        if item.prediction.isRelevant { counters.add(.relevant, labels) }
    }
}
