import Foundation
import Platforms
import Testing

private struct Sample: Decodable, Equatable {
    var id: FlexibleID
    var text: String
    var at: FlexibleDate?
    var inner: Inner?

    struct Inner: Decodable, Equatable { var count: Int }
}

struct ElementJSONTests {
    @Test(arguments: [
        (#"{"id":1,"text":"a\x0bb"}"#, "a\u{0B}b", "an escape of old Telegram exports"),
        (#"{"id":1,"text":"a\\x0bb"}"#, #"a\x0bb"#, "an escaped backslash before an x"),
        (#"{"id":1,"text":"a\\\x1Fb"}"#, "a\\\u{1F}b", "three backslashes"),
        (#"{"id":1,"text":"a\ud83d"}"#, "a\u{FFFD}", "half a pair at the end"),
        (#"{"id":1,"text":"\udc00 \x01 \ud83d\ude42"}"#, "\u{FFFD} \u{1} 🙂", "half a pair beside a whole one"),
        ("{\"id\":1,\"text\":\"a\nb\"}", "a\nb", "a bare line feed"),
    ])
    func `mends what exports are known to break`(_ json: String, _ text: String, _ why: String) throws {
        #expect(try decoded(Array(json.utf8)).get().text == text, Comment(rawValue: why))
    }

    @Test func `replaces bytes that are not UTF-8`() throws {
        let bytes = Array(#"{"id":1,"text":"a"#.utf8) + [0xE4, 0x62] + Array(#""}"#.utf8)

        #expect(try decoded(bytes).get().text == "a\u{FFFD}b")
    }

    @Test(arguments: [
        (#"{"text":"a"}"#, "the field 'id' is missing"),
        (#"{"id":1,"text":7}"#, "the field 'text' is not text"),
        (#"{"id":1,"text":null}"#, "the field 'text' is empty"),
        (#"{"id":1.5,"text":"a"}"#, "the field 'id' is neither text nor a whole number of at most 64 bits"),
        (
            #"{"id":18446744073709551616,"text":"a"}"#,
            "the field 'id' is neither text nor a whole number of at most 64 bits"
        ),
        (#"{"id":" ","text":"a"}"#, "the field 'id' is empty"),
        (#"{"id":1,"text":"a","at":"soon"}"#, "the field 'at' is no time between 1990 and 2100"),
        (#"{"id":1,"text":"a","inner":{"count":"x"}}"#, "the field 'inner.count' is not a whole number"),
        (#"{"id":1,"text":"a","inner":{}}"#, "the field 'inner.count' is missing"),
        (#"[1]"#, "the row is not an object"),
        (#"{"id":1,"text":"a""#, "the row is not valid JSON"),
        ("", "the row is not valid JSON"),
    ])
    func `says in one sentence what is wrong`(_ json: String, _ reason: String) {
        let result = decoded(Array(json.utf8))

        #expect(throws: RejectedRow(reason: reason, offset: 17, raw: Array(json.utf8))) { try result.get() }
    }

    @Test(arguments: [
        ("7", "7"), ("-7", "-7"), ("18446744073709551615", "18446744073709551615"), ("\" x1 \"", "x1"),
        ("9007199254740993", "9007199254740993"),
    ])
    func `reads ids as they are`(_ json: String, _ id: String) throws {
        #expect(try decoded(Array(#"{"text":"","id":\#(json)}"#.utf8)).get().id.value == id)
    }

    @Test(arguments: [
        ("1795255200", 1_795_255_200), ("\"1795255200\"", 1_795_255_200), ("1795255200123", 1_795_255_200.123),
        ("1795255200.5", 1_795_255_200.5), ("\"2026-11-21T10:00:00Z\"", 1_795_255_200),
    ])
    func `reads moments however they are written`(_ json: String, _ seconds: Double) throws {
        let at = try decoded(Array(#"{"id":1,"text":"","at":\#(json)}"#.utf8)).get().at

        #expect(at?.date == Date(timeIntervalSince1970: seconds))
    }

    @Test(arguments: ["0", "-1", "1e300", "5000000000", "\"\"", "true", "\"nan\"", "631151999"])
    func `refuses moments that cannot be`(_ json: String) {
        #expect(throws: RejectedRow.self) { try decoded(Array(#"{"id":1,"text":"","at":\#(json)}"#.utf8)).get() }
    }

    private func decoded(_ bytes: [UInt8]) -> Result<Sample, RejectedRow> {
        bytes.withUnsafeBytes { decodeElement(Sample.self, from: ExportElement(bytes: $0, offset: 17)) }
    }
}

struct PlainTextTests {
    @Test(arguments: ["Łódź", "Здравейте 😊", "ăâîșț", "naïve"])
    func `undoes text whose bytes became letters`(_ text: String) {
        let spoiled = String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))

        #expect(repairedMojibake(spoiled) == text)
    }

    @Test(arguments: ["", "plain", "Grüße", "вече добре", "\u{FF}\u{FE}", "Ã"])
    func `leaves text that was never spoiled`(_ text: String) {
        #expect(repairedMojibake(text) == text)
    }

    @Test(arguments: [
        ("a\0b\u{7}c\u{7F}\u{85}d", "abcd"), ("  a\tb\nc \n", "a\tb\nc"), ("a\r\nb\rc", "a\nb\nc"), ("\u{1}\0", ""),
        ("ÀÂ\u{A0}x", "ÀÂ\u{A0}x"), ("👩‍👧", "👩‍👧"),
    ])
    func `removes control characters`(_ text: String, _ clean: String) {
        #expect(cleanText(text) == clean)
    }

    @Test(arguments: [
        ("A &amp; B &lt;3", "A & B <3"), ("&#39;x&#x27; &quot;", "'x' \""), ("&unknown; & &", "&unknown; & &"),
        ("&amp;lt;", "&lt;"), ("&#0;&#xD800;", "&#0;&#xD800;"), ("плюс&nbsp;1", "плюс 1"),
    ])
    func `replaces character references`(_ text: String, _ plain: String) {
        #expect(unescapedHTML(text) == plain)
    }
}

struct ExportTimeTests {
    static let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    @Test(arguments: [
        ("2026-11-20T19:45:10", "2026-11-20T18:45:10Z"), ("2026-11-20 19:45", "2026-11-20T18:45:00Z"),
        ("20.11.2026 19:45:10", "2026-11-20T18:45:10Z"), ("1.7.2026 9:05", "2026-07-01T07:05:00Z"),
        ("20.11.2026, 19:45", "2026-11-20T18:45:00Z"), ("20.11.2026", "2026-11-19T23:00:00Z"),
        ("2026-11-20", "2026-11-19T23:00:00Z"), ("2026-11-20T19:45:10Z", "2026-11-20T19:45:10Z"),
        ("2026-11-20T19:45:10.000Z", "2026-11-20T19:45:10Z"), ("2026-11-20T19:45:10+0000", "2026-11-20T19:45:10Z"),
        ("2026-11-20T19:45:10-05:30", "2026-11-21T01:15:10Z"), ("1795201200", "2026-11-20T19:00:00Z"),
        ("2026-03-29T02:30:00", "2026-03-29T01:30:00Z"), ("2026-10-25T02:30:00", "2026-10-25T01:30:00Z"),
        ("2028-02-29 12:00", "2028-02-29T11:00:00Z"),
    ])
    func `reads times with and without an offset`(_ text: String, _ moment: String) {
        #expect(ExportTime.moment(text, timeZone: Self.berlin) == Date.utc(moment))
    }

    @Test(arguments: [
        "", "gestern", "2026-13-01", "2026-02-29", "31.04.2026", "2026-11-20T24:00:00", "2026-11-20T10:60",
        "2026-11-20T10:00:00 Uhr", "20.11.26", "11/20/2026", "1970-01-01T01:00:00", "2102-01-01", "2026-11-20T1",
        "2026-11-20T10:00:00+", "99999999999999999999",
    ])
    func `refuses what is no time`(_ text: String) {
        #expect(ExportTime.moment(text, timeZone: Self.berlin) == nil)
    }

    @Test func `reads days of a spreadsheet`() {
        #expect(ExportTime.moment(spreadsheetDay: 46346.5, timeZone: .gmt) == Date.utc("2026-11-20T12:00:00Z"))
        #expect(ExportTime.moment(spreadsheetDay: 46346.25, timeZone: Self.berlin) == Date.utc("2026-11-20T05:00:00Z"))
    }
}
