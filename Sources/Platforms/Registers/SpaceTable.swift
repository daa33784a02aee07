package import Domain

/// The register of spaces as a table of separated values, for spreadsheets and for other houses.
///
/// What is written and read again is the same, byte for byte.
package enum SpaceTable {
    /// A row that cannot be taken, with the line that it begins in.
    package struct Refusal: Hashable, Codable, Sendable {
        /// The line in the file; the header is line 1.
        package var line: Int
        /// What is wrong with it, in a sentence without its end.
        package var reason: String

        package init(line: Int, reason: String) {
            self.line = line
            self.reason = reason
        }
    }

    /// A row as it was read.
    package struct Row: Sendable {
        /// The line in the file.
        package var line: Int
        /// What it says; fields without a column are empty.
        package var record: SpaceRecord
    }

    /// What was read.
    package struct Reading: Sendable {
        /// The columns of the table.
        package var columns: [SpaceColumn] = []
        /// The rows that can be taken.
        package var rows: [Row] = []
        /// The rows that cannot.
        package var refused: [Refusal] = []
    }

    /// The table of records, in their order, with a header.
    package static func text(_ records: [SpaceRecord]) -> String {
        let rows = records.map { record in SpaceColumn.allCases.map { $0.cell(record) } }
        return ([SpaceColumn.allCases.map(\.rawValue)] + rows)
            .map { $0.map(TableCell.quoted).joined(separator: ",") + "\n" }.joined()
    }

    /// Reads a table; columns may be missing and in any order.
    /// - Throws: `OperatorError` where it has no usable header.
    package static func read(_ bytes: [UInt8]) throws(OperatorError) -> Reading {
        var reading = Reading()
        var fault: OperatorError?
        var keys: Set<String> = []
        var lines = LineCount(bytes)
        var parser = SeparatedValuesParser(maxRowBytes: 1 << 20)
        let take = { (event: SeparatedValuesParser.Event) in
            switch event {
            case .header(let names):
                do throws(OperatorError) { reading.columns = try columns(names) } catch { fault = fault ?? error }
            case .row(let cells, _, let offset):
                let line = lines.line(at: offset)
                do throws(CellFault) {
                    let record = try record(cells.mapValues(TableCell.plain), reading.columns)
                    let key = "\(record.reference.platform.rawValue)\u{1F}\(record.reference.externalID)"
                    guard keys.insert(key).inserted else { throw CellFault("this space has a row above") }
                    reading.rows.append(Row(line: line, record: record))
                } catch {
                    reading.refused.append(Refusal(line: line, reason: error.reason))
                }
            case .faulty(_, let offset, let reason), .broken(let offset, let reason):
                let line = lines.line(at: offset)
                if reading.refused.last?.line != line { reading.refused.append(Refusal(line: line, reason: reason)) }
            }
        }
        bytes.withUnsafeBytes { parser.feed($0, take) }
        parser.finish(take)
        if let fault { throw fault }
        if reading.columns.isEmpty, reading.refused.isEmpty { throw headerFault("it is empty") }
        return reading
    }

    private static func columns(_ names: [String]) throws(OperatorError) -> [SpaceColumn] {
        let known = names.map(SpaceColumn.init(rawValue:))
        if let unknown = zip(names, known).first(where: { $0.1 == nil })?.0 {
            throw headerFault("it has a column '\(unknown.prefix(60))'")
        }
        let columns = known.compactMap(\.self)
        guard Set(columns).count == columns.count else { throw headerFault("it has a column twice") }
        guard columns.contains(.platform), columns.contains(.externalID) else {
            throw headerFault("the columns platform and externalID are missing")
        }
        return columns
    }

    private static func headerFault(_ reason: String) -> OperatorError {
        OperatorError(
            "The table cannot be read: \(reason).",
            remedy: "Its first line names the columns, of which any but the first two may be missing: "
                + SpaceColumn.allCases.map(\.rawValue).joined(separator: ", ") + "."
        )
    }

    private static func record(_ cells: [String: String], _ columns: [SpaceColumn]) throws(CellFault) -> SpaceRecord {
        guard let platform = Platform(rawValue: cells[SpaceColumn.platform.rawValue] ?? "") else {
            throw CellFault("platform must be \(Platform.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let reference = SpaceReference(
            platform: platform,
            externalID: cells[SpaceColumn.externalID.rawValue] ?? ""
        )
        var record = SpaceRecord(reference: reference, entry: SpaceEntry(), visits: [])
        for column in columns {
            if let cell = cells[column.rawValue], !cell.isEmpty { try column.set(cell, &record) }
        }
        record.entry = record.entry.trimmed
        let faults = [record.reference.fault].compactMap(\.self) + record.entry.faults
        guard faults.isEmpty else { throw CellFault(faults.joined(separator: "; ")) }
        return record
    }
}

/// Why a cell cannot be read.
struct CellFault: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// The lines of a file, asked for in ascending order.
private struct LineCount {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func line(at offset: Int) -> Int {
        while position < min(offset, bytes.count) {
            let isEnd = bytes[position] == UInt8(ascii: "\n")
            let isLoneReturn =
                bytes[position] == UInt8(ascii: "\r")
                && (position + 1 == bytes.count || bytes[position + 1] != UInt8(ascii: "\n"))
            if isEnd || isLoneReturn { line += 1 }
            position += 1
        }
        return line
    }
}
