/// A post as the matcher sees it: folded words with their places in the original.
struct PreparedText {
    /// One word.
    struct Word {
        /// Where its folded bytes begin and end in `PreparedText.folded`.
        var start: Int32
        var end: Int32
        /// Where it stands in the original, in Unicode scalars; the end is exclusive.
        var scalarStart: Int32
        var scalarEnd: Int32
        /// The ASCII character directly before it; 0 where there is none or it is not ASCII.
        var before: UInt8
        /// Whether it begins with a capital letter.
        var isCapitalised: Bool
        /// Whether it consists of digits only.
        var isNumber: Bool
    }

    /// Something that is no word but tells something.
    struct Mark {
        var kind: TextMark
        /// The word that it stands at or after.
        var word: Int32
        var scalarStart: Int32
        var scalarEnd: Int32
    }

    /// The folded bytes of all words, one after the other.
    var folded: [UInt8] = []
    var words: [Word] = []
    var marks: [Mark] = []
    /// Letters with diacritics and of other scripts, in lower case, in the order of the text.
    var specialLetters: [UInt32] = []
    /// Letters per script.
    var latin = 0
    var cyrillic = 0
    var greek = 0
    var arabic = 0
    var otherLetters = 0
    /// The length of the original in Unicode scalars.
    var scalarCount = 0

    /// The script of most letters by ISO 15924; `Zyyy` where there are no letters.
    var script: String {
        let counts = [("Latn", latin), ("Cyrl", cyrillic), ("Grek", greek), ("Arab", arabic), ("Zzzz", otherLetters)]
        guard let most = counts.max(by: { $0.1 < $1.1 }), most.1 > 0 else { return "Zyyy" }
        // Of equal counts the first of the list, so that the answer does not depend on the sort.
        return counts.first { $0.1 == most.1 }?.0 ?? "Zyyy"
    }

    var letterCount: Int { latin + cyrillic + greek + arabic + otherLetters }
}

/// Marks that patterns can name, such as `<phone>`.
enum TextMark: String, CaseIterable {
    case question, phone, link, money, date
}
