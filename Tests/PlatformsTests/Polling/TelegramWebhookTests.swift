import Domain
import Foundation
import Platforms
import TestSupport
import Testing

struct TelegramWebhookTests {
    private func hook() throws -> any Webhook {
        let secrets = ["token": ["77:abc"], "webhook-secret": ["new-word", "old_word"]]
        return try #require(Modules.telegramBot.webhook(SourceSetup(name: "x", settings: [:], secrets: secrets)))
    }

    @Test(arguments: ["new-word", "old_word"])
    func `takes the secret in use and the one before`(_ secret: String) throws {
        let headers = ["x-telegram-bot-api-secret-token": secret]

        #expect(try hook().verdict(headers: headers, body: [], now: SamplePosts.now) == .genuine)
    }

    @Test(arguments: [nil, "", "new-wor", "new-wordd", "NEW-WORD", "new-word,old_word", "77:abc"])
    func `refuses every other secret`(_ secret: String?) throws {
        let headers = secret.map { ["x-telegram-bot-api-secret-token": $0] } ?? [:]

        #expect(try hook().verdict(headers: headers, body: [], now: SamplePosts.now) != .genuine)
    }

    @Test func `understands an update as polling does`() throws {
        let update = #"""
            {"update_id":1,"message":{"message_id":5,"date":1795000000,"text":"caut cazare",
            "chat":{"id":-1001600700800,"type":"supergroup","title":"G"},"from":{"id":9,"is_bot":false}}}
            """#

        let events = try hook().events(Array(update.utf8), receivedAt: SamplePosts.now)

        guard case .row(.post(let post)) = events.first else {
            Issue.record("no post")
            return
        }
        #expect(events.count == 1 && post.externalID == "5" && post.author?.id == "user9")
        #expect(post.space.externalID == "-1001600700800")
    }

    @Test(arguments: ["", "x", "[]", #"{"update_id":1,"message":{}}"#])
    func `keeps what it cannot understand`(_ body: String) throws {
        guard case .row(.rejected(let row)) = try hook().events(Array(body.utf8), receivedAt: SamplePosts.now).first
        else {
            Issue.record("not refused")
            return
        }
        #expect(row.raw == Array(body.utf8))
    }
}
