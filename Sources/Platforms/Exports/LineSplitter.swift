/// Cuts a file into lines, in one pass and in bounded memory.
///
/// Blank lines and a byte order mark are passed over.
struct LineSplitter {
    /// What the splitter found.
    enum Event {
        /// A line without its end.
        case line(UnsafeRawBufferPointer, offset: Int)
        /// A line longer than `maxLineBytes`, with its first bytes.
        case oversized(UnsafeRawBufferPointer, offset: Int, bytes: Int)
        /// The last line, where no line end follows.
        case unterminated(UnsafeRawBufferPointer, offset: Int)
    }

    private let maxLineBytes: Int
    private var carry: [UInt8] = []
    private var length = 0
    private var position = 0

    /// - Parameter maxLineBytes: the longest line that is handed over.
    init(maxLineBytes: Int) { self.maxLineBytes = maxLineBytes }

    mutating func feed(_ chunk: UnsafeRawBufferPointer, _ emit: (Event) -> Void) {
        var begin = 0
        for index in chunk.indices where chunk[index] == UInt8(ascii: "\n") {
            end(with: chunk, begin, index, emit)
            begin = index + 1
        }
        keep(UnsafeRawBufferPointer(rebasing: chunk[begin...]))
        position += chunk.count
    }

    mutating func finish(_ emit: (Event) -> Void) {
        let offset = position - length
        carry.withUnsafeBytes { bytes in
            if length > maxLineBytes {
                emit(.oversized(bytes, offset: offset, bytes: length))
                return
            }
            let (line, skipped) = Self.trimmed(bytes, isFirst: offset == 0)
            if !line.isEmpty { emit(.unterminated(line, offset: offset + skipped)) }
        }
        carry = []
        length = 0
    }

    /// Whether a line is the beginning of JSON that goes on.
    static func isCutOff(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var slicer = JSONSlicer { _ in .skip }
        do throws(JSONSlicer.Fault) {
            try slicer.feed(bytes) { _ in }
        } catch {
            return false
        }
        do throws(JSONSlicer.Fault) {
            try slicer.finish { _ in }
            return false
        } catch {
            return true
        }
    }

    private mutating func end(with chunk: UnsafeRawBufferPointer, _ begin: Int, _ end: Int, _ emit: (Event) -> Void) {
        let piece = UnsafeRawBufferPointer(rebasing: chunk[begin..<end])
        let offset = position + begin - length
        if length == 0, piece.count <= maxLineBytes {
            Self.hand(over: piece, offset, emit)
            return
        }
        keep(piece)
        carry.withUnsafeBytes { bytes in
            if length > maxLineBytes {
                emit(.oversized(bytes, offset: offset, bytes: length))
            } else {
                Self.hand(over: bytes, offset, emit)
            }
        }
        carry.removeAll(keepingCapacity: carry.capacity <= 1 << 20)
        length = 0
    }

    private static func hand(over bytes: UnsafeRawBufferPointer, _ offset: Int, _ emit: (Event) -> Void) {
        let (line, skipped) = trimmed(bytes, isFirst: offset == 0)
        if !line.isEmpty { emit(.line(line, offset: offset + skipped)) }
    }

    private mutating func keep(_ piece: UnsafeRawBufferPointer) {
        length += piece.count
        let room = maxLineBytes - carry.count
        if room > 0 { carry.append(contentsOf: piece.prefix(room)) }
    }

    /// The line without white space around it, and how much stood before it.
    private static func trimmed(
        _ bytes: UnsafeRawBufferPointer,
        isFirst: Bool
    ) -> (line: UnsafeRawBufferPointer, skipped: Int) {
        var start = isFirst && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var end = bytes.count
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return (UnsafeRawBufferPointer(rebasing: bytes[start..<end]), start)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
