import Domain
import Foundation
import Platforms
import TestSupport
import Testing

struct ZeeschuimerTests {
    private func rows(of fixture: String) throws -> [ExportRow] {
        Reading.rows(of: try Fixtures.bytes("exports/\(fixture)"), as: Zeeschuimer())
    }

    /// The rows of one record of a module.
    private func rows(of module: String, _ data: String) -> [ExportRow] {
        let line = #"{"nav_index":"1:1:0","item_id":"1","source_platform":"\#(module)","data":\#(data)}"#
        return Reading.rows(of: Array("\(line)\n".utf8), as: Zeeschuimer())
    }

    @Test func `reads a post of Instagram with its account and address`() throws {
        let post = try #require(try rows(of: "instagram/posts.ndjson").posts.first)

        #expect(post.space.externalID == "account:tanya_i_trite")
        #expect(post.space.name == "@tanya_i_trite")
        #expect(post.space.link == "https://www.instagram.com/tanya_i_trite/")
        #expect(post.author?.handle == "@tanya_i_trite")
        #expect(post.author.flatMap { UInt64($0.id) } != nil)
        #expect(UInt64(post.externalID) != nil)
        #expect(post.permalink?.hasPrefix("https://www.instagram.com/p/") == true)
        #expect(post.publishedAt == .utc("2026-11-18T18:40:00Z"))
        #expect(post.text.contains("с 3 деца"))
    }

    @Test func `passes over advertisements, posts without words and records in part`() throws {
        let reasons = try rows(of: "instagram/posts.ndjson").ignoreReasons

        #expect(reasons == [.advertisement, .noText, .partial])
    }

    @Test(arguments: [
        (#"{"product_type":"ad"}"#, IgnoreReason.advertisement),
        (#"{"inventory_source":"ad"}"#, .advertisement),
        (#"{"ad_action":"learn more"}"#, .advertisement),
        (#"{"link":"https://www.facebook.com/ads/x"}"#, .advertisement),
        (#"{"_zs_partial":true,"caption":{"text":"x"}}"#, .partial),
        (#"{"pk":1,"user":{"pk":2}}"#, .partial),
        (#"{"taken_at":1795000000,"caption":{"text":"x"},"user":{"is_private":true}}"#, .hidden),
        (#"{"taken_at":1795000000,"caption":null}"#, .noText),
    ])
    func `tells why a record of Instagram is no post`(_ data: String, _ reason: IgnoreReason) {
        #expect(rows(of: "instagram.com", data).ignoreReasons == [reason])
    }

    @Test func `does not take the name of a feed slot for an advertisement`() {
        let data =
            #"{"pk":"7","taken_at":1795000000,"inventory_source":"media_or_ad","ad_action":null,"#
            + #""caption":{"text":"мляко"},"owner":{"id":"9"}}"#

        let post = rows(of: "instagram.com", data).posts.first

        #expect(post?.externalID == "7")
        #expect(post?.space.externalID == "account:9")
        #expect(post?.author == ReceivedPost.Author(id: "9"))
        #expect(post?.permalink == nil)
    }

    @Test(arguments: [
        (#"{"taken_at":1795000000,"caption":{"text":"x"},"user":{"username":"a"}}"#, "the Instagram post has no id"),
        (#"{"pk":"7","caption":{"text":"x"},"user":{"username":"a"}}"#, "the field 'taken_at' is missing"),
        (#"{"pk":"7","taken_at":1795000000,"caption":{"text":"x"}}"#, "the Instagram post names no account"),
        (#"{"pk":[],"taken_at":1795000000,"caption":{"text":"x"}}"#, "'data.pk'"),
    ])
    func `names what a record of Instagram lacks`(_ data: String, _ words: String) throws {
        let reason = try #require(rows(of: "instagram.com", data).rejections.first)

        #expect(reason.contains(words))
    }

    @Test func `refuses a line that is broken or names no module`() {
        let lines = "{\"source_platform\":\"tiktok.com\",\"data\":{]}\n{\"nav_index\":\"1\",\"data\":{}}\n"

        let rows = Reading.rows(of: Array(lines.utf8), as: Zeeschuimer())

        #expect(rows.rejections == ["the row is not valid JSON", "the field 'source_platform' is missing"])
    }

    @Test func `reads the form that 4CAT hands on`() throws {
        let posts = try rows(of: "tiktok/comments-4cat.ndjson").posts

        #expect(posts[0].author?.handle == "@mirna.sisak")
        #expect(posts[2].parentExternalID == posts[0].externalID)
        #expect(Set(posts.map(\.space)).count == 1)
    }

    @Test func `passes over modules that hold no posts of ours`() {
        #expect(rows(of: "9gag.com", #"{"id":"x"}"#).ignoreReasons == [.notAPost])
    }

    @Test(arguments: ["instagram/posts.ndjson", "tiktok/posts.ndjson", "tiktok/comments.ndjson"])
    func `keeps nothing of the collector`(_ fixture: String) throws {
        let rows = try rows(of: fixture)

        let kept = try JSONEncoder().encode(rows.posts)
        let text = String(decoding: kept, as: UTF8.self)
        for mark in ["COLLECTOR", "device_id", "verify_collector", "friend.of.collector", "Mozilla"] {
            #expect(!text.contains(mark))
        }
    }
}
