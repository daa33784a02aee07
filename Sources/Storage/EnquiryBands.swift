import Domain
import Foundation
import GRDB

/// The index of open enquiries by the bands of their sketches.
///
/// It has no foreign key, which would need a second index as large as the table: whoever closes or deletes an enquiry
/// takes its bands out, and what is found is compared again anyway.
enum EnquiryBands {
    static func add(_ sketch: LikenessSketch, to enquiry: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO enquiryBand (band, enquiryID) VALUES (?, ?)"
        )
        for band in sketch.bands { try statement.execute(arguments: [band, enquiry]) }
    }

    /// Takes an enquiry out, by the sketch that is stored with it.
    static func remove(_ enquiry: Int64, _ db: Database) throws {
        guard let sketch = try sketch(of: enquiry, db) else { return }
        let statement = try db.cachedStatement(sql: "DELETE FROM enquiryBand WHERE band = ? AND enquiryID = ?")
        for band in sketch.bands { try statement.execute(arguments: [band, enquiry]) }
    }

    /// Puts an enquiry in, by the sketch that is stored with it.
    static func restore(_ enquiry: Int64, _ db: Database) throws {
        guard let sketch = try sketch(of: enquiry, db) else { return }
        try add(sketch, to: enquiry, db)
    }

    /// Open enquiries that share a band, those that share the most first.
    ///
    /// Of each band only the newest `newestOfBand` are looked at: where hundreds use the same words, such as the lines of
    /// an advertisement, looking at all would make every further one dearer.
    static func candidates(for sketch: LikenessSketch, since: Date, limit: Int, _ db: Database) throws -> [Int64] {
        let bands = sketch.bands
        let parts = Array(
            repeating: """
                SELECT enquiryID FROM (
                    SELECT enquiryID FROM enquiryBand WHERE band = ? ORDER BY enquiryID DESC LIMIT \(newestOfBand))
                """,
            count: bands.count
        ).joined(separator: " UNION ALL ")
        // CROSS JOIN keeps SQLite from beginning with the enquiries.
        let statement = try db.cachedStatement(
            sql: """
                SELECT enquiry.id FROM (\(parts)) AS shared CROSS JOIN enquiry ON enquiry.id = shared.enquiryID
                WHERE state = 'open' AND openedAt >= ?
                GROUP BY enquiry.id ORDER BY count(*) DESC, enquiry.id LIMIT ?
                """
        )
        return try Int64.fetchAll(statement, arguments: StatementArguments(bands + [since.stored, Int64(limit)]))
    }

    private static let newestOfBand = 16

    private static func sketch(of enquiry: Int64, _ db: Database) throws -> LikenessSketch? {
        let statement = try db.cachedStatement(
            sql: "SELECT sketch FROM enquiry WHERE id = ? AND sketch IS NOT NULL"
        )
        return try Data.fetchOne(statement, arguments: [enquiry]).flatMap { LikenessSketch(bytes: Array($0)) }
    }
}
