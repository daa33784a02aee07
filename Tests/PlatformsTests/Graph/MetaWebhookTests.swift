import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// A delivery and what it says: `Fixtures/webhooks/<kind>/<case>.json` and its line in `expected.tsv`.
private struct Delivery: CustomTestStringConvertible {
    let kind: SourceKind
    let name: String
    let events: String

    var testDescription: String { "\(kind.rawValue)/\(name)" }

    static func all() throws -> [Delivery] {
        try [SourceKind.facebookPage, .instagramAccount].flatMap { kind in
            try TableRows.read("webhooks/\(kind.rawValue)/expected.tsv").map { cells in
                Delivery(kind: kind, name: cells[0], events: cells[1])
            }
        }
    }

    func read() throws -> [PlatformEvent] {
        let body = try Fixtures.bytes("webhooks/\(kind.rawValue)/\(name).json")
        return try MetaSetup.webhook(kind).events(body, receivedAt: SamplePosts.now)
    }
}

struct MetaWebhookTests {
    @Test(arguments: try Delivery.all())
    fileprivate func `says what has happened`(_ delivery: Delivery) throws {
        #expect(EventLine.text(try delivery.read()) == delivery.events)
    }

    @Test(arguments: try Delivery.all())
    fileprivate func `understands half a delivery without falling`(_ delivery: Delivery) throws {
        let body = try Fixtures.bytes("webhooks/\(delivery.kind.rawValue)/\(delivery.name).json")
        let hook = try MetaSetup.webhook(delivery.kind)

        for length in stride(from: 0, to: body.count, by: max(1, body.count / 29)) {
            let events = hook.events(Array(body[..<length]), receivedAt: SamplePosts.now)
            let isWhole = body[length...].allSatisfy { $0 <= 0x20 }
            #expect(isWhole || events.contains { if case .row(.rejected) = $0 { true } else { false } })
        }
    }

    @Test func `keeps what it cannot understand`() throws {
        let events = try Delivery(kind: .facebookPage, name: "broken-among-others", events: "").read()

        let refused = events.compactMap { if case .row(.rejected(let row)) = $0 { row } else { nil } }
        #expect(refused.count == 5)
        #expect(refused.allSatisfy { !$0.raw.isEmpty })
    }

    @Test func `gives handles, words and addresses as they are`() throws {
        let comment = try post(.facebookPage, "comment")
        let reply = try post(.facebookPage, "reply")
        let instagram = try post(.instagramAccount, "comment")

        #expect(comment.author == ReceivedPost.Author(id: "2400000000000011", handle: "Ana Example"))
        #expect(comment.text == "Ma puteti ajuta cu o programare?")
        #expect(comment.permalink == "https://www.facebook.com/100200300400500/posts/7001?comment_id=8001")
        #expect(reply.permalink == "https://www.facebook.com/beratung/posts/7001?comment_id=8001&reply_comment_id=8003")
        #expect(instagram.author == ReceivedPost.Author(id: "6900000000000011", handle: "@ana_example"))
        #expect(instagram.permalink == nil)
    }

    @Test func `names the space of the Page where the source has one`() throws {
        let space = SpaceReference(platform: .facebook, externalID: MetaSetup.page, name: "Beratung am Markt")
        let hook = try MetaSetup.webhook(.facebookPage, MetaSetup.setup(.facebookPage, space: space))

        let body = try Fixtures.bytes("webhooks/facebook-page/comment.json")
        let events = hook.events(body, receivedAt: SamplePosts.now)

        guard case .row(.post(let post)) = events.first else { throw PollFixture.Missing(what: "a post") }
        #expect(post.space.name == "Beratung am Markt")
        #expect(post.space.link == "https://www.facebook.com/100200300400500")
    }

    private func post(_ kind: SourceKind, _ name: String) throws -> ReceivedPost {
        guard case .row(.post(let post)) = try Delivery(kind: kind, name: name, events: "").read().first else {
            throw PollFixture.Missing(what: "a post")
        }
        return post
    }
}
