import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

struct ClosedSpaceTests {
    let store: Store
    let now = SamplePosts.now

    init() throws { store = try Store() }

    @Test func `posts of a closed space are not stored, and the rows still add up`() async throws {
        let run = try await store.beginImport(name: "a.json", format: "test", now: now)
        let batch = ClassifiedBatch(
            posts: [SamplePosts.post("1"), SamplePosts.post("2"), SamplePosts.post("3", in: "-1002")],
            ignored: ["no text": 2],
            rejected: [KeptRow(reason: "no time", offset: 1, sealed: [1])]
        )
        let open = try await openSpace("-1002")

        let saved = try await store.save(batch, run: run, rules: .register, now: now)
        let stored = try #require(try await store.importRuns(limit: 1).first)
        let spaces = try await store.spaces()

        #expect((saved.tally.rows, saved.tally.new, saved.tally.ignored, saved.tally.rejected) == (6, 1, 4, 1))
        #expect(saved.closed.map(\.posts) == [2])
        #expect(saved.closed.first?.missing == ["visibility", "legal basis", "rules", "keeper", "consent"])
        #expect(stored.tally == saved.tally)
        #expect(stored.ignoredReasons == ["no text": 2, "space not open for intake": 2])
        #expect(spaces.map(\.posts).sorted() == [0, 1])
        #expect(spaces.first { $0.id != open }?.passedOver == 2)
        #expect(spaces.first { $0.id != open }?.intakeWords.hasPrefix("closed: visibility") == true)
        #expect(try await store.counts(through: ISOWeek(of: now)).first { $0.figure == .seen }?.count == 1)
    }

    @Test func `a space that is closed later takes in no edit of a post that is there`() async throws {
        let space = try await openSpace("-1001")
        _ = try await store.save([SamplePosts.post("1", text: "first")], rules: .register, now: now)
        _ = try await store.change(space: space, under: .register) { _, entry in entry.keeper = nil }

        let tally = try await store.save([SamplePosts.post("1", text: "second")], rules: .register, now: now)
        let posts = try await store.queue(QueueFilter(), now: now).flatMap(\.posts)

        #expect((tally.ignored, tally.changed) == (1, 0))
        #expect(posts.map(\.text) == ["first"])
    }

    @Test func `a demonstration takes in everything but what was withdrawn`() async throws {
        _ = try await store.save([SamplePosts.post("1")], now: now)
        let space = try #require(try await store.spaces().first?.id)
        let day = now
        _ = try await store.change(space: space, under: .demonstration) { _, entry in entry.consentWithdrawnAt = day }

        let tally = try await store.save([SamplePosts.post("2"), SamplePosts.post("3", in: "-1002")], now: now)

        #expect((tally.new, tally.ignored) == (1, 1))
    }

    @Test func `a deletion reaches posts of a closed space, and leaves no trace of posts that were never taken`()
        async throws
    {
        let space = try await openSpace("-1001")
        _ = try await store.save([SamplePosts.post("1")], rules: .register, now: now)
        _ = try await store.change(space: space, under: .register) { _, entry in entry.keeper = nil }
        let reference = SamplePosts.post("1").post.space
        let batch = ClassifiedBatch(
            deleted: ["1", "2"].map { DeletedPost(space: reference, externalID: $0, deletedAt: now) }
        )

        let saved = try await store.save(batch, rules: .register, now: now)

        #expect(saved.deleted == 1)
        #expect(try await store.spaces().first?.posts == 1)
        #expect(try await store.openCount().open == 0)
    }

    @Test func `a visit counts the enquiries since the one before, unless the number is given`() async throws {
        let space = try await openSpace("-1001")
        _ = try await store.save([SamplePosts.post("1"), SamplePosts.post("2")], now: now)
        let (later, next) = (now.addingTimeInterval(3_600), now.addingTimeInterval(86_400 * 7))

        let first = try await visit(space, nil, next: next, at: now.addingTimeInterval(60))
        _ = try await store.save([SamplePosts.post("3"), SamplePosts.post("4", kind: .chatter)], now: later)
        let second = try await visit(space, nil, at: later.addingTimeInterval(60))
        let third = try await visit(space, 9, at: later.addingTimeInterval(120))

        #expect([first, second, third].map(\.visit.relevant) == [2, 1, 9])
        #expect(third.space.visits == 3 && third.space.yield == 4)
        #expect(third.space.lastVisitAt == later.addingTimeInterval(120))
        #expect(third.space.entry.nextVisitAt == next)
    }

    @Test func `the next visit is over once somebody was there after it`() async throws {
        let space = try await openSpace("-1001")
        _ = try await visit(space, 0, next: now.addingTimeInterval(60), at: now)

        let outcome = try await visit(space, 0, at: now.addingTimeInterval(120))

        #expect(outcome.space.entry.nextVisitAt == nil)
    }

    private func visit(
        _ space: Int64,
        _ relevant: Int?,
        next: Date? = nil,
        at moment: Date
    ) async throws -> (visit: SpaceVisit, space: RegisteredSpace) {
        try await store.visit(space, as: "ana", relevant: relevant, next: next, under: .register, now: moment)
    }

    private func openSpace(_ id: String) async throws -> Int64 {
        let space = try await store.add(SpaceReference(platform: .telegram, externalID: id), now: now)
        let opened = try await store.change(space: space, under: .register) { _, entry in
            (entry.visibility, entry.legalBasis, entry.rules, entry.keeper) = (.public, "Art. 6", "be kind", "ana")
        }
        #expect(opened.isOpen)
        return space
    }
}
