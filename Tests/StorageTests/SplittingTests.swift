import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

struct SplittingTests {
    let store: Store
    let now = SamplePosts.now

    init() throws { store = try Store() }

    /// Two posts of one enquiry; the second makes it acute, and about work.
    private func merged() async throws {
        let earlier = now.addingTimeInterval(-600)
        _ = try await store.save([SamplePosts.post("1", likeness: 7)], now: now)
        let other = SamplePosts.post(
            "2",
            in: "-1002",
            urgency: .acute,
            topics: ["work"],
            likeness: 7,
            publishedAt: earlier
        )
        _ = try await store.save([other], now: now)
    }

    private func split(_ post: Int64, as user: String? = nil) async throws -> Enquiry {
        try await store.split(post, as: user, now: now) { text in
            WordLikeness(mark: Array(text.utf8), sketch: nil)
        }
    }

    @Test func `a post gets an enquiry of its own, and both have the labels of their own posts`() async throws {
        try await merged()

        let new = try await split(2)
        let old = try await store.enquiry(1, now: now)

        #expect(new.posts.map(\.externalID) == ["2"])
        #expect(new.urgency == .acute)
        #expect(new.topics == ["work"])
        #expect(old.posts.map(\.externalID) == ["1"])
        #expect(old.urgency == .routine)
        #expect(old.topics == ["housing"])
        #expect(old.waitingSince == now)
    }

    @Test func `the figures say that there are two`() async throws {
        try await merged()

        _ = try await split(2)
        let opened = try await store.counts(through: ISOWeek(of: now)).filter { $0.figure == .opened && $0.count != 0 }
        let words = Set(opened.map { "\($0.dimension.rawValue) \($0.value) \($0.count)" })

        #expect(words.isSuperset(of: ["total all 2", "urgency acute 1", "urgency routine 1", "topic work 1"]))
        #expect(words.contains("topic housing 1"))
    }

    @Test func `the first post can be taken out, and a post of an answered enquiry comes back`() async throws {
        try await merged()
        let use = TemplateUse(key: "deposit-return", language: "ro", version: 3)
        let link = "https://example.org/1"
        _ = try await store.record(enquiry: 1, as: "ana", template: use, text: "w", sentURL: link, now: now)

        let new = try await split(1)

        #expect(new.state == .open)
        #expect(new.posts.map(\.externalID) == ["1"])
        #expect(try await store.enquiry(1, now: now).state == .answered)
        #expect(try await store.openCount().open == 1)
    }

    @Test func `a split post stays apart when it comes in again`() async throws {
        try await merged()
        _ = try await split(2)

        let tally = try await store.save([SamplePosts.post("2", in: "-1002", likeness: 7)], now: now)

        #expect(tally.known == 1)
        #expect(try await store.openCount().open == 2)
    }

    @Test func `nothing is split where there is nothing to split, or somebody else has it`() async throws {
        try await merged()
        _ = try await store.takeNext(as: "ana", lease: 600, now: now)

        await #expect(throws: OperatorError.self) { try await split(99) }
        await #expect(throws: OperatorError.self) { try await split(2, as: "ben") }
        _ = try await split(2, as: "ana")
        await #expect(throws: OperatorError.self) { try await split(2) }
    }
}
