/// A text for people to look at: marks that nobody sees, and that can hide words or turn them around, are shown.
struct VisibleText: Sendable {
    /// A piece of the text, or an invisible mark of it by its number.
    struct Part: Sendable, Equatable {
        /// What is shown.
        let words: String
        /// Whether it stands for an invisible mark.
        let isMark: Bool
    }

    /// The pieces in their order.
    let parts: [Part]

    /// Whether there are such marks.
    var hasMarks: Bool { parts.contains(where: \.isMark) }

    /// - Parameter limit: at most so many code points are shown.
    init(_ text: String, limit: Int = 2_000) {
        var parts: [Part] = []
        var plain = ""
        let scalars = Array(text.unicodeScalars.prefix(limit))
        for (index, scalar) in scalars.enumerated() {
            guard Self.isInvisible(scalar), !Self.joinsPictures(scalars, index) else {
                plain.unicodeScalars.append(scalar)
                continue
            }
            if !plain.isEmpty { parts.append(Part(words: plain, isMark: false)) }
            parts.append(Part(words: Self.name(scalar), isMark: true))
            plain = ""
        }
        if text.unicodeScalars.count > limit { plain += " …" }
        if !plain.isEmpty { parts.append(Part(words: plain, isMark: false)) }
        self.parts = parts
    }

    /// Control and format characters, among them all that set a direction or join, and fillers that look like nothing;
    /// not line breaks, tabs and soft hyphens.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0xAD: false
        case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x034F: true
        default:
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned: true
            default: false
            }
        }
    }

    /// Whether a joiner stands between pictures, as in those of families.
    private static func joinsPictures(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        guard scalars[index] == "\u{200D}", index > 0, index + 1 < scalars.count else { return false }
        let before = scalars[index - 1]
        let isPicture = before.properties.isEmoji || before == "\u{FE0F}" || before.properties.isEmojiModifier
        return isPicture && scalars[index + 1].properties.isEmoji
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
