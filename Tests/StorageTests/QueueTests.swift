import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

struct QueueTests {
    let store: Store
    let now = SamplePosts.now

    init() throws { store = try Store() }

    @Test func `acute comes first, then who has waited longest`() async throws {
        func ago(_ hours: Double) -> Date { now.addingTimeInterval(-hours * 3_600) }
        _ = try await store.save(
            [
                SamplePosts.post("routine-old", urgency: .routine, publishedAt: ago(90)),
                SamplePosts.post("acute-new", urgency: .acute, publishedAt: ago(1)),
                SamplePosts.post("soon", urgency: .soon, publishedAt: ago(50)),
                SamplePosts.post("acute-old", urgency: .acute, publishedAt: ago(5)),
                SamplePosts.post("routine-new", urgency: .routine, publishedAt: ago(2)),
            ],
            now: now
        )

        let queue = try await store.queue(QueueFilter(), now: now)

        #expect(
            queue.compactMap { $0.posts.first?.externalID }
                == ["acute-old", "acute-new", "soon", "routine-old", "routine-new"]
        )
    }

    @Test func `filters by language, topic and urgency, and keeps to the limit`() async throws {
        _ = try await store.save(
            [
                SamplePosts.post("1", topics: ["work"], language: "bg"),
                SamplePosts.post("2", urgency: .soon, topics: ["housing", "debt"]),
                SamplePosts.post("3", topics: ["debt"]),
            ],
            now: now
        )
        func ids(_ filter: QueueFilter) async throws -> [String] {
            try await store.queue(filter, now: now).compactMap { $0.posts.first?.externalID }
        }

        #expect(try await ids(QueueFilter(language: "bg")) == ["1"])
        #expect(try await ids(QueueFilter(topic: "debt")) == ["2", "3"])
        #expect(try await ids(QueueFilter(urgency: .soon)) == ["2"])
        #expect(try await ids(QueueFilter(limit: 1)) == ["2"])
    }

    @Test func `next gives each counsellor another enquiry, and returns by itself when the lease ends`() async throws {
        _ = try await store.save([SamplePosts.post("1"), SamplePosts.post("2")], now: now)

        let first = try await store.takeNext(as: "ana", lease: 60, now: now)
        let second = try await store.takeNext(as: "ben", lease: 60, now: now)
        let none = try await store.takeNext(as: "eva", lease: 60, now: now)
        let returned = try await store.takeNext(as: "eva", lease: 60, now: now.addingTimeInterval(61))

        #expect(first?.takenBy == "ana")
        #expect(second?.id != first?.id)
        #expect(none == nil)
        #expect(returned?.id == first?.id)
        #expect(returned?.takenBy == "eva")
    }

    @Test func `many who press next at once never get the same enquiry`() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(at: folder.url.appending(path: "a.sqlite"))
        _ = try await store.save((1...100).map { SamplePosts.post("\($0)") }, now: now)

        let taken = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for number in 1...150 {
                group.addTask {
                    try await store.takeNext(as: "user\(number)", lease: 600, now: SamplePosts.now)?.id
                }
            }
            return try await group.reduce(into: [Int64]()) { if let id = $1 { $0.append(id) } }
        }

        #expect(taken.count == 100)
        #expect(Set(taken).count == 100)
    }

    @Test func `release gives an enquiry back, and says so when nobody had it`() async throws {
        _ = try await store.save([SamplePosts.post("1")], now: now)
        let id = try #require(try await store.takeNext(as: "ana", lease: 600, now: now)?.id)

        let released = try await store.release(id, now: now)

        #expect(released.takenBy == nil)
        let error = await #expect(throws: OperatorError.self) { try await store.release(id, now: now) }
        #expect(error?.what.contains("nobody has taken it") == true)
    }

    @Test func `dismissal closes with its reason, counts, and can be taken back`() async throws {
        _ = try await store.save([SamplePosts.post("1")], now: now)
        let id = try #require(try await store.queue(QueueFilter(), now: now).first?.id)

        let dismissed = try await store.dismiss(id, as: "ana", reason: "an advertisement", now: now)
        let closed = try await dismissedCount()
        let reopened = try await store.reopen(id, now: now)

        #expect(dismissed.state == .dismissed)
        #expect(dismissed.reason == "an advertisement")
        #expect(closed == 1)
        #expect(reopened.state == .open)
        #expect(try await dismissedCount() == 0)
    }

    @Test func `what somebody has taken cannot be dismissed by another`() async throws {
        _ = try await store.save([SamplePosts.post("1")], now: now)
        let id = try #require(try await store.takeNext(as: "ana", lease: 600, now: now)?.id)

        let error = await #expect(throws: OperatorError.self) {
            try await store.dismiss(id, as: "ben", reason: "no", now: now)
        }

        #expect(error?.what.contains("taken by ana") == true)
    }

    @Test func `an enquiry that is not there is named with a way on`() async throws {
        let error = await #expect(throws: OperatorError.self) { try await store.enquiry(42, now: now) }

        #expect(error?.what == "There is no enquiry 42.")
        #expect(error?.remedy.isEmpty == false)
    }

    @Test func `an answer closes the enquiry, is filed, and is harmless when recorded twice`() async throws {
        let posted = now.addingTimeInterval(-7_200)
        _ = try await store.save([SamplePosts.post("1", publishedAt: posted)], now: now)
        let id = try #require(try await store.queue(QueueFilter(), now: now).first?.id)
        let use = TemplateUse(key: "deposit-return", language: "ro", version: 3)
        func record() async throws -> Answer {
            try await store.record(
                enquiry: id,
                as: "ana",
                template: use,
                text: "words",
                sentURL: "https://example.org/1",
                now: now
            )
        }

        let answer = try await record()
        let again = try await record()
        let week = ISOWeek(of: now)
        let delays = try await store.answerDelays(from: week, through: week)

        #expect(answer == again)
        #expect(answer.template == use)
        #expect(try await store.enquiry(id, now: now).state == .answered)
        #expect(try await store.answers(to: id) == [answer])
        #expect(delays.filter { $0.dimension == .total }.map(\.seconds) == [7_200])
        let counts = try await store.counts(through: week)
        #expect(counts.filter { $0.figure == .answered && $0.dimension == .total }.map(\.count) == [1])
    }

    @Test func `an answer by another than the one who has it is refused`() async throws {
        _ = try await store.save([SamplePosts.post("1")], now: now)
        let id = try #require(try await store.takeNext(as: "ana", lease: 600, now: now)?.id)

        await #expect(throws: OperatorError.self) {
            try await store.record(
                enquiry: id,
                as: "ben",
                template: TemplateUse(key: "k", language: "ro", version: 1),
                text: "words",
                sentURL: "https://example.org/1",
                now: now
            )
        }

        #expect(try await store.answers(to: id).isEmpty)
        #expect(try await store.enquiry(id, now: now).state == .open)
    }

    @Test func `the queue is read through its index, never by scanning posts`() async throws {
        let plan = try await store.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT id FROM enquiry WHERE state = 'open'
                    ORDER BY urgencyRank, waitingSince, id LIMIT 20
                    """
            ).map { $0["detail"] as String }
        }
        let posts = try await store.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT post.id FROM enquiryPost JOIN post ON post.id = enquiryPost.postID
                    JOIN space ON space.id = spaceID JOIN prediction ON prediction.postID = post.id
                    WHERE enquiryPost.enquiryID = 1 ORDER BY publishedAt, post.id
                    """
            ).map { $0["detail"] as String }
        }

        #expect(plan.contains { $0.contains("enquiryInQueue") })
        #expect(!plan.contains { $0.contains("TEMP B-TREE") })
        #expect(!posts.contains { $0.hasPrefix("SCAN post") })
    }

    private func dismissedCount() async throws -> Int {
        try await store.counts(through: ISOWeek(of: now))
            .filter { $0.figure == .dismissed && $0.dimension == .total }.map(\.count).reduce(0, +)
    }
}
