/// Cuts a table of separated values into rows, in one pass and in bounded memory.
///
/// The separator (comma, semicolon, tab or bar) is told from the header or from a first line `sep=;`. Quotes count
/// only where a cell begins; inside them separators and line ends are text, and two quotes mean one.
package struct SeparatedValuesParser {
    /// What the parser found.
    package enum Event {
        /// The first row: the names of the columns, without white space around them.
        case header([String])
        /// A row, by the names of the columns.
        case row([String: String], UnsafeRawBufferPointer, offset: Int)
        /// A row that cannot be read.
        case faulty(UnsafeRawBufferPointer, offset: Int, reason: String)
        /// The file ends in the middle.
        case broken(offset: Int, reason: String)
    }

    private enum Place { case cellStart, plain, quoted, quoteInQuotes }

    private let maxRowBytes: Int
    private var separator: UInt8?
    private var columns: [String] = []

    private var place = Place.cellStart
    private var row: [UInt8] = []
    private var length = 0
    private var rowOffset = 0
    private var rowLine = 1
    private var position = 0
    private var line = 1
    private var previous: UInt8 = 0

    /// - Parameter maxRowBytes: the longest row that is handed over.
    package init(maxRowBytes: Int = 4 << 20) { self.maxRowBytes = maxRowBytes }

    /// The names of the columns of a table that begins like this; nil where it has no complete header.
    package static func header(in start: String) -> [String]? {
        var parser = SeparatedValuesParser(maxRowBytes: ExportHead.bytes)
        var columns: [String]?
        let read = { (event: Event) in
            if case .header(let names) = event { columns = columns ?? names }
        }
        Array(start.utf8).withUnsafeBytes { parser.feed($0, read) }
        if columns == nil, start.utf8.count < ExportHead.bytes { parser.finish(read) }
        return columns
    }

    /// Reads the next bytes of the table.
    package mutating func feed(_ chunk: UnsafeRawBufferPointer, _ emit: (Event) -> Void) {
        for byte in chunk {
            read(byte, emit)
            previous = byte
            position += 1
        }
    }

    /// Says that the table has ended.
    package mutating func finish(_ emit: (Event) -> Void) {
        let isOpen = place == .quoted
        let (offset, count) = (rowOffset, length)
        var isFaulty = false
        endRow(isOpen ? "the quotes that begin in line \(rowLine) are never closed" : nil) { event in
            if case .faulty = event { isFaulty = true }
            emit(event)
        }
        if isOpen || isFaulty, count > 0 {
            emit(.broken(offset: offset, reason: "the file ends inside its last row"))
        }
    }

    private mutating func read(_ byte: UInt8, _ emit: (Event) -> Void) {
        if position < Self.byteOrderMark.count, position == length + rowOffset, byte == Self.byteOrderMark[position] {
            rowOffset = position + 1
            return
        }
        let isLineEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        if isLineEnd, !(byte == UInt8(ascii: "\n") && previous == UInt8(ascii: "\r")) { line += 1 }
        if isLineEnd, place != .quoted {
            endRow(nil, emit)
            rowOffset = position + 1
            rowLine = line
            return
        }
        place = next(byte)
        length += 1
        if row.count < maxRowBytes { row.append(byte) }
    }

    private func next(_ byte: UInt8) -> Place {
        let isQuote = byte == UInt8(ascii: "\"")
        switch place {
        case .quoted: return isQuote ? .quoteInQuotes : .quoted
        case .quoteInQuotes where isQuote: return .quoted
        case .cellStart where isQuote: return .quoted
        case .cellStart, .plain, .quoteInQuotes:
            let isSeparator = separator.map { $0 == byte } ?? Self.separators.contains(byte)
            return isSeparator ? .cellStart : .plain
        }
    }

    // MARK: - Rows

    private mutating func endRow(_ fault: String?, _ emit: (Event) -> Void) {
        defer {
            row.removeAll(keepingCapacity: row.capacity <= 1 << 20)
            length = 0
            place = .cellStart
        }
        guard length > 0 else { return }
        if let reason = fault ?? faultOfRow() {
            row.withUnsafeBytes { emit(.faulty($0, offset: rowOffset, reason: reason)) }
        } else if columns.isEmpty {
            readHeader(emit)
        } else {
            let cells = Self.cells(of: row, separator: separator)
            guard cells.count == columns.count else {
                let reason = "line \(rowLine) has \(cells.count) cells, but the table has \(columns.count) columns"
                row.withUnsafeBytes { emit(.faulty($0, offset: rowOffset, reason: reason)) }
                return
            }
            let named = Dictionary(zip(columns, cells)) { first, _ in first }
            row.withUnsafeBytes { emit(.row(named, $0, offset: rowOffset)) }
        }
    }

    private func faultOfRow() -> String? {
        if length > maxRowBytes {
            return "line \(rowLine) begins a row of \(length) bytes, and rows of more than \(maxRowBytes) are not read"
        }
        // Replacing single letters would spoil names and words, so a table in an old encoding is refused.
        return String(validating: row, as: UTF8.self) == nil
            ? "line \(rowLine) is not UTF-8; save the table as \"CSV UTF-8\"" : nil
    }

    private mutating func readHeader(_ emit: (Event) -> Void) {
        if separator == nil, row.count == 5, row.starts(with: Array("sep=".utf8)), let last = row.last {
            separator = last
            return
        }
        let chosen = separator ?? Self.likeliestSeparator(row)
        separator = chosen
        columns = Self.cells(of: row, separator: chosen).map { $0.trimmingSpaces() }
        emit(.header(columns))
    }

    private static func likeliestSeparator(_ row: [UInt8]) -> UInt8 {
        let counts = separators.map { separator in (separator, cells(of: row, separator: separator).count) }
        return counts.reduce((UInt8(ascii: ","), 1)) { $1.1 > $0.1 ? $1 : $0 }.0
    }

    /// The cells of one row without their quotes.
    private static func cells(of row: [UInt8], separator: UInt8?) -> [String] {
        var cells: [String] = []
        var cell: [UInt8] = []
        var place = Place.cellStart
        for byte in row {
            let isQuote = byte == UInt8(ascii: "\"")
            switch place {
            case .quoted:
                if isQuote { place = .quoteInQuotes } else { cell.append(byte) }
                continue
            case .quoteInQuotes where isQuote:
                cell.append(byte)
                place = .quoted
                continue
            case .cellStart where isQuote:
                place = .quoted
                continue
            case .cellStart, .plain, .quoteInQuotes:
                break
            }
            if byte == separator {
                cells.append(String(decoding: cell, as: UTF8.self))
                cell.removeAll(keepingCapacity: true)
                place = .cellStart
            } else {
                cell.append(byte)
                place = .plain
            }
        }
        return cells + [String(decoding: cell, as: UTF8.self)]
    }

    private static let separators = [";", "\t", ",", "|"].map { (text: Unicode.Scalar) in UInt8(ascii: text) }
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}

extension String {
    /// The text without white space around it.
    fileprivate func trimmingSpaces() -> String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
