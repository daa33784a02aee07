import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

struct CopyTests {
    let store: Store
    let now = SamplePosts.now

    init() throws { store = try Store() }

    private static let plea = "my landlord wants us out by friday and we have two small children who can help please"

    /// A post whose sketch is made of its words.
    private func post(_ id: String, _ text: String, author: UInt8? = nil) -> ClassifiedPost {
        let words = text.split(separator: " ").map { word in
            word.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
        return SamplePosts.post(id, in: "-\(id)", text: text, author: author, words: words)
    }

    private func groups() async throws -> [[String]] {
        try await store.queue(QueueFilter(), now: now).map { $0.posts.map(\.externalID) }
    }

    @Test(arguments: [nil, 2] as [UInt8?])
    func `a copy with a greeting joins, whoever posts it`(_ author: UInt8?) async throws {
        _ = try await store.save([post("1", Self.plea, author: 1)], now: now)

        _ = try await store.save([post("2", "hello everyone " + Self.plea, author: author)], now: now)

        #expect(try await groups() == [["1", "2"]])
    }

    @Test func `the same plea with another word in it stays apart, unless the same person says so`() async throws {
        let other = Self.plea.replacing("landlord", with: "husband")
        _ = try await store.save([post("1", Self.plea, author: 1)], now: now)

        _ = try await store.save([post("2", other, author: 2), post("3", other, author: 1)], now: now)

        #expect(try await groups() == [["1", "3"], ["2"]])
    }

    @Test func `a closed enquiry is not joined, one that was opened again is`() async throws {
        _ = try await store.save([post("1", Self.plea)], now: now)
        _ = try await store.dismiss(1, as: nil, reason: "test", now: now)
        let whileClosed = try await bands()

        _ = try await store.reopen(1, now: now)
        _ = try await store.save([post("2", Self.plea + " today")], now: now)

        #expect(whileClosed == 0)
        #expect(try await groups() == [["1", "2"]])
    }

    @Test func `copies are found through the index, never by scanning enquiries or posts`() async throws {
        let plan = try await store.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(EnquiryBands.newest)", arguments: [1])
                .map { $0["detail"] as String }
        }

        #expect(plan.contains { $0.hasPrefix("SEARCH enquiryBand USING PRIMARY KEY (band=?)") })
        #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") })
    }

    @Test func `enquiries that share the most come first, of equal ones the oldest, and of a band only the newest`()
        async throws
    {
        let sketch = LikenessSketch(words: [1, 2, 3], seed: 1)
        let bands = sketch.bands
        let shared: [(enquiry: Int64, bands: ArraySlice<Int64>)] = [
            (1, bands[0..<1]), (2, bands[1..<3]), (3, bands[2..<4]), (4, bands[1..<5]), (5, bands[15..<16]),
        ]
        let crowd = (100..<116).map { (enquiry: Int64($0), bands: bands[0..<1]) }

        let found = try await store.write { db in
            for (enquiry, bands) in shared + crowd {
                for band in bands {
                    try db.execute(
                        literal: "INSERT INTO enquiryBand (band, enquiryID) VALUES (\(band), \(enquiry))"
                    )
                }
            }
            return try EnquiryBands.candidates(for: sketch, db)
        }

        #expect(found == [4, 2, 3, 5] + (100..<116))
    }

    private func bands() async throws -> Int {
        try await store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM enquiryBand") ?? -1 }
    }
}
