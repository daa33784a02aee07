/// Walks over one JSON value byte by byte, for the few shapes that come by the million.
///
/// It knows plain JSON only. At anything else it throws, and the caller lets `decodeElement` have a try, which is some
/// ten times slower but mends broken rows and says what is wrong with them.
struct JSONCursor {
    /// Something that needs the thorough decoder.
    struct Unusual: Error {}

    private let bytes: UnsafeRawBufferPointer
    private var index = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The next byte that is no white space, which stays where it is.
    mutating func peek() throws(Unusual) -> UInt8 {
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            index += 1
        }
        throw Unusual()
    }

    /// Passes over the next byte if it is this one.
    mutating func take(_ wanted: Unicode.Scalar) throws(Unusual) -> Bool {
        guard try peek() == UInt8(ascii: wanted) else { return false }
        index += 1
        return true
    }

    /// Walks over an object; `body` must read or skip the value of each key.
    mutating func members(_ body: (String, inout JSONCursor) throws(Unusual) -> Void) throws(Unusual) {
        guard try take("{") else { throw Unusual() }
        if try take("}") { return }
        repeat {
            let key = try string()
            guard try take(":") else { throw Unusual() }
            try body(key, &self)
        } while try take(",")
        guard try take("}") else { throw Unusual() }
    }

    /// Walks over an array; `body` must read or skip each element.
    mutating func elements(_ body: (inout JSONCursor) throws(Unusual) -> Void) throws(Unusual) {
        guard try take("[") else { throw Unusual() }
        if try take("]") { return }
        repeat { try body(&self) } while try take(",")
        guard try take("]") else { throw Unusual() }
    }

    /// A string, or nil for `null`.
    mutating func stringOrNull() throws(Unusual) -> String? {
        if try peek() == UInt8(ascii: "\"") { return try string() }
        try word("null")
        return nil
    }

    /// A whole number of at most 18 digits.
    mutating func integer() throws(Unusual) -> Int64 {
        let isNegative = try take("-")
        var value: Int64 = 0
        let begin = index
        while index < bytes.count, case 0x30...0x39 = bytes[index] {
            value = value &* 10 &+ Int64(bytes[index] - 0x30)
            index += 1
        }
        guard (1...18).contains(index - begin), index - begin == 1 || bytes[begin] != UInt8(ascii: "0") else {
            throw Unusual()
        }
        let next = try peek()
        guard next == UInt8(ascii: ",") || next == UInt8(ascii: "}") || next == UInt8(ascii: "]") else {
            throw Unusual()
        }
        return isNegative ? -value : value
    }

    /// A string without control characters.
    mutating func string() throws(Unusual) -> String {
        guard try take("\"") else { throw Unusual() }
        let begin = index
        var isEscaped = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                let piece = UnsafeRawBufferPointer(rebasing: bytes[begin..<index])
                index += 1
                if isEscaped { return try Self.unescaped(piece) }
                guard let text = String(validating: piece, as: UTF8.self) else { throw Unusual() }
                return text
            }
            guard byte >= 0x20 else { throw Unusual() }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                index += 1
            }
            index += 1
        }
        throw Unusual()
    }

    /// Passes over any value, which must be well-formed but for the UTF-8 of its strings.
    ///
    /// Deep nesting is left to the thorough decoder.
    mutating func skip(depth: Int = 0) throws(Unusual) {
        guard depth < Self.deepest else { throw Unusual() }
        switch try peek() {
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "{"):
            try members { (_, cursor) throws(Unusual) in try cursor.skip(depth: depth + 1) }
        case UInt8(ascii: "["):
            try elements { (cursor) throws(Unusual) in try cursor.skip(depth: depth + 1) }
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try skipNumber()
        }
    }

    /// Makes sure that only white space is left.
    mutating func end() throws(Unusual) {
        while index < bytes.count {
            guard [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) else { throw Unusual() }
            index += 1
        }
    }

    /// Containers within containers that are walked over.
    private static let deepest = 32

    private mutating func word(_ wanted: StaticString) throws(Unusual) {
        let end = index + wanted.utf8CodeUnitCount
        guard end <= bytes.count else { throw Unusual() }
        for offset in 0..<wanted.utf8CodeUnitCount where bytes[index + offset] != wanted.utf8Start[offset] {
            throw Unusual()
        }
        index = end
    }

    private mutating func skipString() throws(Unusual) {
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                index += 1
                return
            }
            guard byte >= 0x20 else { throw Unusual() }
            if byte == UInt8(ascii: "\\") {
                guard let escape = JSONEscape(bytes, at: index) else { throw Unusual() }
                index += escape.length
            } else {
                index += 1
            }
        }
        throw Unusual()
    }

    /// Numbers with an exponent are left to the thorough decoder.
    private mutating func skipNumber() throws(Unusual) {
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        let begin = index
        let digits = skipDigits()
        guard digits > 0, digits == 1 || bytes[begin] != UInt8(ascii: "0") else { throw Unusual() }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return }
        index += 1
        guard skipDigits() > 0 else { throw Unusual() }
    }

    /// - Returns: how many there were.
    private mutating func skipDigits() -> Int {
        let begin = index
        while index < bytes.count, case 0x30...0x39 = bytes[index] { index += 1 }
        return index - begin
    }

    /// Undoes the escapes.
    private static func unescaped(_ piece: UnsafeRawBufferPointer) throws(Unusual) -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(piece.count)
        var index = 0
        while index < piece.count {
            guard piece[index] == UInt8(ascii: "\\") else {
                plain.append(piece[index])
                index += 1
                continue
            }
            guard let escape = JSONEscape(piece, at: index) else { throw Unusual() }
            plain.append(contentsOf: UTF8.encode(escape.scalar) ?? UTF8.encodedReplacementCharacter)
            index += escape.length
        }
        guard let text = String(validating: plain, as: UTF8.self) else { throw Unusual() }
        return text
    }
}
