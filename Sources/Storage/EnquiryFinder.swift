import Domain
import Foundation
import GRDB

/// Finds the open enquiry that asks what a post asks, without a look at any other.
struct EnquiryFinder {
    private let db: Database
    private let since: Date

    /// - Parameter since: enquiries that were opened earlier are left alone.
    init(_ db: Database, since: Date) {
        self.db = db
        self.since = since
    }

    /// The same words from anybody, much the same words from the same person, or a slightly changed copy from anybody.
    func openEnquiry(like item: ClassifiedPost) throws -> Int64? {
        if let mark = item.likenessMark, let same = try openEnquiry(marked: mark) { return same }
        guard let sketch = item.sketch else { return nil }
        if let author = item.author, let same = try openEnquiry(of: author, like: sketch) { return same }
        return try openEnquiry(copiedBy: item.post.text, sketch)
    }

    private func openEnquiry(marked mark: [UInt8]) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id FROM enquiry
                WHERE likenessMark = ? AND state = 'open' AND openedAt >= ? ORDER BY id LIMIT 1
                """
        )
        return try Int64.fetchOne(statement, arguments: [Data(mark), since.stored])
    }

    private func openEnquiry(of author: [UInt8], like sketch: LikenessSketch) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, sketch FROM enquiry
                WHERE author = ? AND state = 'open' AND openedAt >= ? AND sketch IS NOT NULL ORDER BY id DESC LIMIT 20
                """
        )
        let rows = try Row.fetchAll(statement, arguments: [Data(author), since.stored])
        return rows.first { row in
            let other = LikenessSketch(bytes: Array(row["sketch"] as Data))
            return (other?.likeness(to: sketch) ?? 0) >= Self.sameQuestion
        }?["id"]
    }

    /// Sketches alone would take two people who write alike for one, so the words themselves decide.
    private func openEnquiry(copiedBy text: String, _ sketch: LikenessSketch) throws -> Int64? {
        var copies = CopyCheck(text)
        var compared = 0
        for candidate in try EnquiryBands.candidates(for: sketch, db) where compared < Self.mostCompared {
            guard let texts = try textsIfOpen(candidate) else { continue }
            if texts.contains(where: { copies.has($0) }) { return candidate }
            compared += 1
        }
        return nil
    }

    /// The first texts of an enquiry that are still there; nil where it is closed or too old.
    private func textsIfOpen(_ enquiry: Int64) throws -> [String]? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT text FROM enquiry CROSS JOIN enquiryPost ON enquiryID = enquiry.id
                CROSS JOIN post ON post.id = postID
                WHERE enquiry.id = ? AND state = 'open' AND openedAt >= ? ORDER BY postID
                """
        )
        var texts: [String]?
        let posts = try Row.fetchCursor(statement, arguments: [enquiry, since.stored])
        while texts?.count ?? 0 < Self.mostTexts, let post = try posts.next() {
            texts = (texts ?? []) + [post["text"] as String?].compactMap(\.self)
        }
        return texts
    }

    /// How many enquiries are compared word by word.
    private static let mostCompared = 8
    /// How many texts of each.
    private static let mostTexts = 8
    /// The likeness from which on two posts of one person ask the same.
    private static let sameQuestion = 0.5
}
