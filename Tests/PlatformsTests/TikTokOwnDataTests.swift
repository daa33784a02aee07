import Domain
import Platforms
import TestSupport
import Testing

struct TikTokOwnDataTests {
    private func rows(of fixture: String) throws -> [ExportRow] {
        Reading.rows(of: try Fixtures.bytes("exports/tiktok/\(fixture)"), as: TikTokOwnData())
    }

    @Test func `reads comments in UTC, whether the time says so or not`() throws {
        let posts = try rows(of: "user_data_tiktok.json").posts

        #expect(posts[0].publishedAt == .utc("2026-11-17T18:30:05Z"))
        #expect(posts[1].publishedAt == .utc("2026-11-19T21:05:44Z"))
        #expect(posts.allSatisfy { $0.space.externalID == "own-data" && $0.author == nil })
    }

    @Test func `gives the address of the video without what was added to it`() throws {
        let posts = try rows(of: "user_data_tiktok.json").posts

        #expect(posts[0].permalink?.contains("?") == false)
        #expect(posts[0].permalink?.hasPrefix("https://www.tiktok.com/@viata.in.de.zilnic/video/") == true)
        #expect(posts[1].permalink?.hasPrefix("https://www.tiktokv.com/share/video/") == true)
    }

    @Test func `reads own videos with the id of their address`() throws {
        #expect(try rows(of: "user_data_tiktok.json").posts[2].externalID == "7650000000000000111")
        #expect(try rows(of: "user_data.json").posts[1].externalID == "7650000000000000222")
    }

    @Test func `reads neither the watch history nor messages`() throws {
        let rows = try rows(of: "user_data_tiktok.json")

        #expect(rows.count == 5)
        #expect(!rows.posts.contains { $0.text == "mersi" })
    }

    @Test func `finds the sections by any of their names`() throws {
        let rows = try rows(of: "user_data.json")

        #expect(rows.posts.map(\.text.count).allSatisfy { $0 > 20 })
        #expect(rows.rejections == ["the field 'date' is no time that can be read"])
    }

    @Test func `takes a list that is null as empty`() {
        let text = #"{"Comment":{"Comments":{"CommentsList":null}},"Post":{"Posts":{"VideoList":[]}}}"#

        #expect(Reading.rows(of: Array(text.utf8), as: TikTokOwnData()).isEmpty)
        #expect(Reading.recognisers(of: Array(text.utf8), named: "x") == ["tiktok-own-data"])
    }

    @Test func `gives up on a file that nests without end`() {
        let depth = 200_000
        let text = String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)

        #expect(Reading.rows(of: Array(text.utf8), as: TikTokOwnData()).isEmpty)
    }
}
