import Domain
import Foundation
import GRDB

/// What is left of enquiries when posts of them go, and when they come back.
enum EnquiryRemains {
    /// Settles the enquiry of a post that has just lost its words; nothing where it stands in none.
    static func settle(afterPost post: Int64, reason: String, now: Date, _ db: Database) throws {
        let request = SQLRequest<Int64>(literal: "SELECT enquiryID FROM enquiryPost WHERE postID = \(post)")
        if let enquiry = try request.fetchOne(db) { try settle(enquiry, reason: reason, now: now, db) }
    }

    /// Where no post with words is left, an open enquiry is dismissed, and what was kept of the words goes too.
    ///
    /// Others stay as they are: only the author of the first post that is left stands for it from now on.
    static func settle(_ enquiry: Int64, reason: String, now: Date, _ db: Database) throws {
        let request = SQLRequest<Row>(
            literal: """
                SELECT author FROM post JOIN enquiryPost ON postID = post.id
                WHERE enquiryID = \(enquiry) AND deletedAt IS NULL ORDER BY post.id LIMIT 1
                """
        )
        if let first = try request.fetchOne(db) {
            return try db.execute(
                literal: "UPDATE enquiry SET author = \(first["author"] as Data?) WHERE id = \(enquiry)"
            )
        }
        let state = SQLRequest<String>(literal: "SELECT state FROM enquiry WHERE id = \(enquiry)")
        if try state.fetchOne(db) == EnquiryState.open.rawValue {
            try Queue.close(enquiry, state: .dismissed, by: nil, reason: reason, now: now, db)
        }
        try db.execute(
            literal: "UPDATE enquiry SET likenessMark = NULL, sketch = NULL, author = NULL WHERE id = \(enquiry)"
        )
    }

    /// Opens the enquiry of a post that is back, where only its deletion had closed it, by the post's words.
    static func reopen(withPost post: Int64, _ item: ClassifiedPost, _ db: Database) throws {
        let request = SQLRequest<Int64>(
            literal: """
                SELECT enquiry.id FROM enquiry JOIN enquiryPost ON enquiryID = enquiry.id
                WHERE postID = \(post) AND state = 'dismissed' AND closedBy IS NULL
                    AND reason = \(ClosingReason.deletedPosts)
                """
        )
        guard let enquiry = try request.fetchOne(db) else { return }
        try db.execute(
            literal: """
                UPDATE enquiry SET likenessMark = \(item.likenessMark.map { Data($0) }),
                    sketch = \(item.sketch.map { Data($0.bytes) }), author = \(item.author.map { Data($0) })
                WHERE id = \(enquiry)
                """
        )
        try Queue.reopen(enquiry, db)
    }
}
