import Answering
import Classification
import Domain
import Foundation
import Intake
import Operations
import Platforms
import Statistics
import Storage
import TestSupport
import Testing

struct OperationsTests {
    let house: House
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        house = try Self.house(folder, isDemonstration: true)
    }

    private static func house(_ folder: TemporaryFolder, isDemonstration: Bool) throws -> House {
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

    private func enquiry(_ platform: Platform = .telegram, topics: [TopicID] = ["housing"]) async throws -> Int64 {
        let post = SamplePosts.post("\(UUID())", platform: platform, topics: topics)
        _ = try await house.store.save([post], now: SamplePosts.now)
        let queue = try await ListQueue(filter: QueueFilter(limit: 1_000)).perform(in: house)
        return try #require(queue.last?.id)
    }

    @Test func `an answer is made, posted, recorded and counted`() async throws {
        let id = try await enquiry()

        let made = try await MakeAnswer(
            enquiry: id,
            user: "ana",
            template: "deposit-return",
            language: nil,
            sentURL: nil
        ).perform(in: house)
        let sent = try await MakeAnswer(
            enquiry: id,
            user: "ana",
            template: "deposit-return",
            language: nil,
            sentURL: "https://t.me/c/1/9"
        ).perform(in: house)
        let report = try await MakeReport(from: nil, to: nil, threshold: 0).perform(in: house)

        #expect(made.enquiry.takenBy == "ana")
        #expect(made.answer == nil)
        #expect(made.package.template.language == "ro")
        #expect(made.package.text.contains(HouseSettings.demonstrationMark))
        #expect(sent.enquiry.state == .answered)
        #expect(sent.answer?.sentURL == "https://t.me/c/1/9")
        #expect(report.weeks.map(\.total.answered) == [1])
        #expect(report.weeks.first?.total.open == 0)
        #expect(report.weeks.first?.by["topic"]?.first { $0.value == "housing" }?.answered == 1)
    }

    @Test func `a draft never leaves a house that is no demonstration`() async throws {
        let real = try Self.house(folder, isDemonstration: false)
        _ = try await real.store.save([SamplePosts.post("1")], now: SamplePosts.now)

        for template in real.templates {
            for language in template.languages {
                let error = await #expect(throws: OperatorError.self) {
                    try await MakeAnswer(
                        enquiry: 1,
                        user: "ana",
                        template: template.key,
                        language: language,
                        sentURL: "https://example.org/1"
                    ).perform(in: real)
                }
                #expect(error?.what.contains("legal review") == true)
            }
        }
        #expect(try await real.store.answers(to: 1).isEmpty)
    }

    @Test(arguments: ["ana bell", "", "a\u{1B}[31m", String(repeating: "a", count: 65)])
    func `a user name that is none is refused`(_ name: String) async throws {
        _ = try await enquiry()

        await #expect(throws: OperatorError.self) {
            try await TakeNext(user: name, filter: QueueFilter()).perform(in: house)
        }
    }

    @Test(arguments: ["not a link", "javascript:alert(1)", "https://", "ftp://example.org/1"])
    func `a link that is none is refused`(_ link: String) async throws {
        let id = try await enquiry()

        await #expect(throws: OperatorError.self) {
            try await MakeAnswer(
                enquiry: id,
                user: "ana",
                template: "deposit-return",
                language: nil,
                sentURL: link
            ).perform(in: house)
        }

        #expect(try await house.store.enquiry(id, now: SamplePosts.now).state == .open)
    }

    @Test func `templates that fit come first, and every blocked one says why`() async throws {
        let id = try await enquiry(topics: ["debt"])

        let detail = try await ShowEnquiry(id: id).perform(in: house)

        #expect(detail.suggestions.first?.topics.contains("debt") == true)
        #expect(detail.suggestions.allSatisfy { $0.blocked == nil })
    }

    @Test func `an enquiry is explained by the words of its posts, without an encoder by those of the lexicons`()
        async throws
    {
        let text = "Der Vermieter hat uns rausgeworfen, wir schlafen heute Nacht auf der Straße. Wer kann helfen?"
        _ = try await house.store.save([SamplePosts.post("1", text: text)], now: SamplePosts.now)
        let queue = try await ListQueue(filter: QueueFilter(limit: 10)).perform(in: house)
        let id = try #require(queue.first?.id)

        let explained = try await ExplainEnquiry(id: id).perform(in: house)

        let post = try #require(explained.first)
        #expect(explained.count == 1)
        #expect(!post.isDeep)
        #expect(post.text == text)
        #expect(!post.prediction.evidence.isEmpty)
        #expect(post.prediction.evidence.allSatisfy { text.contains($0.text) })
    }

    @Test func `an unknown topic or template is named with those that exist`() async throws {
        let topic = await #expect(throws: OperatorError.self) {
            try await ListQueue(filter: QueueFilter(topic: "weather")).perform(in: house)
        }
        let template = await #expect(throws: OperatorError.self) { try await ShowTemplate(key: "x").perform(in: house) }

        #expect(topic?.remedy.contains("housing") == true)
        #expect(template?.remedy.contains("deposit-return") == true)
    }

    @Test func `an operation gives the same through the table of the socket as by itself`() async throws {
        _ = try await enquiry()
        let operation = ListQueue(filter: QueueFilter())

        let direct = try OperationJSON.data(try await operation.perform(in: house))
        let table = try await OperationTable().perform(
            ListQueue.name,
            try OperationJSON.data(operation),
            in: house
        )

        #expect(direct == table)
    }

    @Test func `the table refuses what it does not know`() async throws {
        await #expect(throws: OperatorError.self) { try await OperationTable().perform("nope", Data(), in: house) }
        await #expect(throws: OperatorError.self) {
            try await OperationTable().perform(ListQueue.name, Data("{}".utf8), in: house)
        }
    }

    @Test func `a refused row can be looked at again`() async throws {
        let intake = try house.intake()
        let run = try await intake.begin(name: "a.json", format: "test")
        var batch = IntakeBatch()
        batch.add(.rejected(.init(reason: "no time", offset: 5, raw: Array("{row}".utf8))))

        _ = try await SaveBatch(batch: batch, run: run).perform(in: house)
        let rows = try await ShowRejectedRows(run: run, limit: 5).perform(in: house)

        #expect(rows.map(\.raw) == ["{row}"])
        #expect(rows.map(\.reason) == ["no time"])
    }

    @Test func `the check finds everything in order`() async throws {
        let findings = try await CheckHouse().perform(in: house)

        #expect(findings.filter { !$0.isFine } == [])
        #expect(findings.map(\.subject) == ["database", "classifier", "deep tier", "templates"])
    }
}
