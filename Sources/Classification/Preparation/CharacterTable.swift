import Foundation

/// What preparation wants to know of a character, in one look-up.
struct CharacterTable: Sendable {
    /// A character.
    struct Entry: Sendable {
        /// Its folded bytes as `FoldTable` packs them; 0 where it separates words.
        var fold: UInt32 = 0
        /// The lower-case letter or digit of the language model; 0 where it is neither.
        var letter: UInt16 = 0
        var script = LetterScript.none
        var isUpper = false
    }

    /// All characters below `size`.
    let entries: [Entry]
    private let fold: FoldTable
    private let letters: LetterTable
    private let styled: [UInt32: UInt32]

    static let size = 0x3000

    /// - Parameter styled: letters that are drawn like another one, such as small capitals, with that one.
    init(fold: FoldTable, styled: [UInt32: UInt32] = [:]) {
        self.fold = fold
        self.styled = styled
        letters = LetterTable()
        let (letters, size) = (letters, UInt32(Self.size))
        entries = (0..<size).map { Self.made($0, fold, letters, styled) }
    }

    /// The entry of any character.
    @inline(__always)
    func entry(_ scalar: UInt32, _ entries: UnsafePointer<Entry>) -> Entry {
        scalar < UInt32(Self.size) ? entries[Int(scalar)] : rare(scalar)
    }

    @inline(never)
    private func rare(_ scalar: UInt32) -> Entry { Self.made(scalar, fold, letters, styled) }

    private static func made(
        _ scalar: UInt32,
        _ fold: FoldTable,
        _ letters: LetterTable,
        _ styled: [UInt32: UInt32]
    ) -> Entry {
        guard !pictures.contains(scalar) else { return Entry() }
        let plain = styled[scalar] ?? plain(scalar)
        guard let value = Unicode.Scalar(plain) else { return Entry() }
        let packed = fold.packed(plain)
        guard packed != 0 else { return Entry() }
        return Entry(
            fold: packed,
            letter: letters.letter(plain),
            script: FoldTable.isDigit(packed) ? .none : LetterScript(of: plain),
            isUpper: value.properties.isUppercase
        )
    }

    /// The letter or digit that a mathematical, circled or full-width one stands for; others as they are.
    private static func plain(_ scalar: UInt32) -> UInt32 {
        guard scalar >= 0x2070, let value = Unicode.Scalar(scalar) else { return scalar }
        let isStyled = styledBlocks.contains { $0.contains(scalar) }
        guard isStyled else { return scalar }
        return String(value).precomposedStringWithCompatibilityMapping.unicodeScalars.first?.value ?? scalar
    }

    /// Emoji and other pictures, which are no letters.
    private static let pictures: ClosedRange<UInt32> = 0x1F18A...0x1FBEF

    /// Superscripts, letterlike symbols, circled letters, full-width forms, mathematical alphabets, squared letters.
    private static let styledBlocks: [ClosedRange<UInt32>] = [
        0x2070...0x209C, 0x2100...0x214F, 0x2460...0x24FF, 0xFF10...0xFF5A, 0x1D400...0x1D7FF, 0x1F110...0x1F149,
    ]
}

/// The scripts that letters are counted by.
enum LetterScript: UInt8, Sendable {
    case none, latin, greek, cyrillic, arabic, other

    init(of letter: UInt32) {
        switch letter {
        case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA, 0xC0...0x24F, 0x1E00...0x1EFF: self = .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x400...0x52F: self = .cyrillic
        case 0x600...0x6FF: self = .arabic
        default: self = .other
        }
    }
}
