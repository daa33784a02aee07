import Domain
import Foundation

/// A table of separated values whose columns a `ColumnMapping` names.
package struct SeparatedValuesFormat: ExportFormat {
    package let name = "csv"
    package let summary = "a table (CSV) with a header, read through a column mapping"
    package let framing = Framing.separatedValues

    package init() {}

    /// Whether it begins like a table of at least two columns; which mapping fits is asked of `ColumnMapping.matches`.
    package func recognises(_ head: ExportHead) -> Bool {
        guard let first = head.first, !"{[<".contains(first), !head.text.contains("\0"),
            let columns = SeparatedValuesParser.header(in: head.text)
        else { return false }
        return columns.count >= 2 && columns.allSatisfy { $0.count <= 100 } && columns.contains { !$0.isEmpty }
    }

    /// A decoder that reads cells through the mapping of the options.
    package func makeDecoder(_ options: ExportOptions) -> any RowDecoder { SeparatedValuesDecoder(options) }
}

/// Understands one row of a table.
struct SeparatedValuesDecoder: RowDecoder {
    private let options: ExportOptions

    init(_ options: ExportOptions) { self.options = options }

    mutating func decode(_ element: ExportElement, at path: JSONPath) -> [ExportRow] {
        guard let mapping = options.mapping else {
            return [.rejected(element.rejected("no column mapping was given for this table"))]
        }
        return [row(of: Cells(cells: element.cells), mapping, element)]
    }

    private func row(of cells: Cells, _ mapping: ColumnMapping, _ element: ExportElement) -> ExportRow {
        let text = cleanText(element.cells[mapping.text] ?? "")
        guard !text.isEmpty else { return .ignored(.noText) }
        guard let column = mapping.time else {
            return .rejected(element.rejected("the mapping '\(mapping.name)' names no column with the time"))
        }
        guard let time = cells[column] else {
            return .rejected(element.rejected("the column '\(column)' with the time is empty"))
        }
        guard let publishedAt = moment(time) else {
            return .rejected(element.rejected("the column '\(column)' holds no time between 1990 and 2100"))
        }
        let link = cells[mapping.link].flatMap { permalink($0, mapping.platform) }
        let author = author(cells, mapping)
        let parent = cells[mapping.parent]
        let id = cells[mapping.id] ?? madeID(link, author, publishedAt, text)
        return .post(
            ReceivedPost(
                space: options.space ?? space(cells, mapping),
                externalID: id,
                parentExternalID: parent == id ? nil : parent,
                author: author,
                text: text,
                publishedAt: publishedAt,
                permalink: link
            )
        )
    }

    /// Small numbers are days of a spreadsheet, because nobody posted in January 1970.
    private func moment(_ time: String) -> Date? {
        let number = Double(time.replacing(",", with: ".", maxReplacements: 1))
        if let number, number < 100_000 { return ExportTime.moment(spreadsheetDay: number, timeZone: options.timeZone) }
        return ExportTime.moment(time, timeZone: options.timeZone)
    }

    private func author(_ cells: Cells, _ mapping: ColumnMapping) -> ReceivedPost.Author? {
        let name = cells[mapping.authorName].map(cleanText)
        if let id = cells[mapping.authorID] { return ReceivedPost.Author(id: id, handle: name) }
        return name.map { ReceivedPost.Author(id: "name:\($0)", handle: $0) }
    }

    private func madeID(_ link: String?, _ author: ReceivedPost.Author?, _ time: Date, _ text: String) -> String {
        if let link { return StableHash.id(link) }
        return StableHash.id(author?.id ?? "", String(Int(time.timeIntervalSince1970)), text)
    }

    private func permalink(_ link: String, _ platform: Platform) -> String? {
        if platform == .facebook, let known = FacebookLinks.normalised(link) { return known }
        let isWeb = ["https://", "http://"].contains { link.lowercased().hasPrefix($0) }
        return isWeb && !link.contains(where: \.isWhitespace) ? link : nil
    }

    private func space(_ cells: Cells, _ mapping: ColumnMapping) -> SpaceReference {
        let name = cells[mapping.spaceName].map(cleanText)
        let id = cells[mapping.spaceID] ?? name.map { "name:\($0)" } ?? "file:\(options.fileName)"
        return SpaceReference(platform: mapping.platform, externalID: id, name: name)
    }

    /// The cells of a row; one without anything in it, or with a word that tools write for nothing, counts as absent.
    private struct Cells {
        let cells: [String: String]

        subscript(column: String?) -> String? {
            guard let column, let cell = cells[column] else { return nil }
            let trimmed = cell.trimmingCharacters(in: .whitespacesAndNewlines)
            return trimmed.isEmpty || ["None", "nan", "NaN", "null", "NULL"].contains(trimmed) ? nil : trimmed
        }
    }
}
