/// Which rows of the weight table a text touches: its letter sequences of one to five letters and its whole words.
package enum LanguageFeatures {
    /// Calls `body` with the row of every feature, in the order of the text.
    ///
    /// - Parameter bits: the table has 2 to the power of `bits` rows.
    @inline(__always)
    package static func forEach(_ sequence: LetterSequence, bits: Int, _ body: (Int) -> Void) {
        let shift = UInt64(64 - bits)
        var window: UInt64 = 0
        var before: UInt64 = 0
        var word: UInt64 = 0
        sequence.letters.withUnsafeBufferPointer { letters in
            for letter in letters {
                let code = UInt64(letter)
                before = window >> 48
                window = window << 16 | code
                if letter == 0 {
                    if word != 0 { body(row(word, 6, shift)) }
                    word = 0
                } else {
                    word = (word ^ code) &* 0x100_0000_01B3 &+ 0x9E37
                }
                if letter != 0 { body(row(window & 0xFFFF, 1, shift)) }
                body(row(window & 0xFFFF_FFFF, 2, shift))
                body(row(window & 0xFFFF_FFFF_FFFF, 3, shift))
                body(row(window, 4, shift))
                body(row(window ^ before &* 0xD6E8_FEB8_6659_FD93, 5, shift))
            }
        }
    }

    /// Multiplicative hashing, with a multiplier of its own for every length.
    @inline(__always)
    private static func row(_ key: UInt64, _ length: UInt64, _ shift: UInt64) -> Int {
        let mixed = (key ^ key >> 29 &+ length &* 0x9E37_79B9_7F4A_7C15) &* (0xBF58_476D_1CE4_E5B9 &+ length << 1)
        return Int(truncatingIfNeeded: ((mixed ^ mixed >> 32) &* 0x94D0_49BB_1331_11EB) >> shift)
    }
}
