import Domain
import Foundation
import Platforms
import TestSupport
import Testing

struct TelegramBotTests {
    private static func round(_ name: String) throws -> PolledRound {
        let fixture = try #require(try PollFixture.all().first { $0.kind == "telegram-bot" && $0.name == name })
        return try fixture.scene().round()
    }

    private func post(_ id: String, in name: String = "page") throws -> ReceivedPost {
        try #require(try Self.round(name).posts.first { $0.externalID == id })
    }

    @Test func `asks for what comes after the cursor and never before it was kept`() throws {
        let round = try Self.round("page")

        let request = try #require(round.requests.first)
        let body = String(decoding: request.body, as: UTF8.self)
        #expect(
            request.url == "https://telegram.example.org/bot7100200300:AAHexampleexampleexampleexampleexam/getUpdates"
        )
        #expect(request.method == .post)
        #expect(body.contains(#""offset":900001"#) && body.contains(#""timeout":50"#) && body.contains(#""limit":100"#))
        #expect(
            body.contains(
                #""allowed_updates":["message","edited_message","channel_post","edited_channel_post","my_chat_member"]"#
            )
        )
        #expect(request.limits.idle >= .seconds(60) && request.limits.total >= .seconds(60))
        #expect(round.requests.count == 1)
    }

    @Test func `asks for everything in the first round`() throws {
        let round = try Self.round("first")

        #expect(!round.requests.contains { String(decoding: $0.body, as: UTF8.self).contains("offset") })
    }

    @Test func `names topics, and takes their opening for no answer`() throws {
        let first = try post("41"), second = try post("42"), general = try post("43")

        #expect(first.threadTitle == "Жилище и стаи" && first.threadExternalID == "2")
        #expect(first.parentExternalID == nil && first.permalink == "https://t.me/c/2345678901/41")
        #expect(second.parentExternalID == "41" && second.threadExternalID == "2" && second.threadTitle == nil)
        #expect(general.threadExternalID == nil)
    }

    @Test func `takes an ordinary thread for no topic`() throws {
        let comment = try post("504")

        #expect(comment.parentExternalID == "503" && comment.threadExternalID == nil)
    }

    @Test func `puts hidden targets behind their words, counted in UTF-16`() throws {
        #expect(try post("41").text == "👋 Търся стая в Берлин, правила тук (https://example.org/pravila) и тук")
        #expect(try post("501").text == "Unde gasesc un avocat? Aici (https://example.org/a)")
    }

    @Test func `knows who speaks as a chat`() throws {
        #expect(try post("41").author == ReceivedPost.Author(id: "user5120340017", handle: "Milen Karaivanov"))
        #expect(try post("42").author == ReceivedPost.Author(id: "user4503599627370000", handle: "@ana_example"))
        #expect(try post("43").author?.id == "channel2345678901")
        #expect(try post("77").author?.id == "channel1777000111")
        #expect(try post("503").author?.id == "channel1777000111")
        #expect(try post("503").space.externalID == "-1001600700800")
    }

    @Test func `keeps edits, albums and chats that move`() throws {
        let round = try Self.round("page")

        #expect(try post("499").editedAt == Date(timeIntervalSince1970: 1_795_000_008))
        #expect(try post("501").permalink == "https://t.me/romani_hamburg/501")
        #expect(try post("89").permalink == nil)
        #expect(try post("89").space.externalID == "-987650432")
        let old = SpaceReference(platform: .telegram, externalID: "-987650432", name: "Polki w Kassel")
        #expect(round.events.contains(.moved(old, to: "-1002000300040")))
        let reasons = round.events.compactMap { event -> IgnoreReason? in
            guard case .row(.ignored(let reason)) = event else { return nil }
            return reason
        }
        #expect(reasons == [.noText, .privateChat, .own, .serviceMessage, .otherNews])
    }

    @Test(arguments: [("privacy-mode", "/setprivacy"), ("removed", "add the bot again")])
    func `warns with a remedy`(_ name: String, _ remedy: String) throws {
        let warnings = try Self.round(name).warnings

        #expect(warnings.count == 1)
        #expect(warnings.first?.remedy.contains(remedy) == true)
    }

    @Test func `tells a webhook from another poller`() throws {
        guard case .needsPerson(_, let remedy) = try Self.round("webhook-set").trouble,
            case .wait(.seconds(30), let reason) = try Self.round("other-poller").trouble
        else {
            Issue.record("other troubles")
            return
        }
        #expect(remedy.contains("deleteWebhook") && remedy.contains("polling"))
        #expect(reason.contains("the same bot"))
    }

    @Test func `is not asked where a webhook brings the updates`() throws {
        let setup = SourceSetup(name: "x", settings: ["polling": "off"], secrets: ["token": ["1:a"]])

        #expect(try Modules.telegramBot.conversation(setup, cursor: nil, lookUps: [], checksAccess: true) == nil)
    }

    @Test(arguments: ["", "abc", "1:", ":a", "1:a b", "1:a/../b", "-1:a", "1:a?x", "1:a:b", "1:é"])
    func `wants a token that can be one`(_ token: String) throws {
        let setup = SourceSetup(name: "x", settings: [:], secrets: ["token": [token]])

        #expect(throws: PollTrouble.self) {
            _ = try Modules.telegramBot.conversation(setup, cursor: nil, lookUps: [], checksAccess: false)
        }
        #expect(try Modules.telegramBot.sender(setup) == nil)
    }

    @Test(arguments: [
        "http://api.telegram.org", "ftp://a.example", "https://", "https://user@a.example", "http://127.0.0.1.example",
        "https://a.example/?x=", "https://a.example#",
    ])
    func `sends the token to no address that is not safe`(_ address: String) {
        let setup = SourceSetup(name: "x", settings: ["api": address], secrets: ["token": ["1:a"]])

        #expect(throws: PollTrouble.self) {
            _ = try Modules.telegramBot.conversation(setup, cursor: nil, lookUps: [], checksAccess: false)
        }
    }

    @Test(arguments: ["https://a.example/", "http://127.0.0.1:8081", "http://localhost:1", "http://[::1]:99"])
    func `takes another server and this machine`(_ address: String) throws {
        let setup = SourceSetup(name: "x", settings: ["api": address], secrets: ["token": ["1:a"]])

        #expect(try Modules.telegramBot.conversation(setup, cursor: nil, lookUps: [], checksAccess: false) != nil)
    }

    @Test(arguments: [
        (#"[{"type":"text_link","offset":3,"length":4,"url":"https://a.example"}]"#, "👋 abcd (https://a.example) e"),
        (#"[{"type":"text_link","offset":1,"length":3,"url":"https://a.example"}]"#, "👋 abcd e"),
        (#"[{"type":"text_link","offset":0,"length":1,"url":"https://a.example"}]"#, "👋 abcd e"),
        (#"[{"type":"text_link","offset":3,"length":400,"url":"https://a.example"}]"#, "👋 abcd e"),
        (#"[{"type":"text_link","offset":-1,"length":2,"url":"https://a.example"}]"#, "👋 abcd e"),
        (#"[{"type":"text_link","offset":9223372036854775807,"length":2,"url":"https://a.example"}]"#, "👋 abcd e"),
        (#"[{"type":"text_link","offset":3,"length":9223372036854775807,"url":"https://a.example"}]"#, "👋 abcd e"),
        (#"[{"type":"text_link","offset":3,"length":4}]"#, "👋 abcd e"),
        (#"[{"type":"text_link","offset":3,"length":4,"url":"abcd"}]"#, "👋 abcd e"),
        (
            #"[{"type":"text_link","offset":8,"length":1,"url":"u:2"},{"type":"text_link","offset":3,"length":4,"url":"u:1"}]"#,
            "👋 abcd (u:1) e (u:2)"
        ),
        (
            #"[{"type":"text_link","offset":3,"length":4,"url":"u:1"},{"type":"text_link","offset":4,"length":2,"url":"u:2"}]"#,
            "👋 abcd (u:1) e"
        ),
    ])
    func `passes over marks that do not fit the text`(_ entities: String, _ text: String) throws {
        let setup = SourceSetup(name: "x", settings: [:], secrets: ["token": ["1:a"], "webhook-secret": ["w"]])
        let chat = #"{"id":-1001600700800,"type":"supergroup"}"#
        let update =
            #"{"update_id":1,"message":{"message_id":5,"date":1795000000,"chat":\#(chat),"#
            + #""text":"👋 abcd e","entities":\#(entities)}}"#

        let hook = try #require(try Modules.telegramBot.webhook(setup))
        let events = hook.events(Array(update.utf8), receivedAt: SamplePosts.now)

        guard case .row(.post(let post)) = events.first else {
            Issue.record("no post")
            return
        }
        #expect(post.text == text)
        #expect(post.author == nil)
    }

    @Test(.enabled(if: Fixtures.samples != nil, "set STREETWORK_SAMPLES to read the samples"))
    func `understands every update of the sample`() throws {
        let folder = try #require(Fixtures.samples).appending(path: "telegram/botapi")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let setup = SourceSetup(name: "x", settings: [:], secrets: ["token": ["1:a"]])

        for file in files {
            let body = Array(try Data(contentsOf: file))
            let conversation = try Modules.telegramBot.conversation(
                setup,
                cursor: nil,
                lookUps: [],
                checksAccess: false
            )
            let round = PolledRound(
                try #require(conversation),
                cursor: nil,
                answers: [WireAnswer(status: 200, body: body)],
                now: SamplePosts.now
            )
            #expect(round.trouble == nil && round.rejections.isEmpty && !round.events.isEmpty)
        }
    }
}
