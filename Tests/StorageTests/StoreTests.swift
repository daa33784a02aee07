import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

struct StoreTests {
    @Test func `commits survive a power cut: synchronous is FULL and the journal is a WAL`() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(at: folder.url.appending(path: "a.sqlite"))

        let synchronous = try await store.write { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") }
        let journal = try await store.write { db in try String.fetchOne(db, sql: "PRAGMA journal_mode") }

        #expect(synchronous == 2)
        #expect(journal == "wal")
    }

    @Test func `refuses a database of a newer version and leaves it as it is`() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "a.sqlite")
        let store = try Store(at: file)
        try await store.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999-from-the-future')")
        }
        try store.close()

        let error = #expect(throws: OperatorError.self) { try Store(at: file) }

        #expect(error?.what.contains("999-from-the-future") == true)
        #expect(error?.remedy.isEmpty == false)
    }

    @Test func `says in plain words that a file is no database`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("a.sqlite", Array(repeating: 65, count: 5_000))

        let error = #expect(throws: OperatorError.self) { try Store(at: file) }

        #expect(error?.what.contains("is damaged or is no database") == true)
    }

    @Test func `finds nothing wrong with a fresh database`() async throws {
        let store = try Store()

        #expect(try await store.faults() == [])
    }

    @Test func `remembers a key and refuses another one`() async throws {
        let store = try Store()
        let first = Data([1, 2, 3])

        #expect(try await store.isRightKey(purpose: "seal", version: 1, mark: first))
        #expect(try await store.isRightKey(purpose: "seal", version: 1, mark: first))
        #expect(try await !store.isRightKey(purpose: "seal", version: 1, mark: Data([9])))
        #expect(try await store.isRightKey(purpose: "mark", version: 1, mark: Data([9])))
    }

    @Test(arguments: try Released.all)
    func `opens the database of every released schema and keeps its content`(_ released: Released) async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "copy.sqlite")
        try FileManager.default.copyItem(at: Fixtures.url("storage/\(released.file)"), to: file)

        let store = try Store(at: file)
        let queue = try await store.queue(QueueFilter(limit: 100), now: SamplePosts.now)
        let counts = try await store.counts(through: ISOWeek(of: SamplePosts.now).advanced(by: 10))
        let corrected = try await store.correctedPosts(after: 0, limit: 100)

        #expect(queue.count == released.openEnquiries)
        #expect(counts.first { $0.figure == .seen && $0.dimension == .total }?.count == released.seen)
        #expect(corrected.posts.count == released.corrections)
        #expect(try await store.faults() == [])
    }
}

/// A row of Fixtures/storage/released.tsv.
struct Released: CustomTestStringConvertible, Sendable {
    let file: String
    let seen: Int
    let openEnquiries: Int
    let corrections: Int

    var testDescription: String { file }

    static var all: [Released] {
        get throws {
            try TableRows.read("storage/released.tsv").map { cells in
                Released(
                    file: cells[0],
                    seen: try #require(Int(cells[1])),
                    openEnquiries: try #require(Int(cells[2])),
                    corrections: try #require(Int(cells[3]))
                )
            }
        }
    }
}
