import Foundation

/// The letters of a text as the language model sees them: lower case, diacritics kept, words apart.
///
/// Everything that is no letter separates words. Runs of three or more equal letters become one. At most
/// `LetterSequence.limit` letters are kept: more do not make a language plainer.
package struct LetterSequence: Sendable {
    /// UTF-16 values of lower-case letters; 0 before, between and after words.
    package private(set) var letters: [UInt16] = [0]

    /// How many letters are looked at.
    package static let limit = 1_200

    package init(_ text: String, _ table: LetterTable) {
        letters.reserveCapacity(min(text.utf8.count, Self.limit) + 2)
        for scalar in text.unicodeScalars {
            append(table.letter(scalar.value))
            if letters.count > Self.limit { break }
        }
        if letters.last != 0 { letters.append(0) }
    }

    /// Takes letters that were made otherwise, such as transliterated ones.
    package init(letters: [UInt16]) {
        for letter in letters { append(letter) }
        if self.letters.last != 0 { self.letters.append(0) }
    }

    @inline(__always)
    private mutating func append(_ letter: UInt16) {
        if letter == 0 {
            if letters[letters.count - 1] != 0 { letters.append(0) }
            return
        }
        let count = letters.count
        if count >= 2, letters[count - 1] == letter, letters[count - 2] == letter { return }
        letters.append(letter)
    }
}

/// Lower-case letters for all scalars of the basic plane.
package struct LetterTable: Sendable {
    private let lower: [UInt16]
    private let plain: [UInt16]

    private static let size = 0x2000

    package init() {
        var lower = Array(repeating: UInt16(0), count: Self.size)
        var plain = Array(repeating: UInt16(0), count: Self.size)
        for value in 0..<UInt32(Self.size) {
            guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic,
                scalar.properties.generalCategory != .nonspacingMark
            else { continue }
            let first = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
            lower[Int(value)] = UInt16(truncatingIfNeeded: first.value)
            let base = String(first).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? first
            plain[Int(value)] = UInt16(truncatingIfNeeded: base.value)
        }
        for (letter, base) in [(0x142, 0x6C), (0x141, 0x6C), (0x111, 0x64), (0x110, 0x64), (0x131, 0x69)] {
            plain[letter] = UInt16(base)
        }
        self.lower = lower
        self.plain = plain
    }

    /// The letter of a scalar in lower case; 0 where it separates words.
    @inline(__always)
    package func letter(_ scalar: UInt32) -> UInt16 {
        if scalar < UInt32(Self.size) { return lower[Int(scalar)] }
        guard scalar < 0x1_0000, let value = Unicode.Scalar(scalar), value.properties.isAlphabetic else { return 0 }
        return UInt16(truncatingIfNeeded: scalar)
    }

    /// A letter without its diacritics, also where Unicode counts them to the letter (ł, đ).
    package func withoutMarks(_ letter: UInt16) -> UInt16 {
        Int(letter) < Self.size ? plain[Int(letter)] : letter
    }
}
