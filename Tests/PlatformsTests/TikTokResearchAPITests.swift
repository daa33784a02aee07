import Domain
import Platforms
import TestSupport
import Testing

struct TikTokResearchAPITests {
    private func rows(of fixture: String, _ layout: TikTokLayout = .document) throws -> [ExportRow] {
        Reading.rows(of: try Fixtures.bytes("exports/tiktok/\(fixture)"), as: TikTokResearchAPI(layout))
    }

    @Test func `reads videos whose id is a number, text or under its old name`() throws {
        let rows = try rows(of: "research-videos.json")

        #expect(rows.posts.map(\.externalID.count) == [19, 19, 19])
        #expect(rows.posts[0].space.externalID == "account:viata.in.de.zilnic")
        #expect(rows.posts[0].author?.handle == "@viata.in.de.zilnic")
        #expect(rows.posts[2].space.externalID == "research-api")
        #expect(rows.posts[2].author == nil)
        #expect(rows.ignoreReasons == [.noText])
    }

    @Test func `keeps every digit of a long id`() {
        let answer =
            #"{"data":{"comments":[{"id":9007199254740993,"video_id":7650000000000000001,"#
            + #""create_time":1795000000,"text":"x"}],"has_more":false}}"#

        let post = Reading.rows(of: Array(answer.utf8), as: TikTokResearchAPI()).posts.first

        #expect(post?.externalID == "9007199254740993")
        #expect(post?.space.externalID == "video:7650000000000000001")
    }

    @Test func `reads comments, which have no author, with their threads`() throws {
        let posts = try rows(of: "research-comments.json").posts

        #expect(posts.allSatisfy { $0.author == nil })
        #expect(posts.map(\.parentExternalID) == [nil, posts[0].externalID, nil])
        #expect(Set(posts.map(\.space)).count == 1)
        #expect(posts[2].publishedAt == .utc("2026-11-18T21:40:05Z"))
    }

    @Test func `reads several answers, one per line, and says which was refused`() throws {
        let rows = try rows(of: "research-comments.jsonl", .lines)

        #expect(rows.posts.count == 2)
        #expect(rows.rejections == ["TikTok did not answer the query: daily_quota_limit_exceeded"])
    }

    @Test func `reports an answer that is a refusal`() throws {
        #expect(
            try rows(of: "research-refused.json").rejections
                == ["TikTok did not answer the query: scope_not_authorized"]
        )
    }

    @Test func `refuses a line that is cut`() {
        let line = #"{"data":{"comments":[{"id":1,"video_id":2,"create_time":1795000000,"text":"x"}],"has"#

        let rows = Reading.rows(of: Array("\(line)\n{}\n".utf8), as: TikTokResearchAPI(.lines))

        #expect(rows.posts.count == 1)
        #expect(rows.rejections.count == 1)
    }
}
