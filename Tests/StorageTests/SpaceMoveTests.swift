import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

struct SpaceMoveTests {
    let store: Store
    let now = SamplePosts.now

    init() throws { store = try Store() }

    @Test func `a space gets its new id, and a new message with an old number is another post`() async throws {
        _ = try await store.save([SamplePosts.post("1", in: "-5", text: "in the old group")], now: now)

        let again = try await move("-5", to: "-1001", with: [SamplePosts.post("1", text: "in the new group")])
        let spaces = try await store.spaces()
        let posts = try await store.queue(QueueFilter(), now: now).flatMap(\.posts)

        #expect(again.tally.new == 1)
        #expect(spaces.map(\.reference.externalID) == ["-1001"])
        #expect(Set(posts.map(\.externalID)) == ["-5:1", "1"])
    }

    @Test func `told twice, a move changes nothing`() async throws {
        _ = try await store.save([SamplePosts.post("1", in: "-5")], now: now)

        _ = try await move("-5", to: "-1001")
        _ = try await move("-5", to: "-1001")
        _ = try await move("-77", to: "-78")

        #expect(try await store.spaces().map(\.reference.externalID) == ["-1001"])
        #expect(try await store.queue(QueueFilter(), now: now).flatMap(\.posts).map(\.externalID) == ["-5:1"])
    }

    @Test func `where both are there posts stay, and what the new one lacks is copied`() async throws {
        _ = try await store.save([SamplePosts.post("1", in: "-5"), SamplePosts.post("1", in: "-1001")], now: now)
        let old = try #require(try await store.space(.telegram, "-5"))
        let new = try #require(try await store.space(.telegram, "-1001"))
        _ = try await store.change(space: old.id, under: .register) { _, entry in
            (entry.keeper, entry.rules) = ("ana", "be kind")
        }
        _ = try await store.change(space: new.id, under: .register) { _, entry in entry.keeper = "bo" }

        _ = try await move("-5", to: "-1001")
        let after = try #require(try await store.space(new.id))

        #expect(after.entry.keeper == "bo" && after.entry.rules == "be kind")
        #expect(try await store.spaces().map(\.posts) == [1, 1])
    }

    private func move(_ old: String, to new: String, with posts: [ClassifiedPost] = []) async throws -> SavedBatch {
        let space = SpaceReference(platform: .telegram, externalID: old)
        let batch = ClassifiedBatch(posts: posts, moved: [MovedSpace(space: space, newExternalID: new)])
        return try await store.save(batch, rules: .demonstration, now: now)
    }
}
