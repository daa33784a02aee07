import Domain
import Foundation
import Platforms
import TestSupport
import Testing

struct TikTokItemTests {
    private func rows(of data: String) -> [ExportRow] {
        let line = #"{"nav_index":"1:1:0","item_id":"1","source_platform":"tiktok.com","data":\#(data)}"#
        return Reading.rows(of: Array("\(line)\n".utf8), as: Zeeschuimer())
    }

    @Test func `reads videos with their account, address and time`() throws {
        let rows = Reading.rows(of: try Fixtures.bytes("exports/tiktok/posts.ndjson"), as: Zeeschuimer())

        let post = try #require(rows.posts.first)
        #expect(post.space.externalID == "account:zhivot.v.ge.vsekiden")
        #expect(post.space.link == "https://www.tiktok.com/@zhivot.v.ge.vsekiden")
        #expect(post.permalink == "https://www.tiktok.com/@zhivot.v.ge.vsekiden/video/\(post.externalID)")
        #expect(post.author?.handle == "@zhivot.v.ge.vsekiden")
        #expect(post.publishedAt == .utc("2026-11-09T16:00:00Z"))
        #expect(rows.ignoreReasons == [.advertisement, .noText, .notAPost])
    }

    @Test func `understands an author who is only a name, and a time that is text`() throws {
        let rows = Reading.rows(of: try Fixtures.bytes("exports/tiktok/posts.ndjson"), as: Zeeschuimer())

        let post = try #require(rows.posts.first { $0.space.externalID == "account:pendler.teplice" })
        #expect(post.author?.handle == "@pendler.teplice")
        #expect(post.author?.id.count == 19)
        #expect(post.publishedAt == .utc("2026-11-17T05:10:00Z"))
    }

    @Test(arguments: ["", #""createTime":0,"#, #""createTime":"","#, #""createTime":null,"#])
    func `takes the time from the id where the record does not say it`(_ time: String) throws {
        let id = UInt64(1_795_000_000) << 32 | 12345

        let rows = rows(of: #"{"id":"\#(id)",\#(time)"desc":"чакам","author":"a"}"#)

        #expect(rows.posts.first?.publishedAt.timeIntervalSince1970 == 1_795_000_000)
    }

    @Test(arguments: [
        (#"{"id":"1","desc":"x","isAd":true}"#, IgnoreReason.advertisement),
        (#"{"id":"1","desc":"x","privateItem":true}"#, .hidden),
        (#"{"id":"1","desc":"x","secret":true}"#, .hidden),
        (#"{"id":"1","desc":"x","author":{"privateAccount":true}}"#, .hidden),
        (#"{"id":"1","desc":" "}"#, .noText),
    ])
    func `tells why a record is no post`(_ data: String, _ reason: IgnoreReason) {
        #expect(rows(of: data).ignoreReasons == [reason])
    }

    @Test(arguments: [
        (#"{"desc":"x","author":"a"}"#, "the field 'data.id' is missing"),
        (#"{"id":"7","desc":"x","author":"a"}"#, "the TikTok video has no time: the field 'createTime' is missing"),
        (#"{"id":"7","createTime":1795000000,"desc":"x"}"#, "the TikTok video names no account"),
    ])
    func `names what a record lacks`(_ data: String, _ reason: String) {
        #expect(rows(of: data).rejections == [reason])
    }
}
