import Platforms
import Testing

/// What a slicer found, as values that can be compared.
private enum Found: Equatable {
    case row(String, offset: Int, path: String)
    case scalar(String, path: String)
    case oversized(String, offset: Int, bytes: Int)
    case fault(JSONSlicer.Fault)
}

struct JSONSlicerTests {
    /// Documents whose every split must give the same events.
    static let documents = [
        #"[{"a":1},{"b":"x, } ] \" y"},{"c":[1,{"d":null}]}]"#,
        #" { "name" : "Група \\" , "id" : 12.5e3 , "ok":true, "n":null, "list" : [ {"t":"\u0041"} , [] , 7 ] } "#,
        "{\"chats\":{\"list\":[{\"id\":-1,\"messages\":[{\"x\":{}}]},{\"messages\":[]}]},\"skip\":{\"deep\":[[[]]]}}\n",
        "\u{FEFF}[\r\n\t{ } ,\r\n {\"k\\\"ey\": \"v\"}\r\n]\r\n",
        "[]", "{}", "  \"only a word\"", "42", "[[],[{}],\"s\",false]",
    ]

    @Test(arguments: documents)
    func `finds the same at whatever byte a document is split`(_ document: String) {
        let bytes = Array(document.utf8)
        let whole = slice([bytes])

        for first in 0...bytes.count {
            #expect(slice([Array(bytes[..<first]), Array(bytes[first...])]) == whole)
        }

        #expect(slice(bytes.map { [$0] }) == whole)
        #expect(!whole.contains { if case .fault = $0 { true } else { false } })
    }

    @Test(arguments: documents.filter { !["42"].contains($0) })
    func `reports a cut at every byte and keeps what came before`(_ document: String) {
        let bytes = Array(document.utf8)
        let end = (bytes.lastIndex { $0 > 0x20 } ?? 0) + 1
        let whole = slice([bytes])

        for length in 0..<end {
            let found = slice([Array(bytes[..<length])])

            guard case .fault(let fault)? = found.last else {
                Issue.record("no fault after \(length) bytes")
                continue
            }
            #expect(fault.offset <= length)
            #expect(Array(found.dropLast()) == Array(whole.prefix(found.count - 1)))
        }
    }

    @Test func `notes scalars and hands over containers with their places`() {
        let document = #"{"name":"A","list":[{"x":1},2],"other":{"y":[3]},"id":7}"#

        let found = slice([Array(document.utf8)])

        #expect(
            found == [
                .scalar("\"A\"", path: "name"),
                .row("{\"x\":1}", offset: 20, path: "list/*"),
                .scalar("2", path: "list/*"),
                .scalar("7", path: "id"),
            ]
        )
    }

    @Test(arguments: 1...40)
    func `passes over a row that is too long and goes on after it`(_ chunk: Int) {
        let long = "{\"t\":\"" + String(repeating: "ж", count: 40) + "\"}"
        let bytes = Array("[{\"a\":1},\(long),{\"b\":2}]".utf8)
        let chunks = stride(from: 0, to: bytes.count, by: chunk).map { Array(bytes[$0..<min($0 + chunk, bytes.count)]) }

        let found = slice(chunks, maxRowBytes: 32)

        #expect(found.count == 3)
        #expect(found.first == .row("{\"a\":1}", offset: 1, path: "*"))
        #expect(found.last == .row("{\"b\":2}", offset: 98, path: "*"))
        guard case .oversized(let start, let offset, let length) = found[1] else {
            Issue.record("the long row was not reported")
            return
        }
        #expect(long.utf8.starts(with: start.utf8.prefix(30)))
        #expect(offset == 9)
        #expect(length == long.utf8.count)
    }

    @Test(arguments: [
        ("[1 2]", 3), ("{\"a\" 1}", 5), ("{\"a\":1,}", 7), ("[1,]", 3), ("{a:1}", 1), ("[}", 1), ("{]", 1),
        ("{} {}", 3), ("[1]]", 3), ("{\"a\":1 \"b\":2}", 7), ("[x]", 1), ("<html>", 0), ("[12{]", 3), (",", 0),
        ("{\"a\":}", 5), ("{\"a\":1]", 6),
    ])
    func `stops where the structure breaks`(_ document: String, _ offset: Int) {
        let found = slice([Array(document.utf8)])

        guard case .fault(let fault)? = found.last else {
            Issue.record("no fault")
            return
        }
        #expect(fault.offset == offset)
    }

    @Test func `keeps the beginning of a row that the file cuts off`() throws {
        var slicer = JSONSlicer(select: Self.select)
        try Array("[{\"a\":1},{\"b\":".utf8).withUnsafeBytes { try slicer.feed($0) { _ in } }

        #expect(throws: JSONSlicer.Fault(offset: 9, reason: "the file ends inside the list or object '[]'")) {
            try slicer.finish { _ in }
        }
        #expect(String(decoding: slicer.unfinishedRow, as: UTF8.self) == "{\"b\":")
    }

    @Test func `survives deep nesting`() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)

        let found = slice([Array("[\(deep)]".utf8)], maxRowBytes: 1_000_000)

        #expect(found.count == 1)
    }

    /// Rows are the containers in lists at most four steps deep; `skip` is passed over.
    private static func select(_ path: JSONPath) -> JSONSelection {
        if path.first == "skip" || path.first == "other" { return .skip }
        guard path.last == .element else { return path.count <= 4 ? .descend : .take }
        return path.count == 3 && path.first == "chats" ? .descend : .take
    }

    private func slice(_ chunks: [[UInt8]], maxRowBytes: Int = 4096) -> [Found] {
        var found: [Found] = []
        var slicer = JSONSlicer(maxRowBytes: maxRowBytes, select: Self.select)
        do throws(JSONSlicer.Fault) {
            for chunk in chunks {
                var fault: JSONSlicer.Fault?
                chunk.withUnsafeBytes { bytes in
                    do throws(JSONSlicer.Fault) { try slicer.feed(bytes) { found.append(Found($0)) } } catch {
                        fault = error
                    }
                }
                if let fault { throw fault }
            }
            try slicer.finish { found.append(Found($0)) }
        } catch {
            found.append(.fault(error))
        }
        return found
    }
}

extension Found {
    fileprivate init(_ event: JSONSlicer.Event) {
        switch event {
        case .row(let bytes, let offset, let path):
            self = .row(String(decoding: bytes, as: UTF8.self), offset: offset, path: path.text)
        case .scalar(let bytes, _, let path):
            self = .scalar(String(decoding: bytes, as: UTF8.self), path: path.text)
        case .oversized(let bytes, let offset, let length):
            self = .oversized(String(decoding: bytes, as: UTF8.self), offset: offset, bytes: length)
        }
    }
}

extension JSONPath {
    fileprivate var text: String {
        map { step in
            switch step {
            case .key(let key): key
            case .element: "*"
            }
        }.joined(separator: "/")
    }
}
