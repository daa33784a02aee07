import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

struct ReclassificationTests {
    let store: Store
    let now = SamplePosts.now

    init() throws { store = try Store() }

    /// Saves a post that waits for the deep tier.
    private func save(_ id: String, kind: Kind, urgency: Urgency = .routine, haste: Int = 500) async throws {
        var post = SamplePosts.post(id, kind: kind, urgency: urgency)
        post.deepDue = haste
        _ = try await store.save([post], now: now)
    }

    /// Gives the first post of the backlog other labels.
    private func deepen(kind: Kind, urgency: Urgency = .routine, topics: [TopicID] = ["work"]) async throws {
        let due = try #require(try await store.deepBacklog(limit: 1).first)
        let item = SamplePosts.post(due.externalID, kind: kind, urgency: urgency, topics: topics)
        try await store.reclassify([ReclassifiedPost(id: due.id, item: item)], now: now.addingTimeInterval(10 * 86_400))
    }

    @Test func `the likeliest urgent are looked at first`() async throws {
        try await save("a", kind: .chatter, haste: 100)
        try await save("b", kind: .chatter, haste: 900)
        try await save("c", kind: .chatter, haste: 500)

        let due = try await store.deepBacklog(limit: 2)

        #expect(due.map(\.externalID) == ["b", "c"])
        #expect(try await store.deepBacklogCount() == 3)
    }

    @Test func `a post that turns out to be a request opens an enquiry`() async throws {
        try await save("a", kind: .chatter)

        try await deepen(kind: .request, urgency: .acute)
        let queue = try await store.queue(QueueFilter(), now: now)

        #expect(queue.map(\.urgency) == [.acute])
        #expect(try await store.deepBacklogCount() == 0)
        #expect(try await counts(.relevant) == ["2026-W47 all 1"])
        #expect(try await counts(.seen) == ["2026-W47 all 1"])
    }

    @Test func `an untouched enquiry goes where nobody needs to see the post`() async throws {
        try await save("a", kind: .request)

        try await deepen(kind: .chatter)

        #expect(try await store.openCount().open == 0)
        #expect(try await counts(.relevant) == [])
        #expect(try await counts(.opened) == [])
        #expect(try await counts(.seen) == ["2026-W47 all 1"])
    }

    @Test func `an untouched enquiry follows the new labels, in the week of its opening`() async throws {
        try await save("a", kind: .request, urgency: .acute)

        try await deepen(kind: .request, urgency: .soon)
        let queue = try await store.queue(QueueFilter(), now: now)
        let urgencies = try await store.counts(through: ISOWeek(of: now).advanced(by: 4))
            .filter { $0.figure == .opened && $0.dimension == .urgency && $0.count != 0 }

        #expect(queue.map(\.urgency) == [.soon])
        #expect(queue.map(\.topics) == [["work"]])
        #expect(urgencies.map { "\($0.week) \($0.value) \($0.count)" } == ["2026-W47 soon 1"])
    }

    @Test func `an enquiry that somebody has taken stays, and only becomes more urgent`() async throws {
        try await save("a", kind: .request, urgency: .soon)
        _ = try await store.takeNext(as: "ana", lease: 1e7, now: now)

        try await deepen(kind: .chatter)
        let kept = try await store.queue(QueueFilter(), now: now)
        try await store.write { db in try db.execute(sql: "INSERT INTO deepBacklog SELECT id, 5 FROM post") }
        try await deepen(kind: .request, urgency: .acute)
        let raised = try await store.queue(QueueFilter(), now: now)

        #expect(kept.map(\.urgency) == [.soon])
        #expect(raised.map(\.urgency) == [.acute])
        #expect(raised.map(\.takenBy) == ["ana"])
    }

    private func counts(_ figure: Figure) async throws -> [String] {
        try await store.counts(through: ISOWeek(of: now).advanced(by: 4))
            .filter { $0.figure == figure && $0.dimension == .total && $0.count != 0 }
            .map { "\($0.week) \($0.value) \($0.count)" }
    }
}
