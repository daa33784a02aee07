/// Reads one file of a known format, chunk by chunk, and hands over what becomes of each of its rows.
///
/// Nothing vanishes: rows that are too long, cut off or broken come out as `.rejected`. After a fault in the structure
/// of the file the rows before it stand, and further chunks are passed over.
package struct ExportReader {
    private var cutter: Cutter
    private var rows: RowTaker
    private var fault: ExportEnd?
    private var bytesRead = 0

    private struct Cutter {
        var slicer: JSONSlicer?
        var lines: LineSplitter?
        var table: SeparatedValuesParser?
    }

    /// - Parameter maxRowBytes: the longest row that is understood; a longer one is reported.
    package init(format: any ExportFormat, options: ExportOptions, maxRowBytes: Int = 4 << 20) {
        rows = RowTaker(decoder: format.makeDecoder(options), mapping: options.mapping, maxRowBytes: maxRowBytes)
        switch format.framing {
        case .json(let select):
            cutter = Cutter(slicer: JSONSlicer(maxRowBytes: maxRowBytes, select: select))
            rows.select = select
        case .jsonLines:
            cutter = Cutter(lines: LineSplitter(maxLineBytes: maxRowBytes))
        case .separatedValues:
            cutter = Cutter(table: SeparatedValuesParser(maxRowBytes: maxRowBytes))
        }
    }

    /// Reads the next bytes of the file; `emit` is called for each row that they complete, in the order of the file.
    package mutating func feed(_ chunk: UnsafeRawBufferPointer, _ emit: (ExportRow) -> Void) {
        guard fault == nil else { return }
        bytesRead += chunk.count
        do throws(JSONSlicer.Fault) {
            try cutter.slicer?.feed(chunk) { rows.take($0, emit) }
        } catch {
            fault = .broken(offset: error.offset, reason: error.reason)
            return
        }
        cutter.lines?.feed(chunk) { rows.take($0, emit) }
        cutter.table?.feed(chunk) { rows.take($0, emit) }
        fault = rows.fault
    }

    /// Says that the file has ended; hands over what was still unfinished.
    /// - Returns: whether the file was whole.
    package mutating func finish(_ emit: (ExportRow) -> Void) -> ExportEnd {
        if let fault { return fault }
        guard bytesRead > 0 else { return .broken(offset: 0, reason: "the file is empty") }
        if cutter.slicer != nil { finishJSON(emit) }
        cutter.lines?.finish { rows.take($0, emit) }
        cutter.table?.finish { rows.take($0, emit) }
        return fault ?? rows.fault ?? .complete
    }

    private mutating func finishJSON(_ emit: (ExportRow) -> Void) {
        do throws(JSONSlicer.Fault) {
            try cutter.slicer?.finish { rows.take($0, emit) }
        } catch {
            fault = .broken(offset: error.offset, reason: error.reason)
            guard let cut = cutter.slicer?.unfinishedRow, !cut.isEmpty else { return }
            emit(.rejected(RejectedRow(reason: "the file ends inside this row", offset: error.offset, raw: cut)))
        }
    }
}

/// How a file ended.
package enum ExportEnd: Sendable, Equatable {
    /// It was whole.
    case complete
    /// It cannot be read from here on; rows before that stand.
    /// - offset: bytes from the start of the file.
    case broken(offset: Int, reason: String)
}

/// Takes what the cutters found to the decoder.
private struct RowTaker {
    var decoder: any RowDecoder
    let mapping: ColumnMapping?
    let maxRowBytes: Int
    var select: (@Sendable (JSONPath) -> JSONSelection)?
    var fault: ExportEnd?

    mutating func take(_ event: JSONSlicer.Event, _ emit: (ExportRow) -> Void) {
        switch event {
        case .row(let bytes, let offset, let path):
            decode(ExportElement(bytes: bytes, offset: offset), at: path, emit)
        case .scalar(let bytes, let offset, let path):
            guard path.last == .element, case .take? = select?(path) else {
                decoder.note(bytes, at: path)
                return
            }
            let element = ExportElement(bytes: bytes, offset: offset)
            emit(.rejected(element.rejected("a bare value stands where a row should be")))
        case .oversized(let bytes, let offset, let length):
            emit(.rejected(ExportElement(bytes: bytes, offset: offset).rejected(tooLong(length))))
        }
    }

    mutating func take(_ event: LineSplitter.Event, _ emit: (ExportRow) -> Void) {
        switch event {
        case .line(let bytes, let offset):
            decode(ExportElement(bytes: bytes, offset: offset), at: [.element], emit)
        case .oversized(let bytes, let offset, let length):
            emit(.rejected(ExportElement(bytes: bytes, offset: offset).rejected(tooLong(length))))
        case .unterminated(let bytes, let offset):
            decode(ExportElement(bytes: bytes, offset: offset), at: [.element], emit)
            if LineSplitter.isCutOff(bytes) {
                fault = .broken(offset: offset, reason: "the file ends inside its last line")
            }
        }
    }

    mutating func take(_ event: SeparatedValuesParser.Event, _ emit: (ExportRow) -> Void) {
        guard fault == nil else { return }
        switch event {
        case .header(let columns):
            guard let mapping else {
                fault = .broken(offset: 0, reason: "no column mapping was given for this table")
                return
            }
            let missing = mapping.columns.filter { !columns.contains($0) }
            guard !missing.isEmpty else { return }
            let names = missing.map { "'\($0)'" }.joined(separator: ", ")
            fault = .broken(
                offset: 0,
                reason: "the table has no column \(names), which the mapping '\(mapping.name)' needs"
            )
        case .row(let cells, let bytes, let offset):
            decode(ExportElement(bytes: bytes, offset: offset, cells: cells), at: [.element], emit)
        case .faulty(let bytes, let offset, let reason):
            emit(.rejected(ExportElement(bytes: bytes, offset: offset).rejected(reason)))
        case .broken(let offset, let reason):
            fault = .broken(offset: offset, reason: reason)
        }
    }

    private mutating func decode(_ element: ExportElement, at path: JSONPath, _ emit: (ExportRow) -> Void) {
        for row in decoder.decode(element, at: path) { emit(row) }
    }

    private func tooLong(_ length: Int) -> String {
        "the row is \(length) bytes long, and rows of more than \(maxRowBytes) bytes are not read"
    }
}
