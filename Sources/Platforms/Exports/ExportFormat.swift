package import Domain
package import Foundation

/// A file format that posts arrive in: how it is recognised, how it is cut into rows, and how a row is understood.
///
/// Formats are values without state; what must be remembered from row to row lives in their `RowDecoder`.
package protocol ExportFormat: Sendable {
    /// The name for `--format`, such as `telegram-desktop`.
    var name: String { get }
    /// One line for the help and for error messages.
    var summary: String { get }
    /// How the file is cut into rows.
    var framing: Framing { get }
    /// Whether a file that begins like this is of this format. Must decide by content, never by name alone.
    func recognises(_ head: ExportHead) -> Bool
    /// A decoder for one file.
    func makeDecoder(_ options: ExportOptions) -> any RowDecoder
}

/// How a file is cut into rows.
package enum Framing: Sendable {
    /// One JSON value; each array that `selection` takes is handed over element by element.
    case json(@Sendable (JSONPath) -> JSONSelection)
    /// One JSON value per line.
    case jsonLines
    /// Separated values with a header line.
    case separatedValues
}

/// What a person has said about a file before it is read.
package struct ExportOptions: Sendable {
    /// The name of the file without its folders.
    package var fileName: String
    /// The space that rows belong to which name none; wins over what the file says.
    package var space: SpaceReference?
    /// The time zone of local times without an offset.
    ///
    /// Old Telegram exports and many CSV files need it.
    package var timeZone: TimeZone
    /// The column mapping for separated values; nil for all other formats.
    package var mapping: ColumnMapping?

    package init(
        fileName: String,
        space: SpaceReference? = nil,
        timeZone: TimeZone = .gmt,
        mapping: ColumnMapping? = nil
    ) {
        self.fileName = fileName
        self.space = space
        self.timeZone = timeZone
        self.mapping = mapping
    }
}

/// Understands the rows of one file, in their order.
package protocol RowDecoder {
    /// A value that stands beside the rows, such as the name and id of a chat before its messages.
    ///
    /// Arrives before the rows that follow it in the file. `path` ends with the key of the value.
    /// - Parameter bytes: the raw JSON of a string, number, boolean or null.
    mutating func note(_ bytes: UnsafeRawBufferPointer, at path: JSONPath)

    /// Understands one row. An element may hold several, such as a post with its comments, or none.
    ///
    /// Never throws: what cannot be understood comes back as `.rejected` with the reason.
    /// - Parameter path: where it stands; the last component is `.element`.
    mutating func decode(_ element: ExportElement, at path: JSONPath) -> [ExportRow]
}

extension RowDecoder {
    package mutating func note(_ bytes: UnsafeRawBufferPointer, at path: JSONPath) {}
}

/// One row as it was cut out of a file.
package struct ExportElement {
    /// The raw bytes; valid only during the call.
    package let bytes: UnsafeRawBufferPointer
    /// Where it begins, as bytes from the start of the file.
    package let offset: Int
    /// The named cells of a row of separated values; empty for JSON.
    package let cells: [String: String]

    package init(bytes: UnsafeRawBufferPointer, offset: Int, cells: [String: String] = [:]) {
        self.bytes = bytes
        self.offset = offset
        self.cells = cells
    }
}
