import Foundation
import Testing

@testable import Platforms

/// The quick reader must never say anything else than the thorough one.
struct QuestionLineTests {
    @Test(arguments: OddLine.all)
    func `reads a line as the thorough decoder does`(_ line: OddLine) throws {
        let thorough = try? JSONDecoder().decode(QuestionLine.self, from: Data(line.bytes))

        let read = try? QuestionLine.read(line.bytes)
        let plain = QuestionLine.plain(line.bytes)

        #expect(read == thorough)
        #expect(plain == nil || plain == thorough)
        #expect((plain != nil) == line.isPlain, "the quick way is \(line.isPlain ? "" : "not ")expected")
    }

    @Test func `changes of any one byte make no difference to the thorough decoder`() throws {
        let sound = Array(#"{"id":-17,"n":[1.5,{"a":null}],"text":"ä\n\ud83d\ude42\u00e9","x":true}"#.utf8)
        var plain = 0

        for place in sound.indices {
            for byte in Array(#" "\{}[]:,0-.eutx"#.utf8) + [0x00, 0x0A, 0x7F, 0x80, 0xC3, 0xED, 0xFF] {
                var line = sound
                line[place] = byte
                guard let quick = QuestionLine.plain(line) else { continue }
                plain += 1
                let thorough = try? JSONDecoder().decode(QuestionLine.self, from: Data(line))
                #expect(quick == thorough, "\(String(decoding: line, as: UTF8.self))")
            }
        }

        #expect(plain > 100)
    }

    @Test func `every beginning of a line is refused`() {
        let sound = Array(#"{"id":"a","list":[1,{"b":"\""}],"text":"ä\u00e9"}"#.utf8)

        for count in sound.indices {
            #expect(throws: DecodingError.self) { try QuestionLine.read(Array(sound[..<count])) }
        }
    }
}

/// A line, and whether the quick way reads it.
struct OddLine: CustomTestStringConvertible, Sendable {
    let bytes: [UInt8]
    let isPlain: Bool

    var testDescription: String { String(decoding: bytes.prefix(80), as: UTF8.self) }

    static let all =
        plain.map { OddLine(bytes: Array($0.utf8), isPlain: true) }
        + unusual.map { OddLine(bytes: Array($0.utf8), isPlain: false) }
        + unreadable.map { OddLine(bytes: $0, isPlain: false) }

    private static let plain = [
        #"{"id":1,"text":"a"}"#,
        #"{"text":"a","id":"x"}"#,
        #"{"text":"a"}"#,
        #"{"id":null,"text":"a"}"#,
        #"{"id":"","text":""}"#,
        #"{"id":-7,"text":"a"}"#,
        #"{"id":0,"text":"a"}"#,
        #"{"id":999999999999999999,"text":"a"}"#,
        " \t{ \"id\" : 1 ,\r \"text\" : \"a\" } \r",
        #"{"id":1,"text":"\"\\\/\b\f\n\r\t"}"#,
        #"{"id":"\u0069d","\u0074ext":"\u00e9\u00E9\ud83d\ude42\uFFFF\ufffe"}"#,
        #"{"id":1,"text":"\u0000"}"#,
        "{\"id\":1,\"text\":\"Straße България 🙂 e\u{301}\"}",
        "{\"id\":1,\"text\":\"\u{7F}\u{2028}\u{FEFF}\u{10FFFF}\"}",
        #"{"a":{"b":[{"c":{}},[],[[]]]},"text":"a","z":[true,false,null,1,-1,0.5,-0.25,12345678901234567890]}"#,
        #"{"a":"\"text\":\"no\"\u00e9\ud83d\ude42\\","text":"a"}"#,
        #"{"Text":"b","TEXT":"c","text":"a","ID":2}"#,
        #"{"lang":"de","lang":"bg","text":"a"}"#,
        #"{"text":"a","id":"\#(String(repeating: "x", count: 5_000))"}"#,
    ]

    private static let unusual = [
        "", " ", "null", "7", #""text""#, "[]", "{}", "{", "}", "no json", #"{"id":1}"#,
        #"{"id":1,"text":null}"#, #"{"id":1,"text":7}"#, #"{"id":1,"text":["a"]}"#,
        #"{"id":true,"text":"a"}"#, #"{"id":[1],"text":"a"}"#, #"{"id":{},"text":"a"}"#,
        #"{"id":1.5,"text":"a"}"#, #"{"id":1.0,"text":"a"}"#, #"{"id":1e3,"text":"a"}"#, #"{"id":-0.0,"text":"a"}"#,
        #"{"id":01,"text":"a"}"#, #"{"id":-,"text":"a"}"#, #"{"id":+1,"text":"a"}"#, #"{"id":- 1,"text":"a"}"#,
        #"{"id":9223372036854775807,"text":"a"}"#, #"{"id":9223372036854775808,"text":"a"}"#,
        #"{"id":1e999,"text":"a"}"#,
        #"{"id":1,"id":2,"text":"a"}"#, #"{"id":1,"text":"a","text":"b"}"#, #"{"id":null,"id":2,"text":"a"}"#,
        #"{"id":1,"text":"a"}x"#, #"{"id":1,"text":"a"}{}"#, #"{"id":1,"text":"a"},"#, #"{"id":1,"text":"a",}"#,
        #"{,"text":"a"}"#, #"{"text" "a"}"#, #"{"text":"a" "id":1}"#, #"{text:"a"}"#, #"{'text':'a'}"#,
        #"{"text":"\ud83d"}"#, #"{"text":"\ude42"}"#, #"{"text":"\ud83d\ud83d"}"#, #"{"text":"\ud83dx"}"#,
        #"{"text":"\ud83d\n"}"#, #"{"text":"\u12"}"#, #"{"text":"\u12G4"}"#, #"{"text":"\x41"}"#, #"{"text":"\"#,
        #"{"text":"a\"}"#, #"{"text":"\a"}"#, #"{"text":"a","x":"\ud83d"}"#, #"{"text":"a","x":"\q"}"#,
        #"{"text":"a","x":01}"#, #"{"text":"a","x":1.}"#, #"{"text":"a","x":.5}"#, #"{"text":"a","x":1e5}"#,
        #"{"text":"a","x":-}"#, #"{"text":"a","x":nul}"#, #"{"text":"a","x":nullx}"#, #"{"text":"a","x":NaN}"#,
        #"{"text":"a","x":[1,]}"#, #"{"text":"a","x":[1}}"#, #"{"text":"a","x":{"b"}}"#, #"{"text":"a","x":}"#,
        #"{"text":"a","x":[}]}"#, #"{"text":"a","x":{1:2}}"#, #"{"text":"a" /* b */}"#,
        "{\"text\":\"a\nb\"}", "{\"text\":\"a\tb\"}", "{\"text\":\"a\u{0}b\"}", "{\"text\":\"a\",\"x\":\"\u{1}\"}",
        "\u{FEFF}{\"text\":\"a\"}", "{\"text\":\"a\"}\u{0}", "\u{0}{\"text\":\"a\"}", "{\u{A0}\"text\":\"a\"}",
        #"{"x":\#(String(repeating: "[", count: 40))\#(String(repeating: "]", count: 40)),"text":"a"}"#,
        #"{"text":"a","x":\#(String(repeating: "[", count: 5_000))"#,
        #"{"text":"a","x":\#(String(repeating: #"{"a":"#, count: 600))1\#(String(repeating: "}", count: 600))}"#,
    ]

    /// Not UTF-8: a lone byte, an overlong form, half of a surrogate pair, and another encoding.
    private static let unreadable: [[UInt8]] = [
        line(text: [0xFF]), line(text: [0xC3]), line(text: [0xC0, 0x80]), line(text: [0xED, 0xA0, 0x80]),
        line(text: [0xF4, 0x90, 0x80, 0x80]), Array(#"{"text":"a","x":""#.utf8) + [0xFF] + Array(#""}"#.utf8),
        Array(#"{"text":"a"}"#.utf16).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] },
    ]

    private static func line(text: [UInt8]) -> [UInt8] { Array(#"{"text":""#.utf8) + text + Array(#""}"#.utf8) }
}
