import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// A format whose rows are `{"t":"…"}`, as lines or as a list.
private struct Plain: ExportFormat {
    let name = "plain"
    let summary = ""
    let framing: Framing

    func recognises(_ head: ExportHead) -> Bool { false }
    func makeDecoder(_ options: ExportOptions) -> any RowDecoder { Decoder() }

    static let lines = Plain(framing: .jsonLines)
    static let list = Plain(framing: .json { $0.isEmpty ? .descend : .take })

    private struct Decoder: RowDecoder {
        struct Line: Decodable { var t: String }

        mutating func decode(_ element: ExportElement, at path: JSONPath) -> [ExportRow] {
            switch decodeElement(Line.self, from: element) {
            case .failure(let row): return [.rejected(row)]
            case .success(let line):
                let space = SpaceReference(platform: .tiktok, externalID: "s")
                return [.post(ReceivedPost(space: space, externalID: line.t, text: line.t, publishedAt: .distantPast))]
            }
        }
    }
}

struct ExportReaderTests {
    @Test func `reads lines with any line end, blank ones, a byte order mark and bad ones between`() {
        let file = "\u{FEFF}{\"t\":\"1\"}\r\n\r\n  \n{\"t\":2}\nnot json\n{\"t\":\"3\"}"
        let bytes = Array(file.utf8)

        for split in 0...bytes.count {
            let (rows, end) = read([Array(bytes[..<split]), Array(bytes[split...])], as: Plain.lines)

            #expect(rows.posts.map(\.text) == ["1", "3"])
            #expect(rows.rejections == ["the field 't' is not text", "the row is not valid JSON"])
            #expect(end == .complete)
        }
    }

    @Test func `reports where a bad line stands`() {
        let (rows, _) = read([Array("{\"t\":\"1\"}\n  {\"t\":2}\n".utf8)], as: Plain.lines)

        #expect(
            rows.last
                == .rejected(RejectedRow(reason: "the field 't' is not text", offset: 12, raw: Array("{\"t\":2}".utf8)))
        )
    }

    @Test func `passes over a line that is too long`() {
        let long = "{\"t\":\"" + String(repeating: "x", count: 100) + "\"}"

        for file in ["{\"t\":\"1\"}\n\(long)\n{\"t\":\"2\"}\n", "{\"t\":\"1\"}\n{\"t\":\"2\"}\n\(long)"] {
            let bytes = Array(file.utf8)
            for size in [1, 7, 64, 1000] {
                let (rows, _) = read(chunks(bytes, size), as: Plain.lines, maxRowBytes: 50)

                #expect(rows.posts.map(\.text) == ["1", "2"])
                #expect(rows.rejections == ["the row is 108 bytes long, and rows of more than 50 bytes are not read"])
            }
        }
    }

    @Test func `reports a last line that was cut off`() {
        let (rows, end) = read([Array("{\"t\":\"1\"}\n{\"t\":\"2".utf8)], as: Plain.lines)

        #expect(rows.posts.map(\.text) == ["1"])
        #expect(rows.rejections.count == 1)
        #expect(end == .broken(offset: 10, reason: "the file ends inside its last line"))
    }

    @Test func `keeps what stands before a cut in a list and reports the cut row`() {
        let (rows, end) = read([Array("[{\"t\":\"1\"},{\"t\":".utf8)], as: Plain.list)

        #expect(rows.posts.map(\.text) == ["1"])
        #expect(rows.rejections == ["the file ends inside this row"])
        #expect(end == .broken(offset: 11, reason: "the file ends inside the list or object '[]'"))
    }

    @Test func `passes over everything after a fault`() {
        let (rows, end) = read([Array("[{\"t\":\"1\"} {".utf8), Array("\"t\":\"2\"}]".utf8)], as: Plain.list)

        #expect(rows.posts.map(\.text) == ["1"])
        #expect(end == .broken(offset: 11, reason: "unexpected '{' where a comma or ] should stand"))
    }

    @Test func `reports rows that are too long or no objects`() {
        let long = String(repeating: "x", count: 100)
        let (rows, end) = read([Array("[1,{\"t\":\"\(long)\"},{\"t\":\"2\"}]".utf8)], as: Plain.list, maxRowBytes: 50)

        #expect(rows.posts.map(\.text) == ["2"])
        #expect(
            rows.rejections == [
                "a bare value stands where a row should be",
                "the row is 108 bytes long, and rows of more than 50 bytes are not read",
            ]
        )
        #expect(end == .complete)
    }

    @Test(arguments: [Framing.jsonLines, .json { _ in .descend }, .separatedValues])
    func `says that an empty file is empty`(_ framing: Framing) {
        let (rows, end) = read([], as: Plain(framing: framing))

        #expect(rows.isEmpty)
        #expect(end == .broken(offset: 0, reason: "the file is empty"))
    }

    private func chunks(_ bytes: [UInt8], _ size: Int) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
    }

    private func read(
        _ chunks: [[UInt8]],
        as format: any ExportFormat,
        maxRowBytes: Int = 4096
    ) -> (rows: [ExportRow], end: ExportEnd) {
        var reader = ExportReader(format: format, options: ExportOptions(fileName: "x"), maxRowBytes: maxRowBytes)
        var rows: [ExportRow] = []
        for chunk in chunks { chunk.withUnsafeBytes { reader.feed($0) { rows.append($0) } } }
        let end = reader.finish { rows.append($0) }
        return (rows, end)
    }
}

struct ExportFormatsTests {
    @Test func `every format has a name of its own`() {
        #expect(Set(ExportFormats.all.map(\.name)).count == ExportFormats.all.count)
        #expect(ExportFormats.named("telegram-desktop") is TelegramExport)
        #expect(ExportFormats.named("none") == nil)
    }

    @Test(
        arguments: [
            (
                Array("<!DOCTYPE html><html><title>Exported Data</title><div class=\"page_header\">".utf8),
                "Telegram Desktop"
            ),
            (Array("<html><head><title>Facebook</title>".utf8), "choose JSON"),
            (Array("<?xml version=\"1.0\"?><x/>".utf8), "choose JSON"),
            ([0xFF, 0xFE, 0x7B, 0x00, 0x22, 0x00], "UTF-8"), ([0x7B, 0x00, 0x22, 0x00, 0x61, 0x00], "UTF-8"),
            ([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x00], "zip"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "unpack"),
            ([0x1F, 0x8B, 0x08, 0x00], "unpack"), (Array("%PDF-1.7".utf8), "PDF"), ([], "empty"),
            ([0x0A, 0x20], "empty"),
            (Array("SQLite format 3\0".utf8) + Array(repeating: 7, count: 300), "not text"),
            (Array("{\"a\":1}".utf8), "of no known format"), (Array("just words".utf8), "no known format"),
        ] as [([UInt8], String)]
    )
    func `tells what to do about a file that no format knows`(_ start: [UInt8], _ word: String) {
        let head = ExportHead(fileName: "x", start: start)

        #expect(ExportFormats.recognise(head) == nil)
        #expect(ExportFormats.unrecognised(head).contains(word), Comment(rawValue: ExportFormats.unrecognised(head)))
    }

    @Test(arguments: [
        #"{"participants":[{"name":"x"}],"messages":[{"sender_name":"x","timestamp_ms":1,"content":"x"}],"title":"x"}"#,
        #"{"guild":{"id":"1"},"channel":{"id":"1","type":"GuildTextChat"},"messages":[{"id":"1","type":"Default"}]}"#,
        #"[{"id":1,"name":"x"}]"#, #"{"kind":"youtube#commentThread","items":[]}"#,
    ])
    func `claims no exports of other services`(_ json: String) {
        #expect(ExportFormats.recognise(ExportHead(fileName: "result.json", start: Array(json.utf8))) == nil)
    }
}
