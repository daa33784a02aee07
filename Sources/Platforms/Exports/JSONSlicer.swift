/// Cuts a JSON document of any size into the rows that a format asks for, in one pass and in bounded memory.
///
/// It follows the structure only: strings, brackets and commas. The rows themselves are understood by a decoder.
/// Memory: one row, at most `maxRowBytes`, and the open path; a longer row is passed over and reported.
package struct JSONSlicer {
    /// What the slicer found.
    package enum Event {
        /// A row that the selection took, complete.
        case row(UnsafeRawBufferPointer, offset: Int, path: JSONPath)
        /// A string, number, boolean or null directly in a container that was descended into.
        case scalar(UnsafeRawBufferPointer, offset: Int, path: JSONPath)
        /// A row longer than `maxRowBytes`, with its first bytes.
        case oversized(UnsafeRawBufferPointer, offset: Int, bytes: Int)
    }

    /// The document is not JSON from here on, or ends too early.
    ///
    /// What came before has been handed over.
    package struct Fault: Error, Equatable {
        /// Bytes from the start of the document.
        package var offset: Int
        /// What was met, for the operator.
        package var reason: String

        package init(offset: Int, reason: String) {
            self.offset = offset
            self.reason = reason
        }
    }

    private enum Expectation { case value, firstValueOrEnd, firstKeyOrEnd, key, colon, commaOrEnd, nothing }

    private enum Mode { case structure, key, scalar, row, skip }

    private let select: (JSONPath) -> JSONSelection
    private let maxRowBytes: Int

    private var mode = Mode.structure
    private var expectation = Expectation.value
    private var path: JSONPath = []
    private var inArray: [Bool] = []
    private var position = 0

    private var carry: [UInt8] = []
    private var startOffset = 0
    private var length = 0
    private var depth = 0
    private var inString = false
    private var escaped = false

    /// - Parameters:
    ///   - maxRowBytes: the longest row that is handed over, in bytes.
    ///   - select: what to do with each container; asked once per container, the root included.
    package init(maxRowBytes: Int = 4 << 20, select: @escaping (JSONPath) -> JSONSelection) {
        self.maxRowBytes = maxRowBytes
        self.select = select
    }

    /// Reads the next bytes of the document.
    /// - Throws: `Fault` where the structure breaks; the slicer must not be used after it.
    package mutating func feed(
        _ chunk: UnsafeRawBufferPointer,
        _ emit: (Event) -> Void
    ) throws(Fault) {
        var index = 0
        while index < chunk.count {
            switch mode {
            case .structure: try readStructure(chunk, &index, emit)
            case .key: readString(chunk, &index, then: finishKey)
            case .scalar: try readScalar(chunk, &index, emit)
            case .row, .skip: readContainer(chunk, &index, emit)
            }
        }
        position += chunk.count
    }

    /// Says that the document has ended.
    /// - Throws: `Fault` when it ends in the middle.
    package mutating func finish(_ emit: (Event) -> Void) throws(Fault) {
        if mode == .scalar, !inString, inArray.isEmpty { finishScalar(emit) }
        guard mode == .structure, expectation == .nothing else {
            let begun = mode == .structure ? position : startOffset
            let where_ = path.isEmpty ? "the root value" : "the list or object '\(describe(path))'"
            throw Fault(offset: begun, reason: "the file ends inside \(where_)")
        }
    }

    // MARK: - Structure

    private mutating func readStructure(
        _ chunk: UnsafeRawBufferPointer,
        _ index: inout Int,
        _ emit: (Event) -> Void
    ) throws(Fault) {
        let byte = chunk[index]
        if position + index < 3, expectation == .value, path.isEmpty, byte == Self.byteOrderMark[position + index] {
            index += 1
            return
        }
        if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            index += 1
            return
        }
        switch (expectation, byte) {
        case (.firstValueOrEnd, UInt8(ascii: "]")), (.firstKeyOrEnd, UInt8(ascii: "}")):
            index += 1
            close()
        case (.value, _), (.firstValueOrEnd, _):
            try openValue(byte, &index)
        case (.firstKeyOrEnd, UInt8(ascii: "\"")), (.key, UInt8(ascii: "\"")):
            begin(.key, at: index)
            inString = true
            index += 1
        case (.colon, UInt8(ascii: ":")):
            expectation = .value
            index += 1
        case (.commaOrEnd, UInt8(ascii: ",")):
            if inArray.last == true { expectation = .value } else { leaveMember(); expectation = .key }
            index += 1
        case (.commaOrEnd, UInt8(ascii: "]")) where inArray.last == true:
            index += 1
            close()
        case (.commaOrEnd, UInt8(ascii: "}")) where inArray.last == false:
            leaveMember()
            index += 1
            close()
        default:
            throw Fault(offset: position + index, reason: "unexpected \(describe(byte)) where \(wanted) should stand")
        }
    }

    private mutating func openValue(_ byte: UInt8, _ index: inout Int) throws(Fault) {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let isArray = byte == UInt8(ascii: "[")
            if inArray.last == true { path.append(.element) }
            switch select(path) {
            case .descend:
                inArray.append(isArray)
                expectation = isArray ? .firstValueOrEnd : .firstKeyOrEnd
                index += 1
            case .take: begin(.row, at: index)
            case .skip: begin(.skip, at: index)
            }
        case UInt8(ascii: "\""), UInt8(ascii: "-"), 0x30...0x39, UInt8(ascii: "t"), UInt8(ascii: "f"),
            UInt8(ascii: "n"):
            if inArray.last == true { path.append(.element) }
            begin(.scalar, at: index)
            inString = byte == UInt8(ascii: "\"")
            if inString { carry.append(byte); length = 1; index += 1 }
        default:
            throw Fault(offset: position + index, reason: "unexpected \(describe(byte)) where a value should stand")
        }
    }

    /// Ends a container that was descended into.
    private mutating func close() {
        inArray.removeLast()
        endValue()
    }

    /// Steps back to the container around the value that has just ended.
    private mutating func endValue() {
        if inArray.last == true { path.removeLast() }
        mode = .structure
        expectation = inArray.isEmpty ? .nothing : .commaOrEnd
    }

    private mutating func leaveMember() {
        if !path.isEmpty { path.removeLast() }
    }

    private mutating func begin(_ mode: Mode, at index: Int) {
        self.mode = mode
        startOffset = position + index
        carry.removeAll(keepingCapacity: true)
        length = 0
        depth = 0
        inString = false
        escaped = false
    }

    // MARK: - Keys and scalars

    private mutating func readString(
        _ chunk: UnsafeRawBufferPointer,
        _ index: inout Int,
        then finish: (inout JSONSlicer) -> Void
    ) {
        while index < chunk.count {
            let byte = chunk[index]
            index += 1
            if escaped {
                escaped = false
            } else if byte == UInt8(ascii: "\\") {
                escaped = true
            } else if byte == UInt8(ascii: "\"") {
                inString = false
                finish(&self)
                return
            }
            keep(byte)
        }
    }

    private var finishKey: (inout JSONSlicer) -> Void {
        { slicer in
            slicer.path.append(.key(String(decoding: slicer.carry, as: UTF8.self)))
            slicer.mode = .structure
            slicer.expectation = .colon
        }
    }

    private mutating func readScalar(
        _ chunk: UnsafeRawBufferPointer,
        _ index: inout Int,
        _ emit: (Event) -> Void
    ) throws(Fault) {
        if inString {
            var done = false
            readString(chunk, &index) { slicer in
                slicer.keep(UInt8(ascii: "\""))
                done = true
            }
            if done { finishScalar(emit) }
            return
        }
        while index < chunk.count {
            switch chunk[index] {
            case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0x20, 0x0A, 0x0D, 0x09:
                finishScalar(emit)
                return
            case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: ":"):
                throw Fault(
                    offset: position + index,
                    reason: "unexpected \(describe(chunk[index])) inside a number or word"
                )
            default:
                keep(chunk[index])
                index += 1
            }
        }
    }

    private mutating func finishScalar(_ emit: (Event) -> Void) {
        if length <= Self.maxScalarBytes {
            carry.withUnsafeBytes { emit(.scalar($0, offset: startOffset, path: path)) }
        }
        endValue()
    }

    private mutating func keep(_ byte: UInt8) {
        length += 1
        if carry.count < Self.maxScalarBytes { carry.append(byte) }
    }

    // MARK: - Rows

    /// Runs to the end of a container, which is the hot loop: two tests a byte inside strings, a few outside.
    private mutating func readContainer(
        _ chunk: UnsafeRawBufferPointer,
        _ index: inout Int,
        _ emit: (Event) -> Void
    ) {
        let begun = index
        var depth = depth, inString = inString, escaped = escaped
        var cursor = index
        scan: while cursor < chunk.count {
            let byte = chunk[cursor]
            cursor += 1
            if inString {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): inString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { break scan }
            default: break
            }
        }
        let isComplete = depth == 0
        (self.depth, self.inString, self.escaped, index) = (depth, inString, escaped, cursor)
        let piece = UnsafeRawBufferPointer(rebasing: chunk[begun..<cursor])
        length += piece.count
        if mode == .row { handOver(piece, isComplete: isComplete, emit) }
        if isComplete { endValue() }
    }

    private mutating func handOver(_ piece: UnsafeRawBufferPointer, isComplete: Bool, _ emit: (Event) -> Void) {
        if isComplete, carry.isEmpty, length <= maxRowBytes {
            emit(.row(piece, offset: startOffset, path: path))
            return
        }
        let room = maxRowBytes - carry.count
        if room > 0 { carry.append(contentsOf: piece.prefix(room)) }
        guard isComplete else { return }
        carry.withUnsafeBytes { bytes in
            if length <= maxRowBytes {
                emit(.row(bytes, offset: startOffset, path: path))
            } else {
                emit(.oversized(bytes, offset: startOffset, bytes: length))
            }
        }
        carry = []
    }

    // MARK: - Words for people

    /// What is still unfinished at the end of the file: the bytes of the row that was cut, if any.
    package var unfinishedRow: [UInt8] { mode == .row ? carry : [] }

    private var wanted: String {
        switch expectation {
        case .value, .firstValueOrEnd: "a value"
        case .firstKeyOrEnd, .key: "a key in quotes"
        case .colon: "a colon"
        case .commaOrEnd: inArray.last == true ? "a comma or ]" : "a comma or }"
        case .nothing: "the end of the file"
        }
    }

    private func describe(_ byte: UInt8) -> String {
        (0x21...0x7E).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
    }

    private func describe(_ path: JSONPath) -> String {
        path.map { step in
            switch step {
            case .key(let key): String(key.prefix(40))
            case .element: "[]"
            }
        }.joined(separator: ".")
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The longest scalar that is noted, in bytes; a longer one is passed over.
    private static let maxScalarBytes = 65_536
}
