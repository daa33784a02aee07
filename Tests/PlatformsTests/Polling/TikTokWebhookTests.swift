import Domain
import Foundation
import Platforms
import TestSupport
import Testing

struct TikTokWebhookTests {
    static let body = #"{"event":"comment.update","content":"{}"}"#
    static let vector = "63c8ceda9347e07698ebc18adcd835ecf0cbd5ea7ff9d87cbce256e333dfec28"

    private func hook(_ secrets: String...) throws -> any Webhook {
        let setup = SourceSetup(
            name: "x",
            settings: ["business-id": "open-id-1"],
            secrets: ["token": ["a"], "client-secret": secrets]
        )
        return try #require(Modules.tiktokAccount.webhook(setup))
    }

    private func verdict(_ header: String?, after seconds: Double = 0, secrets: [String]) throws -> WebhookVerdict {
        let setup = SourceSetup(name: "x", settings: [:], secrets: ["token": ["a"], "client-secret": secrets])
        return try #require(Modules.tiktokAccount.webhook(setup)).verdict(
            headers: header.map { ["tiktok-signature": $0] } ?? [:],
            body: Array(Self.body.utf8),
            now: Date(timeIntervalSince1970: 1_700_000_000 + seconds)
        )
    }

    @Test(arguments: [0, 300, -300] as [Double])
    func `takes a call that is signed and fresh`(_ seconds: Double) throws {
        let verdict = try verdict("t=1700000000,s=\(Self.vector)", after: seconds, secrets: ["test-client-secret"])

        #expect(verdict == .genuine)
    }

    @Test func `takes a call signed with the secret before the one in use`() throws {
        let secrets = ["new-secret", "test-client-secret"]

        #expect(try verdict("t=1700000000,s=\(Self.vector)", secrets: secrets) == .genuine)
        #expect(try verdict("s=\(Self.vector),t=1700000000,v=2", secrets: secrets) == .genuine)
    }

    @Test(arguments: [
        nil, "", "t=1700000000", "s=\(vector)", "t=,s=\(vector)", "t=x,s=\(vector)", "t=-1,s=\(vector)",
        "t=01700000000,s=\(vector)", "t=1700000000,s=", "t=1700000000,s=\(vector.uppercased())",
        "t=1700000000,s=x,s=\(vector)", "t=1700000000 ,s=\(vector)", "t=99999999999999999999,s=\(vector)",
    ])
    func `refuses a call without a right signature`(_ header: String?) throws {
        #expect(try verdict(header, secrets: ["test-client-secret"]) != .genuine)
    }

    @Test(arguments: [301, -301, .infinity, .nan] as [Double])
    func `refuses a call at another time`(_ seconds: Double) throws {
        #expect(
            try verdict("t=1700000000,s=\(Self.vector)", after: seconds, secrets: ["test-client-secret"]) != .genuine
        )
    }

    @Test func `is there only where there is a secret`() throws {
        let setup = SourceSetup(name: "x", settings: [:], secrets: ["token": ["a"], "client-secret": [" "]])

        #expect(try Modules.tiktokAccount.webhook(setup) == nil)
        let bot = SourceSetup(name: "x", settings: [:], secrets: ["token": ["1:a"]])
        #expect(try Modules.telegramBot.webhook(bot) == nil)
    }

    /// What a call with this content says.
    private func events(_ content: String, event: String = "comment.update", account: String = "open-id-1") throws
        -> [PlatformEvent]
    {
        let body: WireJSON = [
            "client_key": "k", "event": .text(event), "create_time": 1_700_000_000, "user_openid": .text(account),
            "content": .text(content),
        ]
        return try hook("s").events(body.bytes, receivedAt: Date(timeIntervalSince1970: 1_700_000_100))
    }

    private static let ids = #""comment_id":7720000000000000099,"video_id":7712345678901234567"#

    @Test func `takes a new answer with its words in, without losing a digit`() throws {
        let events = try events(
            "{\(Self.ids),\"parent_comment_id\":7720000000000000001,\"comment_type\":\"reply\","
                + "\"comment_action\":\"insert\",\"timestamp\":1700000000,\"unique_identifier\":\"u-1\","
                + "\"text\":\"caut cazare\"}"
        )

        guard case .row(.post(let post)) = events.first else {
            Issue.record("no post")
            return
        }
        #expect(post.externalID == "7720000000000000099" && post.parentExternalID == "7720000000000000001")
        #expect(post.space.externalID == "video:7712345678901234567")
        #expect(post.author?.id == "u-1" && post.text == "caut cazare")
        #expect(post.publishedAt == Date(timeIntervalSince1970: 1_700_000_000))
    }

    @Test(arguments: ["insert", "set_to_public"])
    func `looks up what came without words`(_ action: String) throws {
        let lookUp = LookUp("comment", ids: ["video": "7712345678901234567", "comment": "7720000000000000099"])

        #expect(try events("{\(Self.ids),\"comment_action\":\"\(action)\"}") == [.lookUp(lookUp)])
    }

    @Test(arguments: ["delete", "set_to_hidden", "set_to_friends_only"])
    func `says what is gone or hidden`(_ action: String) throws {
        let events = try events("{\(Self.ids),\"comment_action\":\"\(action)\",\"timestamp\":1700000050}")

        let gone = DeletedPost(
            space: TikTokLinks.space(ofVideo: "7712345678901234567"),
            externalID: "7720000000000000099",
            deletedAt: Date(timeIntervalSince1970: 1_700_000_050)
        )
        #expect(events == [.deleted(gone)])
    }

    @Test func `passes over what is none of its business`() throws {
        #expect(try events("{}", event: "video.publish.completed") == [.row(.ignored(.otherNews))])
        #expect(try events("{\(Self.ids),\"comment_action\":\"insert\"}", account: "x") == [.row(.ignored(.otherNews))])
        #expect(try events("{\(Self.ids),\"comment_action\":\"pinned\"}") == [.row(.ignored(.otherNews))])
        let own = "{\(Self.ids),\"comment_action\":\"insert\",\"unique_identifier\":\"open-id-1\",\"text\":\"x\"}"
        #expect(try events(own) == [.row(.ignored(.own))])
    }

    @Test(arguments: ["", "nonsense", "{}", #"{"comment_id":1,"comment_action":"insert"}"#, "[1]"])
    func `keeps what it cannot understand`(_ content: String) throws {
        guard case .row(.rejected(let row)) = try events(content).first else {
            Issue.record("not refused")
            return
        }
        #expect(!row.raw.isEmpty && row.reason.hasPrefix("in its content"))
    }

    @Test func `keeps a body that is no call`() throws {
        guard case .row(.rejected(let row)) = try hook("s").events(Array("x".utf8), receivedAt: SamplePosts.now).first
        else {
            Issue.record("not refused")
            return
        }
        #expect(row.raw == Array("x".utf8))
    }
}
