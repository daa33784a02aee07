import Foundation

/// An answer of an interface taken apart: its rows one by one, so that a broken one spoils no other, and the single
/// values beside them.
package struct AnswerPieces: Sendable {
    /// A row as it was cut out.
    package struct Row: Hashable, Sendable {
        /// Where it stood.
        package var path: JSONPath
        /// Its raw JSON.
        package var bytes: [UInt8]
        /// Where it began, as bytes from the start of the answer.
        package var offset: Int
    }

    /// In their order in the answer.
    package private(set) var rows: [Row] = []
    private var values: [JSONPath: [UInt8]] = [:]

    /// Cuts an answer.
    /// - Parameter places: where rows stand; they end with `.element` for the elements of a list.
    /// - Throws: `PollTrouble.unreadable` where the body is not JSON.
    package init(_ body: [UInt8], rowsAt places: [JSONPath] = []) throws(PollTrouble) {
        // The closure cannot throw with a type, so a fault comes out as false.
        let isWhole = body.withUnsafeBytes { cut($0, Set(places)) }
        guard isWhole else { throw .unreadable(reason: "the answer is not valid JSON") }
    }

    /// - Returns: whether it was JSON to its end.
    private mutating func cut(_ body: UnsafeRawBufferPointer, _ wanted: Set<JSONPath>) -> Bool {
        var rows: [Row] = [], values: [JSONPath: [UInt8]] = [:]
        defer { (self.rows, self.values) = (rows, values) }
        let take = { (event: JSONSlicer.Event) in
            switch event {
            case .row(let bytes, let offset, let path):
                rows.append(Row(path: path, bytes: Array(bytes), offset: offset))
            case .scalar(let bytes, let offset, let path):
                guard wanted.contains(path) else { return values[path] = Array(bytes) }
                rows.append(Row(path: path, bytes: Array(bytes), offset: offset))
            case .oversized: break
            }
        }
        var slicer = JSONSlicer(maxRowBytes: max(1, body.count)) { path in
            if wanted.contains(path) { return .take }
            return path.count > Self.deepest || path.contains(.element) ? .skip : .descend
        }
        do throws(JSONSlicer.Fault) {
            try slicer.feed(body, take)
            try slicer.finish(take)
            return true
        } catch {
            return false
        }
    }

    /// The text at a place; a number as its digits; nil for anything else.
    package func text(_ path: JSONStep...) -> String? {
        // What is neither text nor a number is none that is asked for.
        values[path].flatMap { try? JSONDecoder().decode(FlexibleID.self, from: Data($0)) }?.value
    }

    /// The whole number at a place, also where it stands there as text.
    package func integer(_ path: JSONStep...) -> Int64? {
        values[path].flatMap { Int64(String(decoding: $0, as: UTF8.self).trimming("\"")) }
    }

    /// Whether `true` or `false` stands at a place; nil for anything else.
    package func flag(_ path: JSONStep...) -> Bool? {
        switch values[path].map({ String(decoding: $0, as: UTF8.self) }) {
        case "true": true
        case "false": false
        default: nil
        }
    }

    /// Containers within containers that are looked into for single values.
    private static let deepest = 4
}

extension AnswerPieces.Row {
    /// Understands the row as a value.
    /// - Returns: the value, or the row to report.
    package func decoded<T: Decodable>(as type: T.Type) -> Result<T, RejectedRow> {
        bytes.withUnsafeBytes { decodeElement(type, from: ExportElement(bytes: $0, offset: offset)) }
    }

    /// This row as a refused one.
    package func rejected(_ reason: String) -> RejectedRow { RejectedRow(reason: reason, offset: offset, raw: bytes) }
}

extension WireAnswer {
    /// The body taken apart.
    /// - Throws: `PollTrouble.passing` where a page for people or a failing server answered, `.unreadable` where the
    ///   body is something else that is not JSON.
    package func pieces(rowsAt places: [JSONPath] = []) throws(PollTrouble) -> AnswerPieces {
        if isPage { throw .passing(reason: "a web page came instead of data (status \(status))") }
        do throws(PollTrouble) {
            return try AnswerPieces(body, rowsAt: places)
        } catch {
            throw status >= 500 ? .passing(reason: "the server fails (status \(status))") : error
        }
    }

    /// Whether a page for people came, as from a proxy or a server under repair.
    package var isPage: Bool {
        if headers["content-type"]?.lowercased().hasPrefix("text/html") == true { return true }
        let start = body.drop { [0x20, 0x0A, 0x0D, 0x09, 0xEF, 0xBB, 0xBF].contains($0) }
        return start.first == UInt8(ascii: "<")
    }
}

extension String {
    fileprivate func trimming(_ character: Character) -> Substring {
        var rest = self[...]
        if rest.first == character { rest = rest.dropFirst() }
        if rest.last == character { rest = rest.dropLast() }
        return rest
    }
}
