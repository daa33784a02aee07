import Answering
import Domain
import Foundation
import Intake
import Likeness
import Operations
import Platforms
import Storage
import TestSupport
import Testing

struct LikenessTests {
    let house: House
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        house = try Self.house(folder, encoderName: "test")
    }

    private static func house(_ folder: TemporaryFolder, encoderName: String?, length: Float = 50) throws -> House {
        var settings = HouseSettings()
        settings.isDemonstration = true
        return try House(
            store: try Store(),
            settings: settings,
            config: ConfigFolder(Fixtures.checkout.appending(path: "Config")),
            keyring: try Keyring(KeyFolder(folder.url.appending(path: "keys"))),
            now: { SamplePosts.now },
            encoderName: encoderName,
            encoder: { encoderName == nil ? nil : WordEncoder(length: length) }
        )
    }

    private static let deposit = "my landlord keeps the deposit of the flat"

    private func save(_ id: String, _ text: String) async throws {
        var post = SamplePosts.post(id, text: text)
        post.meaning = try house.likeness?.meaningEncoder()?.vector(of: text)
        _ = try await house.store.save([post], now: SamplePosts.now)
    }

    @Test func `an enquiry shows what is like it: answered ones with their template, and open ones`() async throws {
        try await save("1", Self.deposit)
        try await save("2", Self.deposit + " since june")
        try await save("3", Self.deposit + " and laughs")
        try await save("4", "unser kind braucht einen platz im kindergarten")
        _ = try await MakeAnswer(
            enquiry: 1,
            user: "ana",
            template: "deposit-return",
            language: nil,
            sentURL: "https://t.me/c/1/9"
        ).perform(in: house)

        let like = try #require(try await ShowEnquiry(id: 2).perform(in: house).like)

        #expect(like.answered.map(\.id) == [1])
        #expect(like.answered.first?.template?.key == "deposit-return")
        #expect(like.open.map(\.id) == [3])
    }

    @Test func `what was deleted is no longer found, what is new is`() async throws {
        try await save("1", Self.deposit)
        let before = try await FindLike(text: Self.deposit).perform(in: house)

        try await save("2", Self.deposit)
        _ = try await house.store.save([SamplePosts.post("1", text: "other words")], now: SamplePosts.now)
        let after = try await FindLike(text: Self.deposit).perform(in: house)

        #expect(before.open.map(\.id) == [1])
        #expect(after.open.map(\.id) == [2])
    }

    @Test func `templates are found by their words once they were made ready, and are made ready once`() async throws {
        let template = try #require(house.templates.first { $0.key == "deposit-return" })
        let words = try #require(template.variant(in: "de")?.text)
        let before = try await FindLike(text: words).perform(in: house)

        try await house.prepareLikeness()
        let after = try await FindLike(text: words).perform(in: house)

        #expect(before.templates.isEmpty)
        #expect(after.templates.first?.key == "deposit-return", "\(after.templates)")
    }

    @Test func `posts that come one by one are stored with their meaning where they ask something`() async throws {
        let house = try Self.house(folder, encoderName: "test", length: 1)
        let space = SpaceReference(platform: .telegram, externalID: "-1")
        let texts = [
            "Bin seit gestern obdachlos und schlafe mit meinem Kind auf der Straße, wer kann helfen?",
            "Danke euch allen, schönen Sonntag!",
        ]
        let posts = texts.enumerated().map { number, text in
            ReceivedPost(space: space, externalID: "\(number)", text: text, publishedAt: SamplePosts.now)
        }

        _ = try await house.intake().take(posts)
        let model = try #require(house.likeness?.model)
        let stored = try await house.store.meaningChanges(of: model, after: 0, deletions: 0, limit: 9, newest: 9)
        let open = try await house.store.openCount().open

        #expect(open >= 1)
        #expect(stored.entries.count == open)
    }

    @Test func `a post that a person makes a question is found by its meaning at once`() async throws {
        _ = try await house.store.save(
            [SamplePosts.post("1", text: Self.deposit, kind: .chatter, topics: [])],
            now: SamplePosts.now
        )
        let before = try await FindLike(text: Self.deposit).perform(in: house)

        _ = try await CorrectPosts(
            target: .post(1),
            user: "ana",
            change: LabelChange(kind: .request, topics: ["housing"], primary: "housing")
        ).perform(in: house)
        let after = try await FindLike(text: Self.deposit).perform(in: house)

        #expect(before.open.isEmpty)
        #expect(after.open.map(\.id) == [1])
    }

    @Test func `without an encoder there is nothing, and nothing breaks`() async throws {
        let plain = try Self.house(folder, encoderName: nil)
        _ = try await plain.store.save([SamplePosts.post("1")], now: SamplePosts.now)

        try await plain.prepareLikeness()

        #expect(try await ShowEnquiry(id: 1).perform(in: plain).like == nil)
        await #expect(throws: OperatorError.self) { try await FindLike(text: "x").perform(in: plain) }
    }

    @Test func `a wrongly joined post is split off by its words`() async throws {
        _ = try await house.store.save(
            [SamplePosts.post("1", likeness: 3), SamplePosts.post("2", likeness: 3)],
            now: SamplePosts.now
        )

        let new = try await SplitPost(post: 2, user: "ana").perform(in: house)

        #expect(new.posts.map(\.externalID) == ["2"])
        #expect(try await house.store.openCount().open == 2)
    }
}

/// Gives texts that share words vectors that lie close; long ones, so that the mean of real texts counts for little.
private struct WordEncoder: TextEncoder {
    let dimension = 384
    let length: Float

    func reading(of text: String, layers: [Int]) -> TextReading? {
        var sum = Array(repeating: Float(0), count: dimension)
        for word in text.lowercased().split(separator: " ") {
            var state = Fingerprint.of(word.utf8)
            for place in sum.indices {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                sum[place] += Float(state >> 40) / Float(1 << 24) - 0.5
            }
        }
        let found = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return found > 0 ? TextReading(vector: sum.map { $0 / found * length }, states: [], pieces: 0) : nil
    }
}
