import Foundation
import Testing

@testable import Platforms

struct JSONWriterTests {
    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    private static let texts =
        (0..<0x180).compactMap(Unicode.Scalar.init).map { "a\($0)b" } + [
            "", "\"", "\\", "/", "</script>", "\r\n", "\"\"\\\\", "\u{2028}\u{2029}", "\u{FEFF}", "\u{FFFF}",
            "\u{10FFFF}", "e\u{301}\u{301}", "👨‍👩‍👧‍👦", "България", String(repeating: "ä\"", count: 1_000),
        ]

    @Test func `writes texts as Foundation does`() throws {
        for text in Self.texts {
            #expect(written { $0.string(text) } == String(decoding: try Self.encoder.encode(text), as: UTF8.self))
        }
    }

    @Test(arguments: [0, 1, -1, 7, 10, Int.max, Int.min])
    func `writes whole numbers as Foundation does`(_ number: Int) throws {
        #expect(written { $0.number(number) } == String(decoding: try Self.encoder.encode(number), as: UTF8.self))
    }

    @Test func `writes other numbers as Foundation does`() throws {
        let shares = (0...10_000).map { Double($0) / 10_000 }
        let others = [
            -0.0, -1, 10, 100, 1.5, 1e15, 1e16, 1e17, 1e300, -1e-5, .leastNonzeroMagnitude, 0.1 + 0.2, 12345678.9, .pi,
        ]
        for number in shares + others {
            #expect(written { $0.number(number) } == String(decoding: try Self.encoder.encode(number), as: UTF8.self))
        }
    }

    @Test func `writes arrays, nothing and pieces as they come`() {
        let json = written { writer in
            writer.array(["a", "b"]) { text, writer in writer.string(text) }
            writer.array([] as [Int]) { number, writer in writer.number(number) }
            writer.stringOrNull(nil)
            writer.raw(#"{"x":1}"#)
            writer.endLine()
        }

        #expect(json == #"["a","b"][]null{"x":1}"# + "\n")
    }

    private func written(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
