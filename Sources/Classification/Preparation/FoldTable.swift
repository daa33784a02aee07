import Foundation

/// How each character is compared: lower case, without diacritics, as UTF-8.
///
/// Latin and Greek letters lose their marks (`ă ș ž ł ß` become `a s z l ss`); Cyrillic letters keep theirs, because
/// й is not и.
/// Whatever is neither letter nor digit separates words.
struct FoldTable: Sendable {
    /// For each scalar below `Self.size`: up to four folded bytes, the first in the lowest place; 0 separates words.
    private let packed: [UInt32]

    private static let size = 0x2000

    init() {
        packed = (0..<UInt32(Self.size)).map(Self.packedFold)
    }

    /// The folded bytes of a scalar, packed; 0 where it separates words.
    func packed(_ scalar: UInt32) -> UInt32 {
        if scalar < UInt32(Self.size) { return packed[Int(scalar)] }
        guard let value = Unicode.Scalar(scalar), value.properties.isAlphabetic else { return 0 }
        return Self.pack(String(value).lowercased())
    }

    /// Folds a whole text, words separated by one space.
    ///
    /// For patterns; posts go through `TextPreparation`, which must come to the same words.
    func fold(_ text: String) -> String {
        var words: [[UInt32]] = [[]]
        var runLength = 0
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars where !Self.isJoiner(scalar.value) {
            let fold = packed(scalar.value)
            guard fold != 0 else {
                words.append([])
                continue
            }
            let last = words.count - 1
            runLength = words[last].last == fold && !Self.isDigit(fold) ? runLength + 1 : 1
            if runLength < 3 { words[last].append(fold) } else if runLength == 3 { words[last].removeLast() }
        }
        return words.filter { !$0.isEmpty }.map { String(decoding: $0.flatMap(Self.bytes), as: UTF8.self) }
            .joined(separator: " ")
    }

    /// Whether a folded scalar is one of the digits 0 to 9.
    static func isDigit(_ fold: UInt32) -> Bool { (0x30...0x39).contains(fold) }

    /// Combining marks, soft hyphens, joiners and direction marks stand inside words without being part of them.
    static func isJoiner(_ scalar: UInt32) -> Bool {
        isCombiningMark(scalar) || scalar == 0xAD || (0x200B...0x200F).contains(scalar)
            || (0x202A...0x202E).contains(scalar) || (0xFE00...0xFE0F).contains(scalar) || scalar == 0xFEFF
    }

    /// Marks that are drawn over or under the letter before them.
    static func isCombiningMark(_ scalar: UInt32) -> Bool { (0x300...0x36F).contains(scalar) }

    private static func bytes(_ fold: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: fold >> ($0 * 8)) }.filter { $0 != 0 }
    }

    private static func packedFold(_ value: UInt32) -> UInt32 {
        guard let scalar = Unicode.Scalar(value) else { return 0 }
        let properties = scalar.properties
        let isMark = properties.generalCategory == .nonspacingMark
        guard properties.isAlphabetic || properties.numericType == .decimal, !isMark else { return 0 }
        let lower = properties.lowercaseMapping
        if let special = letters[lower] { return pack(special) }
        // From Cyrillic on, up to the further Latin and Greek letters at 0x1E00.
        let keepsMarks = (0x0400..<0x1E00).contains(value)
        return pack(keepsMarks ? lower : withoutMarks(lower).map { letters[String($0)] ?? String($0) }.joined())
    }

    private static func withoutMarks(_ text: String) -> String {
        let base = text.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
            $0.properties.generalCategory != .nonspacingMark
        }
        return String(String.UnicodeScalarView(base))
    }

    private static func pack(_ text: String) -> UInt32 {
        text.utf8.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Letters whose mark is part of the letter, so that Unicode does not take it off.
    private static let letters: [String: String] = [
        "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "þ": "th",
        "ѝ": "и", "ѐ": "е",
    ]
}
