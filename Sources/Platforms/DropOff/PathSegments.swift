/// The segments of a path in an address, decoded and encoded one by one.
package enum PathSegments {
    /// The segments of a path that begins with `/` or is empty; a `/` at the end is passed over.
    /// - Throws: `AddressFault` at anything that a server might read in another way than we do.
    package static func decode(_ path: Substring) throws(AddressFault) -> [String] {
        guard !path.isEmpty else { return [] }
        guard path.hasPrefix("/") else { throw AddressFault("its path does not begin with '/'") }
        var segments: [String] = []
        let pieces = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        for (index, piece) in pieces.enumerated() {
            if piece.isEmpty, index == pieces.count - 1 { break }
            let segment = try decode(segment: piece)
            try check(name: segment)
            segments.append(segment)
        }
        return segments
    }

    /// Makes sure that a decoded name stands for itself within a folder.
    /// - Throws: `AddressFault`.
    package static func check(name: String) throws(AddressFault) {
        guard !name.isEmpty else { throw AddressFault("it holds an empty name") }
        guard name != ".", name != ".." else { throw AddressFault("it holds '.' or '..'") }
        guard name.utf8.count <= 255 else { throw AddressFault("it holds a name longer than 255 bytes") }
        for byte in name.utf8 {
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") {
                throw AddressFault("it holds a slash within a name")
            }
            if byte < 0x20 || byte == 0x7F { throw AddressFault("it holds a control character") }
        }
    }

    /// A name as it stands in an address: everything but letters, digits and `-._~` as `%XX`.
    package static func encode(_ name: String) -> String {
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            if isPlain(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decode(segment: Substring) throws(AddressFault) -> String {
        var bytes: [UInt8] = []
        var rest = segment.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(value), let low = rest.popFirst().flatMap(value) else {
                throw AddressFault("it holds a '%' without two digits")
            }
            bytes.append(high << 4 | low)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw AddressFault("it is not UTF-8") }
        return text
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
