import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// The same post is one, whichever way it comes: polled, told by a webhook, in an export, or pasted by a person.
struct MetaSameIDsTests {
    private struct Identity: Hashable {
        var space: String
        var id: String
        var parent: String?
        var thread: String?
        var author: String?

        init(_ post: ReceivedPost) {
            space = post.space.externalID
            id = post.externalID
            parent = post.parentExternalID
            thread = post.threadExternalID
            author = post.author?.id
        }
    }

    private func told(_ kind: SourceKind, _ name: String) throws -> ReceivedPost {
        let body = try Fixtures.bytes("webhooks/\(kind.rawValue)/\(name).json")
        guard
            case .row(.post(let post)) = try MetaSetup.webhook(kind).events(body, receivedAt: SamplePosts.now).first
        else { throw PollFixture.Missing(what: "a post in \(name)") }
        return post
    }

    private func polled(_ kind: String, _ id: String) throws -> ReceivedPost {
        let fixture = try #require(try PollFixture.all().first { $0.kind == kind && $0.name == "page" })
        return try #require(try fixture.scene().round().posts.first { $0.externalID == id })
    }

    @Test(arguments: [("comment", "8001"), ("reply", "8003"), ("item-post", "7002")])
    func `a post of a Page is the same told and polled`(_ name: String, _ id: String) throws {
        var told = Identity(try told(.facebookPage, name))
        let polled = Identity(try polled("facebook-page", id))

        // The fixtures differ in who wrote the answer.
        if name == "reply" { told.author = polled.author }
        #expect(told == polled)
    }

    @Test(arguments: [("comment", "18000000000000001"), ("reply", "18000000000000012")])
    func `a comment on Instagram is the same told and polled`(_ name: String, _ id: String) throws {
        var told = Identity(try told(.instagramAccount, name))
        let polled = Identity(try polled("instagram-account", id))

        if name == "reply" { told.author = polled.author }
        #expect(told == polled)
    }

    @Test(arguments: ["7002", "8001", "8003"])
    func `a post of a Page is the same polled and pasted`(_ id: String) throws {
        let polled = try polled("facebook-page", id)

        let place = try #require(polled.permalink.flatMap(FacebookLinks.place))

        #expect(place.spaceExternalID == polled.space.externalID)
        #expect(place.externalID == polled.externalID)
        #expect(place.parentExternalID == polled.parentExternalID)
    }

    @Test(arguments: ["18000000000000001", "18000000000000012"])
    func `a comment on Instagram is the same polled and pasted`(_ id: String) throws {
        let polled = try polled("instagram-account", id)

        let place = try #require(polled.permalink.flatMap(InstagramLinks.place))

        #expect(place.externalID == polled.externalID)
        #expect(place.link == polled.permalink)
    }

    @Test(arguments: ["group-posts.json", "group-comments.json", "group-dump.json"])
    func `a post of a group is the same in an export and pasted`(_ file: String) throws {
        let posts = Reading.rows(
            of: try Fixtures.bytes("exports/facebook/\(file)"),
            as: FacebookGroupExport()
        ).posts

        let linked = posts.filter {
            $0.permalink.map { FacebookLinks.comment(in: $0) ?? FacebookLinks.post(in: $0) } != nil
        }
        #expect(!linked.isEmpty)
        for post in linked {
            let place = try #require(post.permalink.flatMap(FacebookLinks.place))
            // Old dumps have addresses of a number alone, which tell nothing.
            #expect(place.externalID == post.externalID || place.link == "https://www.facebook.com/\(post.externalID)")
            #expect(place.spaceExternalID == nil || place.spaceExternalID == post.space.externalID)
            #expect(place.parentExternalID == nil || place.parentExternalID == post.parentExternalID)
        }
    }

    @Test func `a post of Instagram is the same in an export and pasted`() throws {
        let posts = Reading.rows(of: try Fixtures.bytes("exports/instagram/posts.ndjson"), as: Zeeschuimer()).posts

        let linked = posts.filter { $0.permalink != nil }
        #expect(linked.count > 3)
        for post in linked {
            let place = try #require(post.permalink.flatMap(InstagramLinks.place))
            #expect(place.externalID == post.externalID)
            #expect(place.link == post.permalink)
        }
    }

    @Test(
        .enabled(if: Fixtures.samples != nil, "STREETWORK_SAMPLES names no folder with real samples")
    )
    func `a real post of Instagram is the same in an export and pasted`() throws {
        let path = "instagram/zeeschuimer/instagram-posts_2026-02.pseudonymised.ndjson"
        let file = try #require(Fixtures.samples).appending(path: path)
        let posts = Reading.rows(of: Array(try Data(contentsOf: file)), as: Zeeschuimer()).posts

        let pairs = posts.compactMap { post in post.permalink.map { (post.externalID, InstagramLinks.place(of: $0)) } }
        #expect(pairs.count > 1)
        #expect(pairs.allSatisfy { $0 == $1?.externalID })
    }
}
