import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

struct SavingTests {
    let store: Store
    let now = SamplePosts.now

    init() throws { store = try Store() }

    @Test func `saving twice adds nothing the second time`() async throws {
        let posts = [SamplePosts.post("1"), SamplePosts.post("2", kind: .chatter)]

        let first = try await store.save(posts, now: now)
        let second = try await store.save(posts, now: now)

        #expect((first.rows, first.new) == (2, 2))
        #expect((second.rows, second.known, second.new) == (2, 2, 0))
        #expect(try await seen() == 2)
        #expect(try await store.openCount().open == 1)
    }

    @Test func `the same id in another space is another post`() async throws {
        let tally = try await store.save([SamplePosts.post("1"), SamplePosts.post("1", in: "-1002")], now: now)

        #expect(tally.new == 2)
    }

    @Test func `new words make a post changed, with a new prediction and no second count`() async throws {
        _ = try await store.save([SamplePosts.post("1", text: "first", kind: .chatter)], now: now)

        let tally = try await store.save([SamplePosts.post("1", text: "second", urgency: .acute)], now: now)
        let queue = try await store.queue(QueueFilter(), now: now)

        #expect(tally.changed == 1)
        #expect(try await seen() == 1)
        #expect(queue.map(\.urgency) == [.acute])
        #expect(queue.first?.posts.first?.text == "second")
    }

    @Test func `an edit makes an enquiry more urgent but never less`() async throws {
        _ = try await store.save([SamplePosts.post("1", text: "a", urgency: .soon)], now: now)

        _ = try await store.save([SamplePosts.post("1", text: "b", urgency: .acute)], now: now)
        _ = try await store.save([SamplePosts.post("1", text: "c", urgency: .routine)], now: now)
        let queue = try await store.queue(QueueFilter(), now: now)

        #expect(queue.map(\.urgency) == [.acute])
        #expect(try await count(.opened, .urgency, "acute") == 1)
        #expect(try await count(.opened, .urgency, "soon") == 0)
    }

    @Test func `an edit in a later week moves the count in the week of the opening, and none falls below zero`()
        async throws
    {
        _ = try await store.save([SamplePosts.post("1", text: "a", urgency: .routine)], now: now)

        _ = try await store.save(
            [SamplePosts.post("1", text: "b", urgency: .acute)],
            now: now.addingTimeInterval(10 * 86_400)
        )
        let counts = try await store.counts(through: ISOWeek(of: now).advanced(by: 5))
            .filter { $0.figure == .opened && $0.dimension == .urgency && $0.count != 0 }

        #expect(counts.map(\.value) == ["acute"])
        #expect(counts.map(\.week) == [ISOWeek(of: now)])
    }

    @Test func `the same words in another space join the open enquiry`() async throws {
        let earlier = now.addingTimeInterval(-3_600)
        _ = try await store.save([SamplePosts.post("1", likeness: 7)], now: now)

        _ = try await store.save(
            [SamplePosts.post("9", in: "-1002", urgency: .soon, topics: ["work"], likeness: 7, publishedAt: earlier)],
            now: now
        )
        let queue = try await store.queue(QueueFilter(), now: now)

        #expect(queue.count == 1)
        #expect(queue.first?.posts.map(\.externalID) == ["9", "1"])
        #expect(queue.first?.urgency == .soon)
        #expect(queue.first?.topics == ["housing", "work"])
        #expect(queue.first?.waitingSince == earlier)
        #expect(try await count(.opened, .total, "all") == 1)
    }

    @Test func `much the same words join only when they are of the same person`() async throws {
        let words = Array(1...40).map(UInt64.init)
        var changed = words
        changed[39] = 99
        _ = try await store.save([SamplePosts.post("1", author: 1, words: words)], now: now)

        _ = try await store.save([SamplePosts.post("2", in: "-1002", author: 1, words: changed)], now: now)
        _ = try await store.save([SamplePosts.post("3", in: "-1002", author: 2, words: changed)], now: now)
        _ = try await store.save([SamplePosts.post("4", author: 1, words: Array(100...140))], now: now)
        let queue = try await store.queue(QueueFilter(), now: now)

        #expect(queue.map { $0.posts.map(\.externalID) } == [["1", "2"], ["3"], ["4"]])
    }

    @Test func `the same words weeks later open a new enquiry`() async throws {
        _ = try await store.save([SamplePosts.post("1", likeness: 7)], now: now)

        _ = try await store.save([SamplePosts.post("2", likeness: 7)], now: now.addingTimeInterval(15 * 86_400))

        #expect(try await store.openCount().open == 2)
    }

    @Test(arguments: [(Kind.request, 1), (.claim, 1), (.offer, 0), (.chatter, 0)])
    func `requests and claims about a topic open an enquiry, offers and chatter do not`(
        _ kind: Kind,
        _ opened: Int
    ) async throws {
        _ = try await store.save([SamplePosts.post("1", kind: kind)], now: now)

        #expect(try await store.openCount().open == opened)
        #expect(try await count(.relevant, .total, "all") == opened)
    }

    @Test func `a batch of an import counts in its run, and the counts add up`() async throws {
        let run = try await store.beginImport(name: "a.json", format: "test", now: now)
        let rejected = [KeptRow(reason: "no time", offset: 12, sealed: [1, 2, 3])]

        _ = try await store.save(
            [SamplePosts.post("1"), SamplePosts.post("1")],
            ignored: ["no text": 2],
            rejected: rejected,
            run: run,
            now: now
        )
        try await store.endImport(run, fault: nil, now: now)
        let stored = try #require(try await store.importRuns(limit: 1).first)

        #expect(stored.tally.rows == 5)
        #expect((stored.tally.new, stored.tally.known, stored.tally.ignored, stored.tally.rejected) == (1, 1, 2, 1))
        #expect(stored.ignoredReasons == ["no text": 2])
        #expect(stored.finishedAt == now)
        #expect(try await store.rejectedRows(of: run, limit: 10) == rejected)
    }

    @Test func `a batch that fails leaves nothing behind`() async throws {
        await #expect(throws: OperatorError.self) {
            try await store.save([SamplePosts.post("1")], run: 77, now: now)
        }

        #expect(try await seen() == 0)
        #expect(try await store.openCount().open == 0)
    }

    @Test func `counters survive the deletion of posts`() async throws {
        _ = try await store.save([SamplePosts.post("1"), SamplePosts.post("2")], now: now)

        try await store.write { db in
            try db.execute(sql: "DELETE FROM enquiry; DELETE FROM post;")
        }

        #expect(try await seen() == 2)
        #expect(try await count(.relevant, .topic, "housing") == 2)
    }

    @Test func `a post with two topics counts in both, and once in all`() async throws {
        _ = try await store.save([SamplePosts.post("1", topics: ["housing", "debt"])], now: now)

        #expect(try await count(.seen, .topic, "housing") == 1)
        #expect(try await count(.seen, .topic, "debt") == 1)
        #expect(try await seen() == 1)
    }

    @Test func `text of any kind is stored as it is`() async throws {
        let text = "'; DROP TABLE post; -- \u{202E} 👩‍👧 ѝ"

        _ = try await store.save([SamplePosts.post("1", text: text)], now: now)
        let queue = try await store.queue(QueueFilter(), now: now)

        #expect(queue.first?.posts.first?.text == text)
    }

    private func seen() async throws -> Int { try await count(.seen, .total, "all") }

    private func count(_ figure: Figure, _ dimension: Breakdown, _ value: String) async throws -> Int {
        try await store.counts(through: ISOWeek(of: now).advanced(by: 5))
            .filter { $0.figure == figure && $0.dimension == dimension && $0.value == value }
            .map(\.count).reduce(0, +)
    }
}
