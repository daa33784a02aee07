import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// How Telegram and TikTok take answers.
struct SenderTests {
    private static let telegram = OutgoingMessage(
        space: SpaceReference(platform: .telegram, externalID: "-1001600700800"),
        externalID: "501",
        text: "Buna ziua"
    )
    private static let tiktok = OutgoingMessage(
        space: SpaceReference(platform: .tiktok, externalID: "video:7712345678901234567"),
        externalID: "7720000000000000002",
        permalink: "https://www.tiktok.com/@a/video/7712345678901234567",
        text: "Buna ziua",
        firstTriedAt: SamplePosts.now
    )

    private func sender(of kind: SourceKind) throws -> any Sender {
        let setup = SourceSetup(
            name: "x",
            settings: ["business-id": "open-id-1"],
            secrets: ["token": ["77:secret"]]
        )
        return try #require(SourceModules.module(of: kind)?.sender(setup))
    }

    private func body(_ request: WireRequest) -> String { String(decoding: request.body, as: UTF8.self) }

    private func answer(_ body: String, status: Int = 200) -> WireAnswer {
        WireAnswer(status: status, body: Array(body.utf8))
    }

    @Test func `asks Telegram for a plain answer to an existing post`() throws {
        let request = try sender(of: .telegramBot).request(for: Self.telegram)

        #expect(request.url == "https://api.telegram.org/bot77:secret/sendMessage")
        #expect(
            body(request)
                == #"{"chat_id":-1001600700800,"text":"Buna ziua","#
                + #""reply_parameters":{"message_id":501,"allow_sending_without_reply":false},"#
                + #""link_preview_options":{"is_disabled":true}}"#
        )
    }

    @Test(arguments: [(nil, false), ("1", false), ("2", true), ("x", false)])
    func `names a topic to Telegram only where it is a real one`(_ topic: String?, _ isNamed: Bool) throws {
        var message = Self.telegram
        message.threadID = topic

        let request = try sender(of: .telegramBot).request(for: message)

        #expect(body(request).contains(#""message_thread_id":2"#) == isNamed)
        #expect(body(request).contains("message_thread_id") == isNamed)
    }

    @Test(arguments: [
        (SourceKind.telegramBot, 1, true), (.telegramBot, 4096, true), (.telegramBot, 0, false),
        (.telegramBot, 4097, false), (.tiktokAccount, 1, true), (.tiktokAccount, 150, true),
        (.tiktokAccount, 0, false), (.tiktokAccount, 151, false),
    ])
    func `takes answers of a certain length, counted in UTF-16`(_ kind: SourceKind, _ units: Int, _ fits: Bool) throws {
        var message = kind == .telegramBot ? Self.telegram : Self.tiktok
        message.text = String(repeating: "👋", count: units / 2) + (units % 2 == 1 ? "x" : "")
        let sender = try sender(of: kind)
        // Why it is refused is told elsewhere.
        let request = try? sender.request(for: message)

        #expect((request != nil) == fits)
    }

    @Test(arguments: [("12", "5"), ("-5", "0"), ("-5", "-999"), ("x", "5")])
    func `sends nothing to where a bot cannot answer`(_ space: String, _ post: String) throws {
        var message = Self.telegram
        message.space.externalID = space
        message.externalID = post
        let sender = try sender(of: .telegramBot)

        #expect(throws: SendRefusal.self) { _ = try sender.request(for: message) }
    }

    @Test(arguments: try Row.all())
    fileprivate func `knows what became of an answer`(_ row: Row) throws {
        let sender = try sender(of: row.kind)

        let outcome = sender.outcome(
            of: answer(row.body, status: row.status),
            to: row.kind == .telegramBot ? Self.telegram : Self.tiktok
        )

        #expect(row.matches(outcome), "\(outcome)")
    }

    @Test func `asks TikTok to answer the comment at the top of the thread`() throws {
        var message = Self.tiktok
        message.parentExternalID = "7720000000000000001"

        let request = try sender(of: .tiktokAccount).request(for: message)

        #expect(request.url.hasSuffix("/open_api/v1.3/business/comment/reply/create/"))
        #expect(request.headers.contains(.init("Access-Token", "77:secret")))
        #expect(
            body(request)
                == #"{"business_id":"open-id-1","video_id":"7712345678901234567","#
                + #""comment_id":"7720000000000000001","text":"Buna ziua"}"#
        )
    }

    @Test(arguments: ["account:a", "video:x", "video:", "7712345678901234567"])
    func `sends TikTok nothing for posts that are no comments`(_ space: String) throws {
        var message = Self.tiktok
        message.space.externalID = space
        let sender = try sender(of: .tiktokAccount)

        #expect(throws: SendRefusal.self) { _ = try sender.request(for: message) }
        #expect(sender.lookUp(message) == nil)
    }

    @Test func `finds its answer on TikTok by words, owner and time`() throws {
        let sender = try sender(of: .tiktokAccount)
        let now = Int(SamplePosts.now.timeIntervalSince1970)
        func reply(_ id: Int, _ text: String, owner: Bool, at seconds: Int) -> String {
            #"{"comment_id":"\#(id)","text":"\#(text)","owner":\#(owner),"create_time":\#(seconds)}"#
        }
        func find(_ replies: String..., more: Bool = false) -> SendOutcome {
            let list = replies.joined(separator: ",")
            let body = #"{"code":0,"data":{"comments":[\#(list)],"has_more":\#(more),"cursor":30}}"#
            return sender.find(Self.tiktok, in: answer(body))
        }
        let others = [
            reply(1, "Buna ziua", owner: false, at: now + 5), reply(2, "Buna", owner: true, at: now + 5),
            reply(3, "Buna ziua", owner: true, at: now - 121),
        ].joined(separator: ",")

        let lookUp = try #require(sender.lookUp(Self.tiktok))
        #expect(lookUp.url.contains("/business/comment/reply/list/?business_id=open-id-1&video_id=7712345678901234567"))
        #expect(
            find(others, reply(4, "Buna ziua", owner: true, at: now - 100))
                == .sent(externalID: "4", link: "https://www.tiktok.com/@a/video/7712345678901234567")
        )
        guard case .refused = find(others), case .unknown = find(others, more: true),
            case .unknown = sender.find(Self.tiktok, in: answer("x"))
        else {
            Issue.record("another outcome")
            return
        }
    }

    @Test func `cannot look for an answer on Telegram`() throws {
        #expect(try sender(of: .telegramBot).lookUp(Self.telegram) == nil)
    }
}

/// A line of `Fixtures/sending/outcomes.tsv`.
private struct Row: CustomTestStringConvertible {
    let kind: SourceKind
    let reason: String
    let status: Int
    let body: String
    let outcome: String
    let detail: String

    var testDescription: String { "\(kind.rawValue): \(reason)" }

    static func all() throws -> [Row] {
        try TableRows.read("sending/outcomes.tsv").compactMap { cells in
            guard cells.count == 6, let kind = SourceKind(rawValue: cells[0]), let status = Int(cells[2]),
                [.telegramBot, .tiktokAccount].contains(kind)
            else { return nil }
            return Row(
                kind: kind,
                reason: cells[1],
                status: status,
                body: cells[3],
                outcome: cells[4],
                detail: cells[5]
            )
        }
    }

    func matches(_ outcome: SendOutcome) -> Bool {
        switch outcome {
        case .sent(let id, let link): self.outcome == "sent" && detail == "\(id) \(link ?? "-")"
        case .retry(let pause, _): self.outcome == "retry" && detail == pause.map { "\($0.components.seconds)" } ?? "-"
        case .refused(_, let remedy): self.outcome == "refused" && remedy.contains(detail)
        case .unknown: self.outcome == "unknown"
        }
    }
}
