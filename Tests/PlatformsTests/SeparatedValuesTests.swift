import Domain
import Foundation
import Platforms
import TestSupport
import Testing

struct SeparatedValuesParserTests {
    static let tables: [(name: String, table: String, rows: [[String: String]])] = [
        ("comma", "a,b\n1,2\n3,4\n", [["a": "1", "b": "2"], ["a": "3", "b": "4"]]),
        ("semicolon, BOM, CRLF", "\u{FEFF}a;b\r\n1,5;2\r\n", [["a": "1,5", "b": "2"]]),
        ("tab", "a\tb\n1\t\n", [["a": "1", "b": ""]]),
        ("bar, no last line end", "a|b\n1|2", [["a": "1", "b": "2"]]),
        ("sep line", "sep=;\r\na,x;b\r\n1;2\r\n", [["a,x": "1", "b": "2"]]),
        ("quotes", "a,b\n\"x, \"\"y\"\"\nz\",\"\"\n", [["a": "x, \"y\"\nz", "b": ""]]),
        ("quotes in the middle", "a,b\n5\" pipe,he said \"no\"\n", [["a": "5\" pipe", "b": "he said \"no\""]]),
        ("text after quotes", "a,b\n\"x\"y,2\n", [["a": "xy", "b": "2"]]),
        ("blank lines, lone CR", "a,b\r\r1,2\r\n\n3,4", [["a": "1", "b": "2"], ["a": "3", "b": "4"]]),
        ("quoted header", "\"a, long\",\" b \"\n1,2\n", [["a, long": "1", "b": "2"]]),
        ("a name twice", "a,a,b\n1,2,3\n", [["a": "1", "b": "3"]]),
        ("one column", "a\nx;y\n", [["a": "x;y"]]),
    ]

    @Test(arguments: tables.indices)
    func `reads tables however they are cut into chunks`(_ index: Int) {
        let (name, table, rows) = Self.tables[index]
        let bytes = Array(table.utf8)

        for split in 0...bytes.count {
            let found = read([Array(bytes[..<split]), Array(bytes[split...])])
            #expect(found.rows == rows, "\(name), split at \(split)")
            #expect(found.faults.isEmpty)
        }
        #expect(read(bytes.map { [$0] }).rows == rows)
    }

    @Test func `reports ragged rows with their line and goes on`() {
        let found = read([Array("a,b\n\"x\ny\",1\nonly\n1,2,3\n4,5\n".utf8)])

        #expect(found.rows == [["a": "x\ny", "b": "1"], ["a": "4", "b": "5"]])
        #expect(
            found.faults == [
                "line 4 has 1 cells, but the table has 2 columns", "line 5 has 3 cells, but the table has 2 columns",
            ]
        )
    }

    @Test func `passes over rows that are too long`() {
        let long = String(repeating: "x", count: 100)

        let found = read([Array("a,b\n\(long),1\n2,3\n".utf8)], maxRowBytes: 64)

        #expect(found.rows == [["a": "2", "b": "3"]])
        #expect(found.faults == ["line 2 begins a row of 102 bytes, and rows of more than 64 are not read"])
    }

    @Test func `refuses rows in an old encoding`() {
        let found = read([Array("a,b\n".utf8) + [0xE4, 0x2C, 0x31, 0x0A] + Array("2,3\n".utf8)])

        #expect(found.rows == [["a": "2", "b": "3"]])
        #expect(found.faults == ["line 2 is not UTF-8; save the table as \"CSV UTF-8\""])
    }

    @Test(arguments: ["a,b\n1,2\n\"open,3\n4,5\n", "a,b\n1,2\n3"])
    func `says that the table ends in the middle`(_ table: String) {
        let found = read([Array(table.utf8)])

        #expect(found.rows == [["a": "1", "b": "2"]])
        #expect(found.faults.count == 2)
        #expect(found.faults.last == "the file ends inside its last row")
    }

    @Test(arguments: [
        ("a;b\n1;2", ["a", "b"]), ("sep=|\na|b", ["a", "b"]), ("a,b", ["a", "b"]), ("", nil), ("\n\n", nil),
    ])
    func `finds the header`(_ start: String, _ header: [String]?) {
        #expect(SeparatedValuesParser.header(in: start) == header)
    }

    private func read(_ chunks: [[UInt8]], maxRowBytes: Int = 4096) -> (rows: [[String: String]], faults: [String]) {
        var parser = SeparatedValuesParser(maxRowBytes: maxRowBytes)
        var rows: [[String: String]] = []
        var faults: [String] = []
        let take = { (event: SeparatedValuesParser.Event) in
            switch event {
            case .header: break
            case .row(let cells, _, _): rows.append(cells)
            case .faulty(_, _, let reason), .broken(_, let reason): faults.append(reason)
            }
        }
        for chunk in chunks { chunk.withUnsafeBytes { parser.feed($0, take) } }
        parser.finish(take)
        return (rows, faults)
    }
}

struct SeparatedValuesFormatTests {
    @Test func `reads comments of a browser extension`() throws {
        let rows = try read("comments-extension")

        let first = try #require(rows.posts.first)
        #expect(first.externalID == "820000000000082")
        #expect(first.parentExternalID == "820000000000081")
        #expect(first.author == ReceivedPost.Author(id: "100000000072002", handle: "Nelu"))
        #expect(first.publishedAt == Date.utc("2026-11-14T18:22:05Z"))
        #expect(
            first.permalink
                == "https://www.facebook.com/groups/810000000000707/permalink/820000000000081/?comment_id=820000000000082"
        )
        #expect(first.space.externalID == "file:comments-extension.csv")
        #expect(rows.posts[1].text.contains("deodata,\nimi iau"))
        #expect(rows.ignoreReasons == [.noText])
    }

    @Test func `reads Facepager without taking its words for nothing as values`() throws {
        let rows = try read("facepager")

        // The running numbers of Facepager are unique in one table only; the platform's ids stay the same.
        #expect(rows.posts.map(\.externalID) == ["810000000000808_91", "810000000000808_92", "91_1"])
        #expect(
            rows.posts.first?.author == ReceivedPost.Author(id: "name:Ślubna Kawiarnia", handle: "Ślubna Kawiarnia")
        )
        #expect(rows.posts.first?.publishedAt == Date.utc("2026-11-18T08:00:00Z"))
    }

    @Test func `reads tables of the older scraper`() throws {
        let rows = try read("facebook-scraper")

        #expect(rows.posts.map(\.space.externalID) == ["810000000000909", "810000000000909"])
        #expect(rows.posts.map(\.publishedAt) == [Date.utc("2026-11-10T13:03:00Z"), Date.utc("2026-11-11T08:44:10Z")])
        #expect(rows.rejections == ["the column 'time' with the time is empty"])
    }

    @Test func `reads a table kept by hand`() throws {
        let rows = try read("tabelle")

        #expect(rows.posts.map(\.space.name) == Array(repeating: "Nachbarschaftshilfe Mannheim", count: 3))
        #expect(
            rows.posts.map(\.publishedAt) == [
                Date.utc("2026-11-17T18:45:00Z"), Date.utc("2026-11-18T06:05:00Z"), Date.utc("2026-11-19T11:00:00Z"),
            ]
        )
        #expect(rows.posts[1].text == "Tražim sobu u Mannheimu; može i \"na crno\",\nsamo da je toplo")
        #expect(Set(rows.posts.map(\.externalID)).count == 3)
        #expect(
            rows.rejections == [
                "the column 'Datum' holds no time between 1990 and 2100",
                "line 9 has 2 cells, but the table has 5 columns",
            ]
        )
    }

    @Test func `makes ids from the link, else from author, time and text`() {
        var mapping = ColumnMapping(name: "m", platform: .telegram, text: "t")
        mapping.time = "w"
        mapping.link = "l"
        let table =
            "t,w,l\na,2026-11-01,https://example.org/1\nb,2026-11-01,https://example.org/1\na,2026-11-02,\na,2026-11-02,\n"

        let ids = read(Array(table.utf8), mapping).posts.map(\.externalID)

        #expect(ids[0] == ids[1])
        #expect(ids[1] != ids[2])
        #expect(ids[2] == ids[3])
    }

    @Test func `stops at a table that lacks a mapped column`() {
        let mapping = ColumnMapping(name: "m", platform: .facebook, text: "nope")
        var reader = ExportReader(
            format: SeparatedValuesFormat(),
            options: ExportOptions(fileName: "x", mapping: mapping)
        )
        var rows: [ExportRow] = []
        Array("a,b\n1,2\n".utf8).withUnsafeBytes { reader.feed($0) { rows.append($0) } }

        let end = reader.finish { rows.append($0) }

        #expect(rows.isEmpty)
        #expect(end == .broken(offset: 0, reason: "the table has no column 'nope', which the mapping 'm' needs"))
    }

    @Test(arguments: ["comments-extension", "facepager", "facebook-scraper", "tabelle"])
    func `each mapping matches its own table only`(_ name: String) throws {
        let header = try #require(SeparatedValuesParser.header(in: try Fixtures.text("exports/csv/\(name).csv")))

        for other in ["comments-extension", "facepager", "facebook-scraper", "tabelle"] {
            #expect(try Self.mapping(other).matches(header: header) == (other == name))
        }
    }

    /// The mapping file of `Config/csv` with this name.
    static func mapping(_ name: String) throws -> ColumnMapping {
        let url = Fixtures.checkout.appending(path: "Config/csv/\(name).yaml")
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        let pairs = lines.map { $0.split(separator: ": ", maxSplits: 1).map(String.init) }
        let fields = Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
        return try JSONDecoder().decode(ColumnMapping.self, from: JSONEncoder().encode(fields))
    }

    private func read(_ name: String) throws -> [ExportRow] {
        read(try Fixtures.bytes("exports/csv/\(name).csv"), try Self.mapping(name), fileName: "\(name).csv")
    }

    private func read(_ bytes: [UInt8], _ mapping: ColumnMapping, fileName: String = "x.csv") -> [ExportRow] {
        let options = ExportOptions(
            fileName: fileName,
            timeZone: TimeZone(identifier: "Europe/Berlin") ?? .gmt,
            mapping: mapping
        )
        return Reading.rows(of: bytes, as: SeparatedValuesFormat(), options)
    }
}
