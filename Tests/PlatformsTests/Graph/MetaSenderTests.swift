import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// How answers go out through the Graph API, and how they are found again.
struct MetaSenderTests {
    private static let onPage = OutgoingMessage(
        space: SpaceReference(platform: .facebook, externalID: MetaSetup.page),
        externalID: "8001",
        parentExternalID: "7001",
        permalink: "https://www.facebook.com/100200300400500/posts/7001?comment_id=8001",
        threadID: "7001_8001",
        text: "Bună ziua & bine ați venit",
        firstTriedAt: SamplePosts.now
    )
    private static let onInstagram = OutgoingMessage(
        space: SpaceReference(platform: .instagram, externalID: "account:beratung.example"),
        externalID: "18000000000000001",
        permalink: "https://www.instagram.com/p/DRexample01/c/18000000000000001/",
        threadID: "18000000000000001",
        text: "Scrie-ne te rog",
        firstTriedAt: SamplePosts.now
    )

    private func message(_ kind: SourceKind) -> OutgoingMessage {
        kind == .facebookPage ? Self.onPage : Self.onInstagram
    }

    private func path(_ request: WireRequest?) -> String? {
        request.flatMap { URLComponents(string: $0.url)?.path.replacing("/v25.0", with: "") }
    }

    @Test func `posts a comment in the name of the Page`() throws {
        let request = try MetaSetup.sender(.facebookPage).request(for: Self.onPage)

        #expect(request.method == .post)
        #expect(request.url == "https://graph.facebook.com/v25.0/7001_8001/comments")
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == "message=Bun%C4%83%20ziua%20%26%20bine%20a%C8%9Bi%20venit"
                + "&appsecret_proof=ba901af273193122e6a09621afeeeca2f0178ec975261a5cb1daeaea1c0635c2"
        )
        #expect(request.headers.contains(.init("Authorization", "Bearer EAATESTTOKEN")))
    }

    @Test(arguments: try TargetRow.all())
    fileprivate func `answers at the top of the thread`(_ row: TargetRow) throws {
        var message = message(row.kind)
        message.externalID = row.id
        message.parentExternalID = row.parent
        message.threadID = row.thread
        message.permalink = row.link
        let sender = try MetaSetup.sender(row.kind)

        #expect(try path(sender.request(for: message)) == row.path)
    }

    @Test func `answers a mention through the account`() throws {
        var message = Self.onInstagram
        let sender = try MetaSetup.sender(.instagramAccount)

        message.threadID = "mention:17900000000000901:18000000000000101"
        let comment = try sender.request(for: message)
        #expect(path(comment) == "/17841400000000001/mentions")
        #expect(
            String(decoding: comment.body, as: UTF8.self).hasPrefix(
                "media_id=17900000000000901&comment_id=18000000000000101&message=Scrie-ne%20te%20rog&"
            )
        )
        message.threadID = "mention:17900000000000902"
        let caption = try sender.request(for: message)
        #expect(String(decoding: caption.body, as: UTF8.self).hasPrefix("media_id=17900000000000902&message="))
        #expect(sender.lookUp(message) == nil)
    }

    @Test(arguments: [
        (SourceKind.facebookPage, "", false), (.facebookPage, String(repeating: "x", count: 8_000), true),
        (.facebookPage, String(repeating: "x", count: 8_001), false),
        (.instagramAccount, "", false), (.instagramAccount, String(repeating: "x", count: 300), true),
        (.instagramAccount, String(repeating: "x", count: 301), false),
        (.instagramAccount, "https://a.example", true), (.instagramAccount, "https://a.example www.b.example", false),
        (.instagramAccount, "#a #b #c #d", true), (.instagramAccount, "#a #b #c #d #e", false),
        (.instagramAccount, "SCRIE-NE ACUM", false), (.instagramAccount, "123", true),
        (.instagramAccount, "Пишете ни", true), (.instagramAccount, "ПИШЕТЕ НИ", false),
    ])
    func `takes what the platform takes`(_ kind: SourceKind, _ text: String, _ fits: Bool) throws {
        var message = message(kind)
        message.text = text
        let sender = try MetaSetup.sender(kind)
        // Why it is refused is said to a person.
        let request = try? sender.request(for: message)

        #expect((request != nil) == fits)
    }

    @Test(arguments: [
        (SourceKind.facebookPage, Platform.facebook, "810000000000101"),
        (.facebookPage, .instagram, MetaSetup.page),
        (.instagramAccount, .instagram, "account:somebody"), (.instagramAccount, .instagram, "hashtag:ajutor"),
        (.instagramAccount, .facebook, "account:beratung.example"),
    ])
    func `sends nothing to groups, other Pages and other accounts`(
        _ kind: SourceKind,
        _ platform: Platform,
        _ space: String
    ) throws {
        var message = message(kind)
        message.space = SpaceReference(platform: platform, externalID: space)
        let sender = try MetaSetup.sender(kind)

        let refusal = #expect(throws: SendRefusal.self) { _ = try sender.request(for: message) }
        #expect(refusal?.remedy.contains("by hand") == true)
    }

    @Test func `sends nothing for hashtags`() throws {
        #expect(try MetaSetup.module(.instagramHashtag).sender(MetaSetup.setup(.instagramHashtag)) == nil)
    }

    @Test(arguments: try OutcomeRow.all())
    fileprivate func `knows what became of an answer`(_ row: OutcomeRow) throws {
        let sender = try MetaSetup.sender(row.kind)
        let answer = MetaSetup.answer(row.body, status: row.status, headers: row.headers)

        let outcome = sender.outcome(of: answer, to: message(row.kind))

        #expect(row.line(outcome) == row.expected)
    }

    @Test(arguments: [SourceKind.facebookPage, .instagramAccount])
    func `finds its answer by words, writer and time`(_ kind: SourceKind) throws {
        let sender = try MetaSetup.sender(kind)
        let message = message(kind)
        let ours = reply(kind, 4, message.text.replacing(" ", with: "  "), own: true, after: -100)
        let others = [
            reply(kind, 1, message.text, own: false, after: 5), reply(kind, 2, "altceva", own: true, after: 5),
        ]
        let old = reply(kind, 3, message.text, own: true, after: -121)

        guard case .sent(let id, let link) = sender.find(message, in: list(others + [ours, old])) else {
            Issue.record("the answer is not found")
            return
        }
        #expect(id == "4")
        #expect(link?.contains("4") == true)
        #expect(isRetry(sender.find(message, in: list(others + [old]))))
        #expect(isRetry(sender.find(message, in: list(others + [old], more: true))))
        #expect(isRetry(sender.find(message, in: list([]))))
    }

    @Test(arguments: [SourceKind.facebookPage, .instagramAccount])
    func `does not say that its answer is missing where it cannot know`(_ kind: SourceKind) throws {
        let sender = try MetaSetup.sender(kind)
        let message = message(kind)
        let young = reply(kind, 2, "altceva", own: true, after: 5)
        let younger = reply(kind, 5, "altceva", own: false, after: 50)
        let old = reply(kind, 3, "altceva", own: true, after: -500)
        let answers = [
            list([young], more: true), list([old, younger], more: true), MetaSetup.answer("x"),
            MetaSetup.answer("{}", status: 500), MetaSetup.answer(#"{"error":{"code":1}}"#),
            MetaSetup.answer(#"{"error":{"code":190}}"#, status: 400),
        ]

        for answer in answers {
            guard case .unknown = sender.find(message, in: answer) else {
                Issue.record("another outcome")
                return
            }
        }
    }

    @Test func `reads the thread that it has answered`() throws {
        let page = try #require(try MetaSetup.sender(.facebookPage).lookUp(Self.onPage))
        let instagram = try #require(try MetaSetup.sender(.instagramAccount).lookUp(Self.onInstagram))

        #expect(page.method == .get)
        #expect(path(page) == "/7001_8001/comments")
        #expect(page.url.contains("order=reverse_chronological"))
        #expect(page.url.contains("since=1795175880"))
        #expect(path(instagram) == "/18000000000000001/replies")
    }

    private func isRetry(_ outcome: SendOutcome) -> Bool { if case .retry = outcome { true } else { false } }

    private func list(_ elements: [String], more: Bool = false) -> WireAnswer {
        let paging = more ? #","paging":{"cursors":{"after":"x"},"next":"https://x.example"}"# : ""
        return MetaSetup.answer("{\"data\":[\(elements.joined(separator: ","))]\(paging)}")
    }

    private func reply(_ kind: SourceKind, _ id: Int, _ text: String, own: Bool, after seconds: Double) -> String {
        let date = SamplePosts.now.addingTimeInterval(seconds)
        let time = date.formatted(.iso8601).replacing("Z", with: "+0000")
        if kind == .facebookPage {
            let from = own ? MetaSetup.page : "2400000000000011"
            let link = "https://www.facebook.com/100200300400500/posts/7001?comment_id=8001&reply_comment_id=\(id)"
            return """
                {"id":"7001_\(id)","message":"\(text)","created_time":"\(time)","from":{"id":"\(from)"},\
                "permalink_url":"\(link)"}
                """
        }
        let name = own ? "beratung.example" : "ana_example"
        return #"{"id":"\#(id)","text":"\#(text)","timestamp":"\#(time)","username":"\#(name)"}"#
    }
}

/// A line of `Fixtures/sending/graph-targets.tsv`: an answered post, and where the answer is posted.
private struct TargetRow: CustomTestStringConvertible {
    let kind: SourceKind
    let reason: String
    let id: String
    let parent: String?
    let thread: String?
    let link: String?
    let path: String

    var testDescription: String { "\(kind.rawValue): \(reason)" }

    static func all() throws -> [TargetRow] {
        try TableRows.read("sending/graph-targets.tsv").map { cells in
            func cell(_ index: Int) -> String? { cells[index] == "-" ? nil : cells[index] }
            return TargetRow(
                kind: try #require(SourceKind(rawValue: cells[0])),
                reason: cells[1],
                id: cells[2],
                parent: cell(3),
                thread: cell(4),
                link: cell(5),
                path: cells[6]
            )
        }
    }
}

/// A line of `Fixtures/sending/graph.tsv`: what Meta answers, and what it means.
private struct OutcomeRow: CustomTestStringConvertible {
    let kind: SourceKind
    let reason: String
    let status: Int
    let headers: [String: String]
    let body: String
    let expected: String

    var testDescription: String { "\(kind.rawValue): \(reason)" }

    static func all() throws -> [OutcomeRow] {
        try TableRows.read("sending/graph.tsv").map { cells in
            OutcomeRow(
                kind: try #require(SourceKind(rawValue: cells[0])),
                reason: cells[1],
                status: try #require(Int(cells[2])),
                headers: cells[3] == "-" ? [:] : ["x-business-use-case-usage": cells[3]],
                body: cells[4],
                expected: cells[5]
            )
        }
    }

    func line(_ outcome: SendOutcome) -> String {
        switch outcome {
        case .sent(let id, let link): "sent \(id) \(link ?? "-")"
        case .retry(let pause, _): "retry \(pause.map { "\($0.components.seconds)" } ?? "-")"
        case .refused(_, let remedy): "refused: \(remedy)"
        case .unknown: "unknown"
        }
    }
}
