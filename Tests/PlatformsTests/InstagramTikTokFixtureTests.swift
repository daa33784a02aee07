import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// What the table `Fixtures/exports/expected.tsv` says about a fixture.
struct ExpectedCounts: CustomTestStringConvertible {
    let path: String
    let format: String
    let counts: [Int]

    var testDescription: String { path }

    static func all() throws -> [ExpectedCounts] {
        try Fixtures.text("exports/expected.tsv").split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let counts = cells.dropFirst(2).compactMap { Int($0) }
            return counts.count == 4 ? ExpectedCounts(path: cells[0], format: cells[1], counts: counts) : nil
        }
    }

    static func ours() throws -> [ExpectedCounts] {
        let names = Reading.formats.map(\.name)
        return try all().filter { names.contains($0.format) }
    }
}

struct InstagramTikTokFixtureTests {
    @Test(arguments: try ExpectedCounts.ours())
    func `reads as many rows of each kind as the table says`(_ expected: ExpectedCounts) throws {
        let format = try #require(Reading.formats.first { $0.name == expected.format })

        let rows = Reading.rows(of: try Fixtures.bytes("exports/\(expected.path)"), as: format)

        let found = [rows.count, rows.posts.count, rows.ignoreReasons.count, rows.rejections.count]
        #expect(found == expected.counts)
    }

    @Test(arguments: try ExpectedCounts.all())
    func `claims its own fixtures and no others`(_ expected: ExpectedCounts) throws {
        let bytes = try Fixtures.bytes("exports/\(expected.path)")

        let claimed = Reading.recognisers(of: bytes, named: "renamed.bin")

        let isOurs = Reading.formats.contains { $0.name == expected.format }
        #expect(claimed == (isOurs ? [expected.format] : []))
    }

    @Test(arguments: try ExpectedCounts.all())
    func `every fixture is claimed by exactly one of all formats`(_ expected: ExpectedCounts) throws {
        let bytes = try Fixtures.bytes("exports/\(expected.path)")
        let head = ExportHead(fileName: "renamed.bin", start: bytes.prefix(ExportHead.bytes))
        let registered = ExportFormats.all
        let missing = Reading.formats.filter { format in !registered.contains { $0.name == format.name } }

        let claimed = (registered + missing).filter { $0.recognises(head) }.map(\.name)

        #expect(claimed == [expected.format])
    }

    @Test(arguments: try ExpectedCounts.ours())
    func `gives the rows before the cut of a file that was cut`(_ expected: ExpectedCounts) throws {
        let format = try #require(Reading.formats.first { $0.name == expected.format })
        let bytes = try Fixtures.bytes("exports/\(expected.path)")
        let whole = Reading.rows(of: bytes, as: format).posts

        for part in 1..<20 {
            let cut = Reading.rows(of: Array(bytes.prefix(bytes.count * part / 20)), as: format).posts
            #expect(cut == Array(whole.prefix(cut.count)))
        }
    }

    @Test(arguments: [
        #"{"query":{"and":[{"operation":"EQ","field_name":"region_code","field_values":["DE"]}]},"start_date":"20261101"}"#,
        #"{"error":{"message":"x","type":"OAuthException","code":190,"fbtrace_id":"x"}}"#,
        #"{"code":0,"message":"OK","request_id":"1","data":{"comments":[{"comment_id":"1","create_time":1}]}}"#,
        #"{"name":"Gruppe","type":"private_supergroup","id":1,"messages":[]}"#,
        #"{"comments_v2":[{"timestamp":1,"title":"x","data":[{"comment":{"comment":"x"}}]}]}"#,
        #"[{"timestamp":1,"media":[],"label_values":[{"label":"URL","href":"https://www.facebook.com/x"}],"fbid":"1"}]"#,
        #"[{"timestamp":1,"attachments":[{"data":[{"media":{"uri":"a","creation_timestamp":1}}]}],"data":[{"post":"x"}]}]"#,
        #"[{"facebookUrl":"x","legacyId":"1","text":"x"}]"#,
        "{}",
        "[]",
        "platform;text;publishedAt",
        "",
    ])
    func `leaves files of other kinds alone`(_ text: String) {
        #expect(Reading.recognisers(of: Array(text.utf8), named: "user_data_tiktok.json").isEmpty)
    }

    @Test(arguments: try ExpectedCounts.ours())
    func `gives the same posts on every reading, each id once per space`(_ expected: ExpectedCounts) throws {
        let format = try #require(Reading.formats.first { $0.name == expected.format })
        let bytes = try Fixtures.bytes("exports/\(expected.path)")

        let first = Reading.rows(of: bytes, as: format)
        let second = Reading.rows(of: bytes, as: format)

        #expect(first == second)
        // A post that was collected twice is the same post, so equal ids come only from equal posts.
        let distinct = Set(first.posts)
        #expect(Set(distinct.map { "\($0.space.externalID) \($0.externalID)" }).count == distinct.count)
    }
}
