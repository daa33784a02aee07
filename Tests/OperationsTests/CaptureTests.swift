import Domain
import Foundation
import Intake
import Operations
import Storage
import TestSupport
import Testing

struct CaptureTests {
    let folder: TemporaryFolder
    let house: House

    init() throws {
        folder = try TemporaryFolder()
        house = try Self.house(folder, isDemonstration: true)
    }

    static func house(_ folder: TemporaryFolder, isDemonstration: Bool) throws -> House {
        var settings = HouseSettings()
        settings.isDemonstration = isDemonstration
        return try House(
            store: try Store(),
            settings: settings,
            config: ConfigFolder(Fixtures.checkout.appending(path: "Config")),
            keyring: try Keyring(KeyFolder(folder.url.appending(path: "keys"))),
            now: { SamplePosts.now }
        )
    }

    private static let plea =
        "Имам нужда от помощ, къде мога да намеря жилище в Берлин, оставам на улицата с две малки деца?"
    private static let address = "https://m.facebook.com/groups/4711/permalink/88/?mibextid=abc"

    @Test func `a captured post enters the queue, and captured again names its enquiry`() async throws {
        let capture = CapturePosts(url: Self.address, posts: [CapturedPost(text: Self.plea)], user: "ana")

        let first = try await capture.perform(in: house)
        let second = try await capture.perform(in: house)
        let enquiry = try #require(first.enquiries.first)
        let post = try #require(try await house.store.enquiry(enquiry.id, now: SamplePosts.now).posts.first)

        #expect((first.tally.new, first.tally.rows, second.tally.known) == (1, 1, 1))
        #expect(first.enquiries.map(\.isNew) == [true] && second.enquiries.map(\.isNew) == [false])
        #expect(first.enquiries.map(\.id) == second.enquiries.map(\.id))
        #expect((enquiry.kind, enquiry.language, enquiry.state) == (.request, "bg", .open))
        #expect(post.externalID == "88" && post.space.externalID == "4711")
        #expect(first.permalink == post.permalink && !first.permalink.contains("mibextid"))
        #expect(first.warnings == [])
    }

    @Test func `what an export brings later is the same post`() async throws {
        let capture = CapturePosts(url: Self.address, posts: [CapturedPost(text: Self.plea)], user: "ana")
        _ = try await capture.perform(in: house)
        let space = SpaceReference(platform: .facebook, externalID: "4711")
        let post = ReceivedPost(space: space, externalID: "88", text: Self.plea, publishedAt: SamplePosts.now)

        let tally = try await house.intake().take([post])

        #expect((tally.new, tally.known) == (0, 1))
    }

    @Test func `several posts of a thread are taken at once, and answer the first one`() async throws {
        let posts = [
            CapturedPost(text: Self.plea, author: "Maria"), CapturedPost(text: "Същият въпрос: \(Self.plea) Моля!"),
            CapturedPost(
                text: "Имам нужда от адвокат за наем",
                url: "https://www.facebook.com/groups/4711/posts/88/?comment_id=99"
            ),
        ]
        let capture = CapturePosts(url: Self.address, posts: posts, user: "ana")

        let first = try await capture.perform(in: house)
        let second = try await capture.perform(in: house)
        let stored = try await house.store.queue(QueueFilter(), now: SamplePosts.now).flatMap(\.posts)

        #expect((first.tally.new, second.tally.known) == (3, 3))
        #expect(stored.contains { $0.externalID == "88" } && stored.contains { $0.externalID.hasPrefix("captured:") })
        #expect(Set(stored.map(\.permalink)).isSubset(of: [first.permalink, first.permalink + "?comment_id=99"]))
    }

    @Test func `a post whose address tells no id is known again by address and words`() async throws {
        let space = try await AddSpace(space: SpaceReference(platform: .tiktok, externalID: "a")).perform(in: house)
        func capture(_ text: String) async throws -> CaptureOutcome {
            let url = "https://vm.tiktok.com/ZMabc123/"
            return try await CapturePosts(space: space, url: url, posts: [CapturedPost(text: text)], user: "ana")
                .perform(in: house)
        }

        let tallies = [
            try await capture(Self.plea), try await capture(" \(Self.plea)\r\n"), try await capture("Здравей"),
        ]

        #expect(tallies.map(\.tally.new) == [1, 0, 1])
        #expect(tallies.first?.warnings.count == 1)
    }

    @Test func `the space of a user name is found by the address that the register has of it`() async throws {
        let reference = SpaceReference(platform: .telegram, externalID: "-1001", link: "https://t.me/helpberlin")
        let space = try await AddSpace(space: reference).perform(in: house)

        let outcome = try await CapturePosts(
            url: "https://t.me/helpberlin/17",
            posts: [CapturedPost(text: Self.plea)],
            user: "ana"
        ).perform(in: house)

        #expect(outcome.space.id == space && outcome.warnings == [])
    }

    @Test func `a closed space is refused with what is missing, and waits in the register`() async throws {
        let real = try Self.house(folder, isDemonstration: false)
        let capture = CapturePosts(url: Self.address, posts: [CapturedPost(text: Self.plea)], user: "ana")

        let error = await #expect(throws: OperatorError.self) { try await capture.perform(in: real) }
        let space = try #require(try await ListSpaces().perform(in: real).first)
        var entry = SpaceEntry()
        (entry.visibility, entry.legalBasis, entry.rules, entry.keeper) = (.members, "Art. 6(1)(f)", "be kind", "ana")
        _ = try await SetSpace(id: space.id, entry: entry).perform(in: real)
        let halfway = await #expect(throws: OperatorError.self) { try await capture.perform(in: real) }
        _ = try await ConsentToSpace(id: space.id, by: "an admin", scope: "reading").perform(in: real)
        let outcome = try await capture.perform(in: real)

        #expect(error?.what.contains("visibility, legal basis, rules, keeper, consent missing") == true)
        #expect(error?.remedy.contains("streetwork space set \(space.id) --visibility") == true)
        #expect(halfway?.what.contains("closed: consent missing") == true)
        #expect(space.posts == 0 && outcome.tally.new == 1)
    }

    @Test(
        arguments: [
            ("https://example.org/1", nil, "words", "no platform"),
            ("https://t.me/somebody/1", nil, "words", "which space"),
            ("nonsense", nil, "words", "no address"), ("https://t.me/c/1/2", nil, "  ", "1 to"),
            ("https://t.me/c/1/2", 99, "words", "no space 99"),
            ("https://t.me/c/1/2", 1, "words", "is one of facebook"),
        ] as [(String, Int64?, String, String)]
    )
    func `what cannot be captured is refused with a way on`(
        _ url: String,
        _ space: Int64?,
        _ text: String,
        _ reason: String
    ) async throws {
        _ = try await AddSpace(space: SpaceReference(platform: .facebook, externalID: "1")).perform(in: house)
        let capture = CapturePosts(space: space, url: url, posts: [CapturedPost(text: text)], user: "ana")

        let error = await #expect(throws: OperatorError.self) { try await capture.perform(in: house) }

        #expect(error?.what.contains(reason) == true)
        #expect(error?.remedy.isEmpty == false)
    }

    @Test func `no address of a person is stored in the clear`() async throws {
        let post = CapturedPost(text: Self.plea, author: "Maria Needle")

        let outcome = try await CapturePosts(url: Self.address, posts: [post], user: "ana").perform(in: house)
        let json = String(decoding: try OperationJSON.data(outcome), as: UTF8.self)
        let shown = String(
            decoding: try OperationJSON.data(try await ShowEnquiry(id: outcome.enquiries[0].id).perform(in: house)),
            as: UTF8.self
        )

        #expect(!json.contains("Needle") && !shown.contains("Needle"))
    }
}
