import Foundation

/// The letters of a text as the language model sees them: lower case, diacritics kept, words apart.
///
/// Everything that is neither letter nor digit separates words; words of digits only are left out, digits among letters
/// are kept, as in `4ovek`. Of three or more equal letters in a row two stay. At most `LetterSequence.limit` letters are
/// kept: more do not make a language plainer.
package struct LetterSequence: Sendable {
    /// UTF-16 values of lower-case letters and digits; 0 before, between and after words.
    package private(set) var letters: [UInt16] = [0]

    /// How many letters are looked at.
    package static let limit = 1_200

    /// No letters.
    package init() {}

    package init(_ text: String, _ table: LetterTable) {
        self.init(room: text.utf8.count) { writer in
            for scalar in text.unicodeScalars { writer.append(table.letter(scalar.value)) }
        }
    }

    /// Takes letters that were made otherwise, such as transliterated ones; 0 separates words.
    package init(letters: [UInt16]) {
        self.init(room: letters.count) { writer in
            for letter in letters { writer.append(letter) }
        }
    }

    /// Takes what `write` writes.
    /// - Parameter room: how many letters there are at most.
    init(room: Int, _ write: (inout LetterWriter) -> Void) {
        letters = Array(unsafeUninitializedCapacity: min(room, Self.limit) + 3) { buffer, count in
            var writer = LetterWriter(buffer)
            write(&writer)
            writer.endWord()
            count = writer.count
        }
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
            guard let scalar = Unicode.Scalar(value), Self.isPart(scalar) else { continue }
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

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(scalar.value)
            || scalar.properties.isAlphabetic && scalar.properties.generalCategory != .nonspacingMark
    }

    /// The letter of a scalar in lower case, or the digit; 0 where it separates words.
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
