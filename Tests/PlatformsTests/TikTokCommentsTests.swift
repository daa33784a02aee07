import Domain
import Platforms
import TestSupport
import Testing

struct TikTokCommentsTests {
    private func rows(in text: String) -> [ExportRow] {
        Reading.rows(of: Array(text.utf8), as: TikTokComments(.document))
    }

    @Test func `reads comments under the video that they stand under`() throws {
        let rows = Reading.rows(of: try Fixtures.bytes("exports/tiktok/comments.ndjson"), as: Zeeschuimer())

        let plea = try #require(rows.posts.first { $0.text.contains("гелзенкирхен") })
        let video = plea.space.externalID.dropFirst("video:".count)
        #expect(plea.space.externalID.hasPrefix("video:"))
        #expect(plea.space.link == "https://m.tiktok.com/v/\(video)")
        #expect(plea.permalink == plea.space.link)
        #expect(plea.parentExternalID == nil)
        #expect(plea.author?.handle == "@gosho.plovdiv.88")
        #expect(plea.publishedAt == .utc("2026-11-19T20:31:50Z"))
        let replies = rows.posts.filter { $0.parentExternalID == plea.externalID }
        #expect(replies.count == 2)
    }

    @Test func `gives rows that were collected twice twice, with the same id`() throws {
        let rows = Reading.rows(of: try Fixtures.bytes("exports/tiktok/comments.ndjson"), as: Zeeschuimer())

        #expect(rows.posts.count == 34)
        #expect(Set(rows.posts.map(\.externalID)).count == 33)
    }

    @Test func `names a person without a user name by the number`() throws {
        let rows = Reading.rows(of: try Fixtures.bytes("exports/tiktok/comments.ndjson"), as: Zeeschuimer())

        let author = try #require(rows.posts.first { $0.text.contains("zivila") }?.author)
        #expect(author.handle == "@\(author.id)")
    }

    @Test func `understands ids and times as text or as numbers`() throws {
        let list = Reading.rows(of: try Fixtures.bytes("exports/tiktok/comments-raw.json"), as: TikTokComments())
        let lines = Reading.rows(
            of: try Fixtures.bytes("exports/tiktok/comments-raw.jsonl"),
            as: TikTokComments(.lines)
        )

        #expect(Set(list.posts.map(\.space.externalID)).count == 1)
        #expect(list.posts.allSatisfy { $0.externalID.count == 19 })
        #expect(list.posts[3].publishedAt == .utc("2026-11-11T06:20:19Z"))
        #expect(lines == Array(list.prefix(3)))
    }

    @Test func `reads an answer of the platform that was saved as it came`() {
        let comment = #"{"cid":"11","aweme_id":"7","create_time":1795000000,"text":"hej","reply_id":""}"#

        let rows = rows(in: #"{"comments":[\#(comment)],"cursor":20,"has_more":1}"#)

        #expect(rows.posts.map(\.externalID) == ["11"])
        #expect(rows.posts.first?.author == nil)
        #expect(rows.posts.first?.parentExternalID == nil)
        #expect(rows.posts.first?.permalink == "https://www.tiktok.com/@/video/7")
    }

    @Test(arguments: [
        (#"{"aweme_id":"7","create_time":1795000000,"text":"x"}"#, "the field 'cid' is missing"),
        (#"{"cid":"1","create_time":1795000000,"text":"x"}"#, "the field 'aweme_id' is missing"),
        (#"{"cid":"1","aweme_id":"7","text":"x"}"#, "the field 'create_time' is missing"),
        (#"{"cid":"1","aweme_id":"7","create_time":5,"text":"x"}"#, "is no time between 1990 and 2100"),
    ])
    func `names what a comment lacks`(_ comment: String, _ words: String) throws {
        let reason = try #require(rows(in: "[\(comment)]").rejections.first)

        #expect(reason.contains(words))
    }
}
