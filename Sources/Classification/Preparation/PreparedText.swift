/// A post as the matcher and the language model see it: folded words with their places in the original.
struct PreparedText {
    /// One word.
    struct Word {
        /// Where its folded bytes begin and end in `PreparedText.folded`.
        var start: Int32 = 0
        var end: Int32 = 0
        /// Where it stands in the original; the ends are exclusive.
        var origin = Span()
        /// The ASCII character directly before it; 0 where there is none or it is not ASCII.
        var before: UInt8 = 0
        /// Whether it begins with a capital letter.
        var isCapitalised = false
        /// Whether it consists of digits only.
        var isNumber = false
    }

    /// A part of the original, both in Unicode scalars and in bytes of UTF-8; the ends are exclusive.
    struct Span {
        var scalarStart: Int32 = 0
        var scalarEnd: Int32 = 0
        var byteStart: Int32 = 0
        var byteEnd: Int32 = 0
    }

    /// Something that is no word but tells something.
    struct Mark {
        var kind: TextMark
        /// The word that it stands at or after.
        var word: Int32
        var origin: Span
    }

    /// The folded bytes of all words, one after the other.
    var folded: [UInt8] = []
    var words: [Word] = []
    var marks: [Mark] = []
    /// The lower-case letters for the language model, addresses left out.
    var letters = LetterSequence()
    /// Letters with diacritics and of other scripts, in lower case, in the order of the text.
    var specialLetters: [UInt16] = []
    /// How many letters of each script there are, by the number of the script.
    private(set) var counts = SIMD8<Int32>.zero
    /// The length of the original in Unicode scalars.
    var scalarCount = 0

    /// Counts letters of a script.
    mutating func count(_ script: LetterScript, by step: Int32 = 1) { counts[Int(script.rawValue)] &+= step }

    /// The script of most letters by ISO 15924; `Zyyy` where there are no letters.
    ///
    /// Of equal ones it is the first.
    var script: String {
        var best = LetterScript.none
        for script in [LetterScript.latin, .cyrillic, .greek, .arabic, .other]
        where counts[Int(script.rawValue)] > (best == .none ? 0 : counts[Int(best.rawValue)]) {
            best = script
        }
        return best.code
    }

    /// How many letters there are, of any script.
    var letterCount: Int { Int(counts.wrappedSum() &- counts[0]) }
}

extension LetterScript {
    /// The code of ISO 15924.
    var code: String {
        switch self {
        case .none: "Zyyy"
        case .latin: "Latn"
        case .greek: "Grek"
        case .cyrillic: "Cyrl"
        case .arabic: "Arab"
        case .other: "Zzzz"
        }
    }
}

/// Marks that patterns can name, such as `<phone>`.
enum TextMark: String, CaseIterable {
    case question, phone, link, money, date

    /// The number of the case.
    var number: Int32 {
        switch self {
        case .question: 0
        case .phone: 1
        case .link: 2
        case .money: 3
        case .date: 4
        }
    }
}
