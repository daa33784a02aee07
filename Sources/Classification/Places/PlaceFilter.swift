/// Which beginnings of three, four, five, and of six and more letters occur in the gazetteer.
///
/// Says no only where no name begins so.
struct PlaceFilter: Sendable {
    /// Which of these lengths a name at the beginning of a word may have: a bit for each of three, four, five, and six
    /// and more letters.
    struct Lengths {
        fileprivate(set) var bits: UInt8 = 0

        @inline(__always)
        var isEmpty: Bool { bits == 0 }
    }

    private var tables = [UInt64](repeating: 0, count: 4 << rowBits)

    private static let rowBits = 12

    /// Adds the first stem of a name, and gives the key that it is found by; nil where it is too short.
    mutating func insert(_ stem: ArraySlice<UInt8>) -> UInt64? {
        let padded = Array(stem) + Array(repeating: 0, count: 8)
        return padded.withUnsafeBufferPointer { padded in
            let stem = UnsafeBufferPointer(rebasing: padded[..<stem.count])
            let level = min(stem.count / Self.width(stem), 6) - 3
            guard level >= 0 else { return nil }
            let key = Self.key(stem, letters: level + 3)
            let place = Self.place(key, level)
            tables[place.row] |= place.bits
            return key
        }
    }

    @inline(__always)
    func lengths(_ word: UnsafeBufferPointer<UInt8>) -> Lengths {
        var lengths = Lengths()
        let letters = word.count / Self.width(word)
        guard letters >= 3 else { return lengths }
        tables.withUnsafeBufferPointer { tables in
            for level in 0...min(letters, 6) - 3 {
                let place = Self.place(Self.key(word, letters: level + 3), level)
                if tables[place.row] & place.bits == place.bits { lengths.bits |= 1 << UInt8(level) }
            }
        }
        return lengths
    }

    /// Letters that are not ASCII have mostly two bytes.
    @inline(__always)
    static func width(_ word: UnsafeBufferPointer<UInt8>) -> Int { word.count > 0 && word[0] >= 0xC0 ? 2 : 1 }

    /// The first letters in one number; of more than eight bytes the others are mixed in.
    @inline(__always)
    static func key(_ word: UnsafeBufferPointer<UInt8>, letters: Int) -> UInt64 {
        guard let base = word.baseAddress else { return 0 }
        let bytes = letters * width(word)
        if bytes <= 8 {
            // The bytes of a post are followed by eight more; see `TextPreparation`.
            let all = UnsafeRawPointer(base).loadUnaligned(as: UInt64.self)
            return bytes == 8 ? all : all & (1 << UInt64(bytes * 8) - 1)
        }
        let first = UnsafeRawPointer(base).loadUnaligned(as: UInt64.self)
        let rest = UnsafeRawPointer(base + bytes - 8).loadUnaligned(as: UInt64.self)
        return first ^ rest &* 0xC2B2_AE3D_27D4_EB4F
    }

    /// The row of a key, and the two bits that stand for it there.
    @inline(__always)
    private static func place(_ key: UInt64, _ level: Int) -> (row: Int, bits: UInt64) {
        let hash = key &* 0x9E37_79B9_7F4A_7C15
        let row = level << rowBits | Int(hash >> (64 - UInt64(rowBits)))
        return (row, 1 << (hash >> 44 & 63) | 1 << (hash >> 36 & 63))
    }
}
