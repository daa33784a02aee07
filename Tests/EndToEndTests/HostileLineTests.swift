import Foundation
import TestSupport
import Testing

/// Lines that nobody writes by hand: one answer for each, in its order, in time.
@Suite(.timeLimit(.minutes(10)))
struct HostileLineTests {
    @Test(arguments: HostileLine.all)
    func `classify answers a hostile line and the ones around it`(_ line: HostileLine) throws {
        let program = try Program()
        let before = Array(#"{"id":"before","text":"Caut chirie în Berlin, știe cineva ceva?"}"#.utf8) + line.end
        let after = Array(#"{"id":"after","text":"търся работа в Мюнхен, някой знае ли нещо"}"#.utf8)

        let outcome = try program.run("classify", "--tier", "fast", input: before + line.bytes + line.end + after)
        let answers = try outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }

        try #require(answers.count == 3)
        #expect(answers.map { $0["id"] as? String } == ["before", line.isRead ? "x" : nil, "after"])
        #expect(answers.map { $0["language"] as? String } == ["ro", line.isRead ? line.language : nil, "bg"])
        #expect((answers[1]["error"] is String) == !line.isRead)
        #expect(outcome.status == (line.isRead ? 0 : 1))
    }
}

/// A hostile line by name.
struct HostileLine: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    var end = Array("\n".utf8)
    /// Whether it is JSON with a text.
    var isRead = true
    var language = "und"

    private init(_ name: String, _ bytes: [UInt8]) { (testDescription, self.bytes) = (name, bytes) }

    /// A line with this JSON for its text.
    private init(_ name: String, text json: String, language: String = "und") {
        self.init(name, Array(#"{"id":"x","text":"#.utf8) + Array(json.utf8) + Array("}".utf8))
        self.language = language
    }

    private var refused: HostileLine { with { $0.isRead = false } }

    private func with(_ change: (inout HostileLine) -> Void) -> HostileLine {
        var line = self
        change(&line)
        return line
    }

    static let all = read + refused

    private static let plea = "ich suche dringend eine wohnung für meine familie "

    private static let read = [
        HostileLine(
            "a text of a hundred kilobytes",
            text: "\"\(String(repeating: plea, count: 2_000))\"",
            language: "de"
        ),
        HostileLine("digits of a megabyte", text: "\"\(String(repeating: "7", count: 1_000_000))\""),
        HostileLine("only emoji", text: "\"\(String(repeating: "👨‍👩‍👧‍👦🙏🏽", count: 2_000))\""),
        HostileLine(
            "a hundred marks on each letter",
            text: "\"\(plea.map { "\($0)\(String(repeating: "\u{336}", count: 100))" }.joined())\"",
            language: "de"
        ),
        HostileLine("no text", text: #""""#),
        HostileLine("NUL as an escape", text: #""\u0000\u0000""#),
        HostileLine("escapes only", text: "\"\(String(repeating: #"\u2014\ud83d\ude42"#, count: 20_000))\""),
        HostileLine(
            "a field of a megabyte beside it",
            text: "\"\",\"raw\":\"\(String(repeating: "ä", count: 500_000))\""
        ),
        HostileLine("a little nesting beside it", text: "\"\",\"raw\":\(nested(400))"),
        HostileLine("the end of a line of another system", text: "\"\(plea)\"", language: "de").with {
            $0.end = Array("\r\n".utf8)
        },
    ]

    private static let refused = [
        HostileLine("null for a text", text: "null"),
        HostileLine("half of a surrogate pair", text: #""\ud83d""#),
        HostileLine("the wrong half of a surrogate pair", text: #""\ude42 a""#),
        HostileLine("deep nesting", text: "\"\",\"raw\":\(nested(100_000))"),
        HostileLine("nesting that never ends", text: "\"\",\"raw\":" + String(repeating: "[{\"a\":", count: 50_000)),
        HostileLine("a bare NUL in a text", text: "\"a\u{0}b\""),
        HostileLine(
            "bytes that are not UTF-8",
            Array(#"{"id":"x","text":"a"#.utf8) + [0xC3, 0x28, 0xFF] + Array(#""}"#.utf8)
        ),
        HostileLine("NULs", Array(repeating: 0, count: 1_000)),
        HostileLine("an empty line", []),
        HostileLine("spaces", Array(repeating: 0x20, count: 100_000)),
        HostileLine("a megabyte that is not JSON", Array(repeating: UInt8(ascii: "{"), count: 1_000_000)),
        HostileLine(
            "random bytes",
            (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }.filter { $0 != 10 }
        ),
    ].map(\.refused)

    private static func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
}
