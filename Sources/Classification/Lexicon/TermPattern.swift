/// The pattern of a term: parts that must all occur, each a sequence of words.
struct TermPattern: Hashable {
    /// One word of a part.
    struct Step: Hashable {
        /// A folded word, a folded stem, or a mark.
        enum Atom: Hashable {
            case word(String)
            case stem(String)
            case mark(TextMark)
        }

        var atom: Atom
        /// How many other words may stand before it, after the step before.
        var gap: Int
    }

    /// One part or more; joined by `&` in the file.
    var parts: [[Step]]

    /// How many words `~` stands for at most.
    static let gapWords = 3

    /// Reads a pattern as `Docs/lexicons.md` describes it.
    /// - Throws: `PatternFault` with the reason.
    init(_ text: String, _ table: FoldTable) throws(PatternFault) {
        parts = []
        for part in text.split(separator: "&", omittingEmptySubsequences: false) {
            parts.append(try Self.steps(String(part), table))
        }
    }

    private static func steps(_ text: String, _ table: FoldTable) throws(PatternFault) -> [Step] {
        var steps: [Step] = []
        var gap = 0
        for token in text.split(whereSeparator: \.isWhitespace) {
            if token == "~" {
                guard !steps.isEmpty else { throw PatternFault(reason: "'~' needs a word before it") }
                gap = gapWords
            } else if token.hasPrefix("<"), token.hasSuffix(">") {
                guard let mark = TextMark(rawValue: String(token.dropFirst().dropLast())) else {
                    throw PatternFault(reason: "unknown mark '\(token)'")
                }
                steps.append(Step(atom: .mark(mark), gap: gap))
                gap = 0
            } else {
                steps += try words(String(token), table, gap: gap)
                gap = 0
            }
        }
        guard !steps.isEmpty else { throw PatternFault(reason: "the pattern, or a part of it, holds no word") }
        guard gap == 0 else { throw PatternFault(reason: "'~' needs a word after it") }
        return steps
    }

    /// A token may fold into several words, such as `dall'ufficio`; only the last one can be a stem.
    private static func words(_ token: String, _ table: FoldTable, gap: Int) throws(PatternFault) -> [Step] {
        let isStem = token.hasSuffix("*")
        let words = table.fold(token).split(separator: " ").map(String.init)
        guard let last = words.last else { throw PatternFault(reason: "'\(token)' holds no letter or digit") }
        guard !token.dropLast().contains("*") else {
            throw PatternFault(reason: "'*' stands only at the end of a word, not inside '\(token)'")
        }
        var steps = words.dropLast().map { Step(atom: .word($0), gap: 0) }
        steps.append(Step(atom: isStem ? .stem(last) : .word(last), gap: 0))
        steps[0].gap = gap
        return steps
    }
}

/// Why a pattern cannot be used.
struct PatternFault: Error {
    var reason: String
}
