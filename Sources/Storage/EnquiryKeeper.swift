import Domain
import Foundation
import GRDB

/// Opens, joins and changes enquiries while posts are stored.
struct EnquiryKeeper {
    private let db: Database
    private let now: Date
    private let finder: EnquiryFinder
    /// The enquiries that it opened, in the order of their numbers.
    private(set) var newIDs: [Int64] = []

    init(_ db: Database, now: Date, mergeWindow: TimeInterval) {
        self.db = db
        self.now = now
        finder = EnquiryFinder(db, since: now.addingTimeInterval(-mergeWindow))
    }

    /// A new post: where it is relevant it joins the open enquiry that asks the same, or opens one.
    mutating func opened(_ item: ClassifiedPost, postID: Int64, _ counters: inout CounterSheet) throws {
        guard item.prediction.isRelevant else { return }
        if let enquiry = try finder.openEnquiry(like: item) {
            try link(postID, to: enquiry)
            try raise(enquiry, by: item)
            return
        }
        let enquiry = try insert(item)
        newIDs.append(enquiry)
        try link(postID, to: enquiry)
        counters.add(.opened, CountedLabels(item.prediction, platform: item.post.space.platform))
    }

    /// A post with new words: its enquiry becomes as urgent as they are, or a new one is opened.
    ///
    /// An enquiry is never closed or made less urgent by an edit: that is a person's decision.
    mutating func changed(_ item: ClassifiedPost, postID: Int64, _ counters: inout CounterSheet) throws {
        let enquiry = try Row.fetchOne(
            db,
            SQLRequest(
                literal: """
                    SELECT enquiry.id, state FROM enquiry JOIN enquiryPost ON enquiryID = enquiry.id
                    WHERE postID = \(postID)
                    """
            )
        )
        guard let enquiry else { return try opened(item, postID: postID, &counters) }
        let state: String = enquiry["state"]
        guard state == EnquiryState.open.rawValue, item.prediction.isRelevant else { return }
        try raise(enquiry["id"], by: item)
    }

    private func insert(_ item: ClassifiedPost) throws -> Int64 {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO enquiry (state, urgency, kind, language, primaryTopic, minors, platform, waitingSince,
                    openedAt, likenessMark, author, sketch)
                VALUES ('open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        let prediction = item.prediction
        try statement.execute(arguments: [
            prediction.urgency.rawValue, prediction.kind.rawValue, prediction.language.rawValue,
            prediction.primary?.rawValue, prediction.minors, item.post.space.platform.rawValue,
            item.post.publishedAt.stored, now.stored, item.likenessMark.map { Data($0) },
            item.author.map { Data($0) }, item.sketch.map { Data($0.bytes) },
        ])
        let id = db.lastInsertedRowID
        try addTopics(prediction.topics, to: id)
        if let sketch = item.sketch { try EnquiryBands.add(sketch, to: id, db) }
        return id
    }

    private func addTopics(_ topics: [TopicID], to enquiry: Int64) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO enquiryTopic (enquiryID, topic) VALUES (?, ?)"
        )
        for topic in topics { try statement.execute(arguments: [enquiry, topic.rawValue]) }
    }

    private func link(_ post: Int64, to enquiry: Int64) throws {
        let statement = try db.cachedStatement(sql: "INSERT INTO enquiryPost (enquiryID, postID) VALUES (?, ?)")
        try statement.execute(arguments: [enquiry, post])
    }

    /// Gives an enquiry what a further post adds: higher urgency, earlier waiting, topics, children.
    private func raise(_ enquiry: Int64, by item: ClassifiedPost) throws {
        let before = try EnquiryLabels.counted(enquiry, db)
        let prediction = item.prediction
        try db.execute(
            literal: """
                UPDATE enquiry SET
                    urgency = CASE WHEN \(prediction.urgency.rank) < urgencyRank
                        THEN \(prediction.urgency.rawValue) ELSE urgency END,
                    waitingSince = min(waitingSince, \(item.post.publishedAt.stored)),
                    minors = max(minors, \(prediction.minors)),
                    primaryTopic = COALESCE(primaryTopic, \(prediction.primary?.rawValue))
                WHERE id = \(enquiry)
                """
        )
        try addTopics(prediction.topics, to: enquiry)
        var correction = CounterSheet(week: try openingWeek(of: enquiry))
        correction.add(.opened, before, -1)
        correction.add(.opened, try EnquiryLabels.counted(enquiry, db))
        try correction.write(db)
    }

    /// The week in which an enquiry was counted as opened; its new labels count there too, so that no count falls
    /// below zero.
    private func openingWeek(of enquiry: Int64) throws -> ISOWeek {
        let statement = try db.cachedStatement(sql: "SELECT openedAt FROM enquiry WHERE id = ?")
        return ISOWeek(of: try Int64.fetchOne(statement, arguments: [enquiry]).map(Date.init(stored:)) ?? now)
    }
}

/// The labels that an enquiry is counted under.
enum EnquiryLabels {
    static func counted(_ enquiry: Int64, _ db: Database) throws -> CountedLabels {
        let labels = try db.cachedStatement(sql: "SELECT language, platform, urgency FROM enquiry WHERE id = ?")
        guard let row = try Row.fetchOne(labels, arguments: [enquiry]) else { throw Queue.missing(enquiry) }
        let about = try db.cachedStatement(sql: "SELECT topic FROM enquiryTopic WHERE enquiryID = ? ORDER BY topic")
        let topics = try String.fetchAll(about, arguments: [enquiry])
        return CountedLabels(
            language: row["language"],
            platform: row["platform"],
            urgency: row["urgency"],
            topics: topics
        )
    }
}
