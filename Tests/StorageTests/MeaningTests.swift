import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

struct MeaningTests {
    let store: Store
    let now = SamplePosts.now

    init() throws { store = try Store() }

    private func post(_ id: String, text: String = "some words", kind: Kind = .request, _ number: UInt8? = 1)
        -> ClassifiedPost
    {
        var post = SamplePosts.post(id, text: text, kind: kind)
        post.meaning = number.map { MeaningVector(bytes: Array(repeating: $0, count: 384), model: "m") }
        return post
    }

    private func changes(after last: Int64 = 0, deletions: Int64 = 0, newest: Int = 100) async throws -> MeaningChanges
    {
        try await store.meaningChanges(of: "m", after: last, deletions: deletions, limit: 100, newest: newest)
    }

    @Test func `the meaning of what asks something is kept, of nothing else`() async throws {
        _ = try await store.save([post("1", 7), post("2", kind: .chatter), post("3", nil)], now: now)

        let found = try await changes().entries

        #expect(found.map(\.vector.bytes) == [Array(repeating: 7, count: 384)])
        #expect(try await store.meanings(ofEnquiry: 1, model: "m").count == 1)
        #expect(try await store.meanings(ofEnquiry: 1, model: "other").isEmpty)
    }

    @Test func `it goes with the post, with its text, and with new words`() async throws {
        _ = try await store.save([post("1"), post("2"), post("3"), post("4")], now: now)
        let before = try await changes()

        try await store.write { db in try db.execute(sql: "DELETE FROM post WHERE externalID = '1'") }
        try await store.write { db in try db.execute(sql: "UPDATE post SET text = NULL WHERE externalID = '2'") }
        _ = try await store.save([post("3", text: "new", nil), post("4", text: "new", 9)], now: now)
        let after = try await changes(after: before.entries.last?.id ?? 0)

        #expect(before.deletions == 0)
        #expect(before.kept == nil)
        #expect(after.deletions == 4)
        #expect(after.entries.map(\.vector.bytes.first) == [9])
        #expect(after.kept == Set(after.entries.map(\.id)))
    }

    @Test func `only the newest count where there are too many`() async throws {
        _ = try await store.save((1...5).map { post("\($0)", UInt8($0)) }, now: now)

        #expect(try await changes(newest: 2).entries.map(\.vector.bytes.first) == [4, 5])
        #expect(try await changes(newest: 5).entries.count == 5)
    }

    @Test func `posts without a vector of the model wait for the deep tier, behind all others`() async throws {
        _ = try await store.save([post("1"), post("2", nil), post("3", kind: .chatter, nil)], now: now)

        try await store.queueForMeaning(of: "m")
        let missing = try await store.deepBacklog(limit: 9).map(\.externalID)
        try await store.queueForMeaning(of: "new")

        #expect(missing == ["2"])
        #expect(try await store.deepBacklog(limit: 9).map(\.externalID) == ["1", "2"])
    }

    @Test func `wordings that are no longer used are forgotten`() async throws {
        let vector = MeaningVector(bytes: [1, 2], model: "m")
        try await store.keepTemplateMeanings([1: vector, 2: vector], used: [1, 2])

        try await store.keepTemplateMeanings([3: vector], used: [2, 3])

        #expect(try await store.templateMeanings(of: "m") == [2: vector, 3: vector])
        #expect(try await store.templateMeanings(of: "other").isEmpty)
    }

    @Test func `each enquiry is shown once, with its answer, and dismissed ones are not`() async throws {
        _ = try await store.save((1...3).map { post("\($0)") }, now: now)
        let use = TemplateUse(key: "deposit-return", language: "ro", version: 3)
        let link = "https://example.org/1"
        _ = try await store.record(enquiry: 1, as: "ana", template: use, text: "w", sentURL: link, now: now)
        _ = try await store.dismiss(2, as: nil, reason: "test", now: now)

        let found = try await store.enquiries(ofPosts: [(3, 0.9), (1, 0.8), (3, 0.7), (2, 0.6), (99, 0.5)])

        #expect(found.map(\.id) == [3, 1])
        #expect(found.map(\.template) == [nil, use])
        #expect(found.map(\.likeness) == [0.9, 0.8])
    }
}
