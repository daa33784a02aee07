package import Domain
package import Foundation
import GRDB

extension Store {
    /// Takes a post out of its enquiry and opens one of its own for it, in one transaction.
    ///
    /// What stays takes the labels of the posts that are left, where it is open. Splitting an answered or dismissed
    /// enquiry brings the post back into the queue. Counted as opened in the week of the split.
    /// - Parameter likeness: what is kept of the words of a text, for finding the same question again.
    /// - Returns: the new enquiry.
    /// - Throws: `OperatorError` where the post stands in no enquiry, alone in one, or in one that another has taken.
    package func split(
        _ post: Int64,
        as user: String?,
        now: Date,
        likeness: @escaping @Sendable (String) -> WordLikeness
    ) async throws -> Enquiry {
        try await write { db in
            let splitting = Splitting(db, now: now, likeness: likeness)
            return try Queue.enquiry(try splitting.split(post, as: user), now: now, db)
        }
    }
}

/// Splits an enquiry within one transaction.
struct Splitting {
    private let db: Database
    private let now: Date
    private let likeness: (String) -> WordLikeness

    init(_ db: Database, now: Date, likeness: @escaping (String) -> WordLikeness) {
        self.db = db
        self.now = now
        self.likeness = likeness
    }

    func split(_ post: Int64, as user: String?) throws -> Int64 {
        let request = SQLRequest<Int64>(literal: "SELECT enquiryID FROM enquiryPost WHERE postID = \(post)")
        guard let old = try request.fetchOne(db) else {
            throw OperatorError(
                "Post \(post) stands in no enquiry.",
                remedy: "'streetwork queue show ID' names the posts of an enquiry with their numbers."
            )
        }
        let enquiry = try Queue.enquiry(old, now: now, db)
        if let user { try Queue.refuseIfTaken(enquiry, unlessBy: user) }
        let there = enquiry.posts.filter { $0.deletedAt == nil }
        let left = there.filter { $0.id != post }
        guard let moved = there.first(where: { $0.id == post }), !left.isEmpty else {
            throw OperatorError(
                "Post \(post) is the only one of enquiry \(old): there is nothing to split.",
                remedy: "'streetwork queue dismiss \(old)' closes the enquiry."
            )
        }
        try db.execute(literal: "DELETE FROM enquiryPost WHERE postID = \(post)")
        if enquiry.state == .open { try relabel(enquiry, by: left) }
        return try open(moved)
    }

    /// Gives an open enquiry the labels and words of the posts that are left.
    private func relabel(_ enquiry: Enquiry, by posts: [EnquiryPost]) throws {
        guard let first = posts.min(by: { $0.id < $1.id }) else { return }
        let opened = SQLRequest<Int64>(literal: "SELECT openedAt FROM enquiry WHERE id = \(enquiry.id)")
        var sheet = CounterSheet(week: ISOWeek(of: try opened.fetchOne(db).map(Date.init(stored:)) ?? now))
        sheet.add(.opened, try EnquiryLabels.counted(enquiry.id, db), -1)
        let predictions = posts.map(\.prediction)
        let urgency = predictions.map(\.urgency).min() ?? first.prediction.urgency
        let waitingSince = posts.map(\.publishedAt.stored).min() ?? enquiry.waitingSince.stored
        try EnquiryBands.remove(enquiry.id, db)
        try db.execute(
            literal: """
                UPDATE enquiry SET urgency = \(urgency.rawValue), kind = \(first.prediction.kind.rawValue),
                    language = \(first.prediction.language.rawValue), minors = \(predictions.contains(where: \.minors)),
                    primaryTopic = \(predictions.lazy.compactMap(\.primary).first?.rawValue),
                    platform = \(first.space.platform.rawValue), waitingSince = \(waitingSince)
                WHERE id = \(enquiry.id)
                """
        )
        try setWords(of: first, enquiry.id)
        try db.execute(literal: "DELETE FROM enquiryTopic WHERE enquiryID = \(enquiry.id)")
        try addTopics(predictions.flatMap(\.topics), enquiry.id)
        sheet.add(.opened, try EnquiryLabels.counted(enquiry.id, db))
        try sheet.write(db)
    }

    private func open(_ post: EnquiryPost) throws -> Int64 {
        let prediction = post.prediction
        try db.execute(
            literal: """
                INSERT INTO enquiry (state, urgency, kind, language, primaryTopic, minors, platform, waitingSince,
                    openedAt)
                VALUES ('open', \(prediction.urgency.rawValue), \(prediction.kind.rawValue),
                    \(prediction.language.rawValue), \(prediction.primary?.rawValue), \(prediction.minors),
                    \(post.space.platform.rawValue), \(post.publishedAt.stored), \(now.stored))
                """
        )
        let id = db.lastInsertedRowID
        try addTopics(prediction.topics, id)
        try db.execute(literal: "INSERT INTO enquiryPost (enquiryID, postID) VALUES (\(id), \(post.id))")
        try setWords(of: post, id)
        var sheet = CounterSheet(week: ISOWeek(of: now))
        sheet.add(.opened, CountedLabels(prediction, platform: post.space.platform))
        try sheet.write(db)
        return id
    }

    /// Makes an enquiry findable by the words and the author of one of its posts.
    private func setWords(of post: EnquiryPost, _ enquiry: Int64) throws {
        let words = post.text.map(likeness)
        try db.execute(
            literal: """
                UPDATE enquiry SET likenessMark = \(words?.mark.map { Data($0) }),
                    sketch = \(words?.sketch.map { Data($0.bytes) }),
                    author = (SELECT author FROM post WHERE id = \(post.id))
                WHERE id = \(enquiry)
                """
        )
        try EnquiryBands.restore(enquiry, db)
    }

    private func addTopics(_ topics: [TopicID], _ enquiry: Int64) throws {
        for topic in topics {
            try db.execute(
                literal: "INSERT OR IGNORE INTO enquiryTopic (enquiryID, topic) VALUES (\(enquiry), \(topic.rawValue))"
            )
        }
    }
}
