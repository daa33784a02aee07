import Domain
import Foundation
import Intake
import Operations
import Storage
import TestSupport
import Testing

struct CorrectionOperationTests {
    let house: House
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        var settings = HouseSettings()
        settings.isDemonstration = true
        house = try House(
            store: try Store(),
            settings: settings,
            config: ConfigFolder(Fixtures.checkout.appending(path: "Config")),
            keyring: try Keyring(KeyFolder(folder.url.appending(path: "keys"))),
            now: { SamplePosts.now }
        )
    }

    private func save(_ post: ClassifiedPost) async throws { _ = try await house.store.save([post], now: house.now()) }

    @Test func `the rules of the codebook are explained with what to do`() async throws {
        try await save(SamplePosts.post("1", kind: .claim))
        let changes: [(LabelChange, String)] = [
            (LabelChange(urgency: .acute), "only a request is urgent"),
            (LabelChange(primary: "debt"), "none of the post's topics (housing)"),
            (LabelChange(topics: ["weather"]), "no topic 'weather'"),
            (LabelChange(language: "Romanian"), "no code of a language"),
        ]

        for (change, words) in changes {
            let error = await #expect(throws: OperatorError.self) {
                try await CorrectPosts(target: .post(1), user: "ana", change: change).perform(in: house)
            }
            #expect(error?.what.contains(words) == true)
            #expect(error?.remedy.isEmpty == false)
        }
    }

    @Test func `a missed question opens an enquiry that the same words join`() async throws {
        let text = "unde pot dormi la noapte in Berlin cu doi copii mici"
        try await save(SamplePosts.post("1", text: text, kind: .chatter))

        let posts = try await CorrectPosts(
            target: .post(1),
            user: "ana",
            change: LabelChange(kind: .request, topics: ["family", "housing"], primary: "housing", urgency: .acute)
        ).perform(in: house)
        let again = ReceivedPost(
            space: SpaceReference(platform: .telegram, externalID: "-2"),
            externalID: "9",
            text: text.uppercased(),
            publishedAt: SamplePosts.now
        )
        _ = try await house.intake().take([again])
        let queue = try await ListQueue(filter: QueueFilter()).perform(in: house)

        #expect(posts.first?.labels.topics == ["housing", "family"])
        #expect(queue.map(\.urgency) == [.acute])
        #expect(queue.first?.posts.count == 2)
    }

    @Test func `nothing that leaves says who wrote a post`() async throws {
        var post = SamplePosts.post(
            "ana.popa:17",
            text: "scrie-i lui @ana_popa sau ana@example.org\nmultumesc",
            author: 9
        )
        post.sealedHandle = [1, 2, 3]
        try await save(post)
        _ = try await CorrectPosts(target: .post(1), user: "ben", change: LabelChange()).perform(in: house)

        let page = try await ExportCorrections(after: 0).perform(in: house)
        let line = String(decoding: try JSONEncoder().encode(page.posts.first), as: UTF8.self)
        let keys = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]).keys

        #expect(page.posts.map(\.text) == ["scrie-i lui @… sau @…\nmultumesc"])
        #expect(!line.contains("popa") && !line.contains("ben"))
        #expect(
            Set(keys) == [
                "id", "text", "language", "script", "kind", "topics", "primary", "urgency", "minors", "places",
            ]
        )
    }

    @Test func `what is exported is a labelled post again`() async throws {
        try await save(SamplePosts.post("1", kind: .chatter, topics: []))
        _ = try await CorrectPosts(target: .post(1), user: "ben", change: LabelChange()).perform(in: house)
        let post = try #require(try await ExportCorrections(after: 0).perform(in: house).posts.first)

        let data = try JSONEncoder().encode(post)

        #expect(try JSONDecoder().decode(LabelledPost.self, from: data) == post)
        #expect(String(decoding: data, as: UTF8.self).contains(#""primary":null"#))
    }

    @Test func `corrections go through the table of the socket`() async throws {
        try await save(SamplePosts.post("1"))
        let operation = CorrectPosts(target: .post(1), user: "ana", change: LabelChange(urgency: .soon))

        let data = try await OperationTable().perform(
            CorrectPosts.name,
            try OperationJSON.data(operation),
            in: house
        )
        let posts = try OperationJSON.value([RelabelledPost].self, from: data)

        #expect(posts.map(\.labels.urgency) == [.soon])
        #expect(
            Set([CorrectPosts.name, UndoCorrection.name, ListCorrections.name, ExportCorrections.name])
                .isSubset(of: OperationTable().names)
        )
    }
}
