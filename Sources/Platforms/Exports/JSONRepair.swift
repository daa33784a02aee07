/// Mends the ways in which exports are known to break JSON.
///
/// `\xNN`, which Telegram Desktop wrote for control characters; half surrogate pairs, where a text was cut;
/// bare control characters inside strings; bytes that are not UTF-8.
package enum JSONRepair {
    /// The same row with every known fault mended; other faults stay as they are.
    package static func repaired(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var mended: [UInt8] = []
        mended.reserveCapacity(bytes.count + 64)
        var index = 0
        var inString = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\") {
                index = copyEscape(bytes, index, to: &mended)
                continue
            }
            if byte == UInt8(ascii: "\"") { inString.toggle() }
            if inString, byte < 0x20 {
                mended += escape(UInt32(byte))
            } else {
                mended.append(byte)
            }
            index += 1
        }
        return Array(String(decoding: mended, as: UTF8.self).utf8)
    }

    /// Copies the escape that begins at a backslash.
    /// - Returns: where the text goes on.
    private static func copyEscape(_ bytes: UnsafeRawBufferPointer, _ index: Int, to mended: inout [UInt8]) -> Int {
        guard index + 1 < bytes.count else {
            mended.append(bytes[index])
            return index + 1
        }
        switch bytes[index + 1] {
        case UInt8(ascii: "x"):
            guard let code = number(bytes, index + 2, digits: 2) else { break }
            mended += escape(code)
            return index + 4
        case UInt8(ascii: "u"):
            guard let code = number(bytes, index + 2, digits: 4), (0xD800...0xDFFF).contains(code) else { break }
            if code < 0xDC00, index + 7 < bytes.count, bytes[index + 6] == UInt8(ascii: "\\"),
                bytes[index + 7] == UInt8(ascii: "u"), let low = number(bytes, index + 8, digits: 4),
                (0xDC00...0xDFFF).contains(low)
            {
                mended.append(contentsOf: bytes[index..<index + 12])
                return index + 12
            }
            mended += escape(0xFFFD)
            return index + 6
        default:
            break
        }
        mended.append(bytes[index])
        mended.append(bytes[index + 1])
        return index + 2
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ start: Int, digits: Int) -> UInt32? {
        guard start + digits <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start..<start + digits] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
            default: return nil
            }
        }
        return value
    }

    private static func escape(_ code: UInt32) -> [UInt8] {
        let digits = Array(String(code, radix: 16).utf8)
        return Array("\\u".utf8) + Array(repeating: UInt8(ascii: "0"), count: 4 - digits.count) + digits
    }
}
