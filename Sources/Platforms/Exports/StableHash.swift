/// A short id from text that stays the same on every machine and in every version (FNV-1a, 64 bits).
///
/// For rows that their platform gives no id; no protection against someone who wants two texts to meet.
package struct StableHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    package init() {}

    /// The id of several parts in their order.
    package static func id(_ parts: String...) -> String {
        var hash = StableHash()
        for part in parts { hash.add(part) }
        return hash.text
    }

    /// Adds one part; `["ab", "c"]` and `["a", "bc"]` differ.
    package mutating func add(_ part: String) {
        for byte in part.utf8 { mix(byte) }
        mix(0xFF)  // no byte of UTF-8
    }

    /// The id as 16 hexadecimal digits.
    package var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private mutating func mix(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
}
