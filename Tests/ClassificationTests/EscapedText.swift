import Foundation
import TestSupport
import Testing

/// Texts of fixtures with characters that no editor shows, written as `\u{…}`.
enum EscapedText {
    static func read(_ text: String) -> String {
        text.replacing(/\\u\{([0-9A-F]+)\}/) { match in
            let scalar = UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init)
            return scalar.map { String(Character($0)) } ?? "?"
        }
    }
}

/// A line of a fixture with three columns: why it is there, what goes in and what must come out.
struct ReasonedRow: CustomTestStringConvertible, Sendable {
    let reason: String
    let input: String
    let expected: String

    var testDescription: String { reason }

    static func all(_ path: String) throws -> [ReasonedRow] {
        try TableRows.read(path).map { cells in
            ReasonedRow(
                reason: cells[0],
                input: EscapedText.read(cells[1]),
                expected: cells.count > 2 ? EscapedText.read(cells[2]) : ""
            )
        }
    }
}
