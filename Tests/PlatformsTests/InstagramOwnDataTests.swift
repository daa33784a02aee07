import Domain
import Platforms
import TestSupport
import Testing

struct InstagramOwnDataTests {
    private func rows(of fixture: String) throws -> [ExportRow] {
        Reading.rows(of: try Fixtures.bytes("exports/instagram/\(fixture)"), as: InstagramOwnData())
    }

    private func rows(in text: String) -> [ExportRow] {
        Reading.rows(of: Array(text.utf8), as: InstagramOwnData())
    }

    @Test func `mends the encoding of translated labels and of words`() throws {
        let posts = try rows(of: "post_comments_1.json").posts

        #expect(posts[0].text.hasPrefix("Здравейте Таня"))
        #expect(posts[2].text.contains("–"))
        #expect(posts[3].text == "❤️")
    }

    @Test func `takes the account that a comment stands under as its space`() throws {
        let posts = try rows(of: "post_comments_1.json").posts

        let link = "https://www.instagram.com/tanya_i_trite/"
        let space = SpaceReference(
            platform: .instagram,
            externalID: "account:tanya_i_trite",
            name: "@tanya_i_trite",
            link: link
        )
        #expect(posts[0].space == space)
        #expect(posts[0].publishedAt == .utc("2026-11-19T09:12:00Z"))
        #expect(posts[3].space.externalID == "own-data")
    }

    @Test func `reads comments under reels, the older layout and the oldest`() throws {
        #expect(try rows(of: "reels_comments.json").posts[0].space.externalID == "account:mama.u.stuttgartu")
        #expect(try rows(of: "post_comments.json").posts[1].space.externalID == "account:bulgari.v.kassel")
        let oldest = try rows(of: "comments.json").posts
        #expect(oldest[1].space.externalID == "account:pendleri_ustecko")
        #expect(oldest[1].publishedAt == .utc("2026-11-03T16:45:10Z"))
    }

    @Test func `finds the words of a post inside the picture or above an album`() throws {
        let posts = try rows(of: "posts_1.json").posts

        #expect(posts[0].text == "Wärmebus fährt ab heute jeden Abend ab 19 Uhr. Bitte weitersagen 🧣")
        #expect(posts[1].text.hasPrefix("Безплатна консултация"))
        #expect(posts[1].publishedAt == .utc("2026-11-10T09:05:00Z"))
    }

    /// A row of comments whose labels are translated; an owner or text of nil is left out.
    private func row(_ text: String?, _ owner: String?, labels: [String], at time: Int) -> String {
        var entries: [String] = []
        if let text { entries.append(#""\#(labels[0])":{"value":"\#(text)"}"#) }
        if let owner { entries.append(#""\#(labels[1])":{"value":"\#(owner)"}"#) }
        entries.append(#""\#(labels[2])":{"timestamp":\#(time)}"#)
        return #"{"string_map_data":{\#(entries.joined(separator: ","))}}"#
    }

    @Test func `tells a lone owner from a comment once it has seen both`() {
        let labels = ["Opmerking", "Eigenaar", "Tijd"]
        let both = row("dank je", "a.b", labels: labels, at: 1_795_000_000)
        let owner = row(nil, "c.d", labels: labels, at: 1_795_000_001)

        let rows = rows(in: "[\(both),\(owner)]")

        #expect(rows.posts.map(\.space.externalID) == ["account:a.b"])
        #expect(rows.ignoreReasons == [.noText])
    }

    @Test func `keeps the id of a comment when the layout changes`() {
        let current = row("да", "a.b", labels: ["Comment", "Media Owner", "Time"], at: 1_795_000_000)
        let entry = #"{"title":"a.b","string_list_data":[{"value":"да","timestamp":1795000000}]}"#
        let older = #"{"comments_media_comments":[\#(entry)]}"#

        let ids = (rows(in: "[\(current)]") + rows(in: older)).posts.map(\.externalID)

        #expect(ids.count == 2)
        #expect(ids[0] == ids[1])
    }

    @Test func `refuses a comment without a time`() {
        let rows = rows(in: #"[{"string_map_data":{"Comment":{"value":"да"},"Media Owner":{"value":"a.b"}}}]"#)

        #expect(rows.rejections == ["the row has no time that can be read"])
    }

    @Test func `counts records that hold no words as no posts`() throws {
        #expect(try rows(of: "liked_posts.json").ignoreReasons == [.notAPost, .notAPost])
        #expect(try rows(of: "saved_posts.json").ignoreReasons == [.notAPost])
    }

    @Test func `puts everything into the space that was given`() throws {
        let space = SpaceReference(platform: .instagram, externalID: "team")

        let rows = Reading.rows(
            of: try Fixtures.bytes("exports/instagram/post_comments_1.json"),
            as: InstagramOwnData(),
            ExportOptions(fileName: "x", space: space)
        )

        #expect(rows.posts.allSatisfy { $0.space == space })
    }
}
