import Domain
import Foundation
import GRDB

/// The index of open enquiries by the bands of their sketches.
///
/// It has no foreign key, which would need a second index as large as the table: whoever closes or deletes an enquiry
/// takes its bands out, and what is found is compared again anyway.
enum EnquiryBands {
    static func add(_ sketch: LikenessSketch, to enquiry: Int64, _ db: Database) throws {
        let bands = sketch.bands
        let rows = Array(repeating: "(?, ?)", count: bands.count).joined(separator: ", ")
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO enquiryBand (band, enquiryID) VALUES \(rows)"
        )
        let arguments: StatementArguments = StatementArguments(bands.flatMap { [$0, enquiry] })
        try statement.execute(arguments: arguments)
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

    /// Enquiries that share a band, those that share the most first, of equal ones the oldest.
    ///
    /// Of each band only the newest `newestOfBand` are looked at: where hundreds use the same words, such as the lines of
    /// an advertisement, looking at all would make every further one dearer.
    static func candidates(for sketch: LikenessSketch, _ db: Database) throws -> [Int64] {
        // A query a band is faster than one for all of them, which would build a table for each band in passing.
        let statement = try db.cachedStatement(sql: newest)
        var shared: [Int64] = []
        for band in sketch.bands {
            let found = try Int64.fetchCursor(statement, arguments: [band])
            while let enquiry = try found.next() { shared.append(enquiry) }
        }
        shared.sort()
        var counted: [(enquiry: Int64, bands: Int)] = []
        for enquiry in shared {
            if counted.last?.enquiry == enquiry {
                counted[counted.count - 1].bands += 1
            } else {
                counted.append((enquiry, 1))
            }
        }
        return counted.sorted { ($1.bands, $0.enquiry) < ($0.bands, $1.enquiry) }.map(\.enquiry)
    }

    /// The newest enquiries of one band.
    static let newest =
        "SELECT enquiryID FROM enquiryBand WHERE band = ? ORDER BY enquiryID DESC LIMIT \(newestOfBand)"

    private static let newestOfBand = 16

    private static func sketch(of enquiry: Int64, _ db: Database) throws -> LikenessSketch? {
        let statement = try db.cachedStatement(
            sql: "SELECT sketch FROM enquiry WHERE id = ? AND sketch IS NOT NULL"
        )
        return try Data.fetchOne(statement, arguments: [enquiry]).flatMap { LikenessSketch(bytes: Array($0)) }
    }
}
