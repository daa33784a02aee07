/// One escape within a JSON string, such as `\n` or `\u00e9`.
struct JSONEscape {
    /// What it stands for.
    let scalar: Unicode.Scalar
    /// How many bytes it takes, with its backslash.
    let length: Int

    /// Reads the escape whose backslash is at a place; nil where it is none, or half of a surrogate pair.
    init?(_ bytes: UnsafeRawBufferPointer, at index: Int) {
        guard index + 1 < bytes.count else { return nil }
        if bytes[index + 1] == UInt8(ascii: "u") {
            guard let scalar = Self.scalar(bytes, at: index) else { return nil }
            self.scalar = scalar
            length = scalar.value > 0xFFFF ? 12 : 6
            return
        }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scalar = Unicode.Scalar(bytes[index + 1])
        case UInt8(ascii: "b"): scalar = "\u{8}"
        case UInt8(ascii: "f"): scalar = "\u{C}"
        case UInt8(ascii: "n"): scalar = "\n"
        case UInt8(ascii: "r"): scalar = "\r"
        case UInt8(ascii: "t"): scalar = "\t"
        default: return nil
        }
        length = 2
    }

    private static func scalar(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Unicode.Scalar? {
        guard let first = unit(bytes, at: index) else { return nil }
        guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) }
        guard let second = unit(bytes, at: index + 6), UTF16.isTrailSurrogate(second) else { return nil }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    /// The code unit of `\uXXXX` at a place.
    private static func unit(_ bytes: UnsafeRawBufferPointer, at index: Int) -> UInt16? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt16 = 0
        for byte in bytes[(index + 2)..<(index + 6)] {
            switch byte {
            case 0x30...0x39: unit = unit << 4 | UInt16(byte - 0x30)
            case 0x41...0x46: unit = unit << 4 | UInt16(byte - 0x37)
            case 0x61...0x66: unit = unit << 4 | UInt16(byte - 0x57)
            default: return nil
            }
        }
        return unit
    }
}
