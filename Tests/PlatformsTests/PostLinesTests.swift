import Domain
import Foundation
import Platforms
import TestSupport
import Testing

private let noTime = "is no time between 1990 and 2100, as ISO 8601 or seconds since 1970"
private let noAddress = "is no web address, which begins with https://"

struct PostLinesTests {
    private func rows(in text: String, _ options: ExportOptions = ExportOptions(fileName: "x")) -> [ExportRow] {
        Reading.rows(of: Array("\(text)\n".utf8), as: PostLines(), options)
    }

    private let least =
        #"{"platform":"telegram","space":{"id":-1001},"id":7,"text":"а къде","publishedAt":"2026-11-20T08:15:00Z"}"#

    @Test func `reads every field`() throws {
        let line =
            #"{"platform":"facebook","space":{"id":"9","name":"N","link":"https://example.org/n"},"id":"17","#
            + #""parent":"16","thread":"T","author":{"id":"5","handle":"@h"},"text":"x","unknown":[1],"#
            + #""publishedAt":"2026-11-20T09:15:00+01:00","editedAt":1795163000,"permalink":"https://example.org/17"}"#

        let post = rows(in: line).posts.first

        let expected = ReceivedPost(
            space: SpaceReference(platform: .facebook, externalID: "9", name: "N", link: "https://example.org/n"),
            externalID: "17",
            parentExternalID: "16",
            threadTitle: "T",
            author: ReceivedPost.Author(id: "5", handle: "@h"),
            text: "x",
            publishedAt: try #require(.utc("2026-11-20T08:15:00Z")),
            editedAt: Date(timeIntervalSince1970: 1_795_163_000),
            permalink: "https://example.org/17"
        )
        #expect(post == expected)
    }

    @Test func `needs no more than platform, space, id, text and time`() throws {
        let post = try #require(rows(in: least).posts.first)

        #expect(post.space == SpaceReference(platform: .telegram, externalID: "-1001"))
        #expect(post.externalID == "7")
        #expect(post.author == nil)
    }

    @Test func `takes the space that was given for the file`() {
        let space = SpaceReference(platform: .tiktok, externalID: "given")
        let line = #"{"platform":"tiktok","id":"1","text":"x","publishedAt":1795163000}"#

        let rows = rows(in: line, ExportOptions(fileName: "x", space: space))

        #expect(rows.posts.first?.space == space)
    }

    @Test func `reads times without an offset in the time zone of the file`() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        let line = least.replacing("08:15:00Z", with: "08:15:00")

        let rows = rows(in: line, ExportOptions(fileName: "x", timeZone: berlin))

        #expect(rows.posts.first?.publishedAt == .utc("2026-11-20T07:15:00Z"))
    }

    @Test(arguments: [
        (#""platform":"telegram","#, "", "the field 'platform' is missing"),
        (#""telegram""#, #""friendster""#, "the field 'platform' must be one of facebook, instagram, telegram, tiktok"),
        (#""space":{"id":-1001},"#, "", "the field 'space' is missing, and no space was given for the file"),
        (#"{"id":-1001}"#, "{}", "the field 'space.id' is missing"),
        (#""id":7,"#, "", "the field 'id' is missing"),
        (#""id":7,"#, #""id":1.5,"#, "the field 'id' is neither text nor a whole number of at most 64 bits"),
        (#""text":"а къде","#, "", "the field 'text' is missing"),
        (#""а къде""#, "5", "the field 'text' is not text"),
        (#","publishedAt":"2026-11-20T08:15:00Z""#, "", "the field 'publishedAt' is missing"),
        ("2026-11-20T08:15:00Z", "yesterday", "the field 'publishedAt' \(noTime)"),
        (#""id":7,"#, #""id":7,"editedAt":"no","#, "the field 'editedAt' \(noTime)"),
        (#""id":7,"#, #""id":7,"permalink":"javascript:alert(1)","#, "the field 'permalink' \(noAddress)"),
        (#"{"id":-1001}"#, #"{"id":1,"link":"t.me/x"}"#, "the field 'space.link' \(noAddress)"),
        ("}", "", "the row is not valid JSON"),
    ])
    func `names the field that is missing or wrong`(_ part: String, _ other: String, _ reason: String) {
        let line = least.replacing(part, with: other)

        #expect(rows(in: line).rejections == [reason])
    }

    @Test func `refuses a line of another platform than the given space`() {
        let space = SpaceReference(platform: .tiktok, externalID: "given")

        let rows = rows(in: least, ExportOptions(fileName: "x", space: space))

        #expect(
            rows.rejections == ["the field 'platform' says telegram, but the space that was given is on tiktok"]
        )
    }

    @Test func `passes over a line without words`() {
        #expect(rows(in: least.replacing("а къде", with: " ")).ignoreReasons == [.noText])
    }

    @Test func `keeps a broken line as it came`() throws {
        let rows = Reading.rows(of: try Fixtures.bytes("exports/post-lines/posts.jsonl"), as: PostLines())

        #expect(rows.rejections == ["the field 'publishedAt' is missing"])
        guard case .rejected(let row)? = rows.first(where: { if case .rejected = $0 { true } else { false } }) else {
            Issue.record("no row was refused")
            return
        }
        #expect(String(decoding: row.raw, as: UTF8.self).contains("Görlitzu"))
    }

    @Test func `reads what it writes`() throws {
        let posts = Reading.rows(of: try Fixtures.bytes("exports/post-lines/posts.jsonl"), as: PostLines()).posts

        let lines = try posts.map(PostLines.line(for:))

        #expect(lines.allSatisfy { !$0.contains("\n") })
        #expect(rows(in: lines.joined(separator: "\n")).posts == posts)
        #expect(Reading.recognisers(of: Array(lines[0].utf8), named: "x") == ["post-lines"])
    }

    @Test func `writes posts of other formats so that they come back`() throws {
        let posts = Reading.rows(of: try Fixtures.bytes("exports/tiktok/comments.ndjson"), as: Zeeschuimer()).posts

        let lines = try posts.map(PostLines.line(for:)).joined(separator: "\n")

        #expect(rows(in: lines).posts == posts)
    }
}
