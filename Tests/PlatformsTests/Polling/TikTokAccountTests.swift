import Domain
import Foundation
import Platforms
import TestSupport
import Testing

struct TikTokAccountTests {
    private static func fixture(_ name: String, _ kind: String = "tiktok-account") throws -> PolledRound {
        try #require(try PollFixture.all().first { $0.kind == kind && $0.name == name }).scene().round()
    }

    private static let now = Int(SamplePosts.now.timeIntervalSince1970)

    private func round(videos: String, cursor: String? = nil, _ answers: [WireAnswer]) throws -> PolledRound {
        let setup = SourceSetup(
            name: "x",
            settings: ["business-id": "open-id-1", "videos": videos],
            secrets: ["token": ["act.x"]]
        )
        let module = try Modules.tiktokAccount
        let conversation = try module.conversation(setup, cursor: cursor, lookUps: [], checksAccess: true)
        return PolledRound(try #require(conversation), cursor: cursor, answers: answers, now: SamplePosts.now)
    }

    /// A page of comments with these ids, each as old as it says.
    private func page(_ comments: [(id: Int, age: Int)], next: Int?) -> WireAnswer {
        let list = comments.map { #"{"comment_id":"\#($0.id)","text":"x","create_time":\#(Self.now - $0.age)}"# }
        let body =
            #"{"code":0,"data":{"comments":[\#(list.joined(separator: ","))],"has_more":\#(next != nil),"#
            + #""cursor":\#(next ?? 0)}}"#
        return WireAnswer(status: 200, body: Array(body.utf8))
    }

    private static func videos(of round: PolledRound) -> [String] {
        round.requests.compactMap { request in
            guard let start = request.url.firstRange(of: "&video_id=") else { return nil }
            return String(request.url[start.upperBound...].prefix { $0 != "&" })
        }
    }

    @Test func `asks as TikTok wants it`() throws {
        let request = try #require(try Self.fixture("page").requests.first)

        #expect(
            request.url
                == "https://tiktok.example.org/open_api/v1.3/business/comment/list/?business_id=open-id-1"
                + "&video_id=7712345678901234567&include_replies=true&sort_field=create_time&sort_order=desc"
                + "&cursor=0&max_count=30"
        )
        #expect(request.headers == [.init("Access-Token", "act.exampleexampleexample")])
        #expect(try Self.fixture("look-ups").requests[0].url.contains("comment_ids=%5B%227720000000000000050%22%2C%22"))
    }

    @Test func `brings comments and their answers as exports do`() throws {
        let posts = try Self.fixture("page").posts

        #expect(posts.map(\.externalID) == ["7720000000000000001", "7720000000000000002", "7720000000000000020"])
        #expect(posts.map(\.parentExternalID) == [nil, nil, "7720000000000000002"])
        #expect(Set(posts.map(\.space.externalID)) == ["video:7712345678901234567"])
        #expect(posts[0].author == ReceivedPost.Author(id: "uid-1", handle: "@person.1"))
        #expect(posts[0].permalink == "https://www.tiktok.com/@/video/7712345678901234567")
        let gone = try Self.fixture("page").events.compactMap { event -> String? in
            guard case .deleted(let post) = event else { return nil }
            return post.externalID
        }
        #expect(gone == ["7720000000000000004"])
    }

    @Test func `loses no digit of an id that came as a number`() throws {
        let post = try #require(try Self.fixture("broken-row").posts.first { $0.text == "number as id" })

        #expect(post.externalID == "7720000000000000007" && post.author?.id == "771")
    }

    @Test func `takes the address of a video from its list, without tracking`() throws {
        let post = try #require(try Self.fixture("newest-videos").posts.last)

        #expect(post.permalink == "https://www.tiktok.com/@ajutor.example/video/7712345678901234567")
        #expect(post.space.link == post.permalink)
    }

    @Test func `never reads more than twenty pages of a video`() throws {
        let pages = (1...25).map { page([(1000 + $0, $0)], next: $0 * 30) }

        let round = try round(videos: "7", pages)

        #expect(round.requests.count == 20)
        #expect(round.steps.last == "done")
    }

    @Test func `does not follow a page that leads back`() throws {
        let round = try round(videos: "7", [page([(1, 1)], next: 30), page([(2, 2)], next: 30)])

        #expect(round.requests.count == 2)
        #expect(round.steps.last == "done")
    }

    @Test func `trusts the order of the first five hundred comments only`() throws {
        let known = #"{"videos":{"7":{"newest":\#(Self.now - 100),"readInFull":\#(Self.now - 60)}}}"#
        func pages(of size: Int) -> [WireAnswer] {
            let first = page((0..<size).map { ($0, 50) }, next: 600)
            return [first, page([(9001, 90_000)], next: 700), page([(9002, 10)], next: nil)]
        }

        let ordered = try round(videos: "7", cursor: known, pages(of: 30))
        let unordered = try round(videos: "7", cursor: known, pages(of: 501))

        #expect(ordered.requests.count == 2 && ordered.unusedAnswers == 1)
        #expect(unordered.requests.count == 3)
        #expect(unordered.posts.contains { $0.externalID == "9002" })
        #expect(!unordered.posts.contains { $0.externalID == "9001" })
    }

    @Test func `believes no time in the future`() throws {
        let first = try round(videos: "7", [page([(1, -900_000)], next: nil)])

        let second = try round(videos: "7", cursor: first.cursor, [page([(2, 5), (1, -900_000)], next: nil)])

        #expect(second.posts.contains { $0.externalID == "2" })
    }

    @Test func `gives every video its turn within the pace that TikTok allows`() throws {
        let ids = (1...50).map(String.init)
        let answers = ids.map { _ in page([], next: nil) }

        let first = try round(videos: ids.joined(separator: ","), answers)
        let second = try round(videos: ids.joined(separator: ","), cursor: first.cursor, answers)

        #expect(first.steps.last == "done 60")
        #expect(Self.videos(of: first) == Array(ids[..<35]))
        #expect(Self.videos(of: second).prefix(15) == ids[35...])
    }

    @Test func `begins anew with a cursor that it cannot read`() throws {
        let round = try round(videos: "7", cursor: "nonsense", [page([(1, 90_000)], next: nil)])

        #expect(round.posts.count == 1)
    }

    @Test(arguments: ["7712345678901234567,x", "-1", "1.5"])
    func `wants ids as videos`(_ videos: String) {
        #expect(throws: PollTrouble.self) { _ = try round(videos: videos, []) }
    }

    @Test func `asks the Research API with a token of its own and follows one search`() throws {
        let page = try Self.fixture("page", "tiktok-research"),
            repeated = try Self.fixture("repeated", "tiktok-research")

        #expect(page.requests[0].url == "https://research.example.org/v2/oauth/token/")
        #expect(
            String(decoding: page.requests[0].body, as: UTF8.self)
                == "client_key=awexamplekey&client_secret=researchsecretexample&grant_type=client_credentials"
        )
        #expect(page.requests[1].headers.contains(.init("Authorization", "Bearer clt.example")))
        #expect(
            String(decoding: page.requests[1].body, as: UTF8.self)
                == #"{"query":{"or":[{"operation":"IN","field_name":"hashtag_name","field_values":["muncaingermania"]},"#
                + #"{"operation":"IN","field_name":"keyword","field_values":["avocat","cazare"]}]},"#
                + #""start_date":"20261113","end_date":"20261120","max_count":100,"cursor":0}"#
        )
        #expect(String(decoding: repeated.requests[2].body, as: UTF8.self).contains(#""cursor":100,"search_id":"720""#))
        #expect(page.requests[2].body.starts(with: Array(#"{"video_id":7710000000000000001,"#.utf8)))
        #expect(
            page.posts.map(\.space.externalID) == ["account:creator1"]
                + Array(repeating: "video:7710000000000000001", count: 2)
        )
    }
}
