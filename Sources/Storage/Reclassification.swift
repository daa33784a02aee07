import Domain
import Foundation
import GRDB

/// Replaces labels within one transaction.
struct Reclassification {
    private let db: Database
    private let now: Date
    private var enquiries: EnquiryKeeper

    init(_ db: Database, now: Date) {
        self.db = db
        self.now = now
        enquiries = EnquiryKeeper(db, now: now, mergeWindow: 14 * 86_400)
    }

    mutating func replace(_ post: ReclassifiedPost) throws {
        // Its words may have gone while the deep tier looked at them.
        guard try PostRows.hasText(post.id, db) else {
            return try db.execute(literal: "DELETE FROM deepBacklog WHERE postID = \(post.id)")
        }
        if let correction = try Corrections.current(of: post.id, db) { return try keep(correction, of: post) }
        try moveCounts(post)
        try replacePrediction(post)
        if !post.item.prediction.isRelevant {
            try db.execute(literal: "UPDATE post SET handle = NULL WHERE id = \(post.id)")
        }
        try followEnquiry(post)
        try Meanings.keep(post.item.meaning, of: post.id, db)
    }

    private func replacePrediction(_ post: ReclassifiedPost) throws {
        try db.execute(literal: "DELETE FROM deepBacklog WHERE postID = \(post.id)")
        try db.execute(literal: "DELETE FROM prediction WHERE postID = \(post.id)")
        try PostRows.insertPrediction(post.item.prediction, of: post.id, db)
    }

    /// A person's labels stay; new words that the person has not seen may still make the enquiry more urgent.
    private mutating func keep(_ correction: Correction, of post: ReclassifiedPost) throws {
        try replacePrediction(post)
        guard correction.isOfEarlierWording else { return }
        var sheet = CounterSheet(week: ISOWeek(of: now))
        try enquiries.changed(post.item, postID: post.id, &sheet)
        try sheet.write(db)
    }

    /// What was counted when the post came moves to the new labels, in the same week.
    private func moveCounts(_ post: ReclassifiedPost) throws {
        let request = SQLRequest<Row>(
            literal: """
                SELECT language, urgency, topics, kind, seenAt FROM prediction JOIN post ON post.id = postID
                WHERE postID = \(post.id)
                """
        )
        guard let row = try request.fetchOne(db) else { return }
        let topics = try StoredJSON.value([String].self, row["topics"])
        let platform = post.item.post.space.platform
        let before = CountedLabels(
            language: row["language"],
            platform: platform.rawValue,
            urgency: row["urgency"],
            topics: topics
        )
        let after = CountedLabels(post.item.prediction, platform: platform)
        let kind: Kind = try Queue.known(row["kind"])
        let wasRelevant = kind == .request || (kind == .claim && !topics.isEmpty)
        var sheet = CounterSheet(week: ISOWeek(of: Date(stored: row["seenAt"])))
        sheet.add(.seen, before, -1)
        sheet.add(.seen, after)
        if wasRelevant { sheet.add(.relevant, before, -1) }
        if post.item.prediction.isRelevant { sheet.add(.relevant, after) }
        try sheet.write(db)
    }

    private mutating func followEnquiry(_ post: ReclassifiedPost) throws {
        let request = SQLRequest<Row>(
            literal: """
                SELECT enquiry.id, state, openedAt, takenBy,
                    (SELECT count(*) FROM enquiryPost AS other WHERE other.enquiryID = enquiry.id) AS posts
                FROM enquiry JOIN enquiryPost ON enquiryPost.enquiryID = enquiry.id
                WHERE enquiryPost.postID = \(post.id)
                """
        )
        var sheet = CounterSheet(week: ISOWeek(of: now))
        guard let row = try request.fetchOne(db) else {
            try enquiries.opened(post.item, postID: post.id, &sheet)
            return try sheet.write(db)
        }
        let isUntouched = row["state"] == "open" && (row["takenBy"] as String?) == nil && row["posts"] == 1
        guard isUntouched else {
            try enquiries.changed(post.item, postID: post.id, &sheet)
            return try sheet.write(db)
        }
        try renew(row["id"], openedAt: Date(stored: row["openedAt"]), post)
    }

    /// Takes an untouched enquiry away and, where the post is still relevant, opens it anew under the same number.
    private func renew(_ enquiry: Int64, openedAt: Date, _ post: ReclassifiedPost) throws {
        var sheet = CounterSheet(week: ISOWeek(of: openedAt))
        sheet.add(.opened, try EnquiryLabels.counted(enquiry, db), -1)
        let prediction = post.item.prediction
        if prediction.isRelevant {
            try db.execute(
                literal: """
                    UPDATE enquiry SET urgency = \(prediction.urgency.rawValue), kind = \(prediction.kind.rawValue),
                        language = \(prediction.language.rawValue), primaryTopic = \(prediction.primary?.rawValue),
                        minors = \(prediction.minors)
                    WHERE id = \(enquiry)
                    """
            )
            try db.execute(literal: "DELETE FROM enquiryTopic WHERE enquiryID = \(enquiry)")
            for topic in prediction.topics {
                try db.execute(
                    literal: "INSERT INTO enquiryTopic (enquiryID, topic) VALUES (\(enquiry), \(topic.rawValue))"
                )
            }
            sheet.add(.opened, try EnquiryLabels.counted(enquiry, db))
        } else {
            try EnquiryBands.remove(enquiry, db)
            try db.execute(literal: "DELETE FROM enquiry WHERE id = \(enquiry)")
        }
        try sheet.write(db)
    }
}
