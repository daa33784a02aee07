import Domain

/// Tells the language of a text from its words and letters.
///
/// A first, explainable identifier: each word votes for the languages whose lexicons list it.
struct LanguageScorer: Sendable {
    let languages: [Language]
    private let letters: [UInt32: [(language: Int, weight: Double)]]
    /// Languages that are the only ones of their script among the lexicons.
    private let aloneInScript: [String: Int]

    struct Result {
        var language: Language
        /// 0...1.
        var confidence: Double
        /// The main language and every other that is well represented, a bit each; all bits where undetermined.
        var mask: UInt64
        /// The same for the languages that can be told, lexicon or not.
        var spoken: UInt64
    }

    init(languages: [Language], letters: [LexiconReader.LetterTerm], scripts: [String: Set<Language>]) {
        self.languages = languages
        var table: [UInt32: [(language: Int, weight: Double)]] = [:]
        for letter in letters {
            guard let number = languages.firstIndex(of: letter.language) else { continue }
            table[letter.scalar, default: []].append((number, Double(letter.weight)))
        }
        self.letters = table
        self.aloneInScript = scripts.compactMapValues { set in
            guard set.count == 1, let only = set.first else { return nil }
            return languages.firstIndex(of: only)
        }
    }

    func identify(_ text: PreparedText, _ matcher: TermMatcher, _ index: TermIndex) -> Result {
        let everything: UInt64 = .max
        guard text.letterCount > 0, !languages.isEmpty else {
            return Result(language: .undetermined, confidence: 0, mask: everything, spoken: everything)
        }
        let scores = scores(text, matcher, index)
        let order = scores.indices.sorted { (scores[$0], -$0) > (scores[$1], -$1) }
        let best = scores[order[0]]
        let second = order.count > 1 ? max(0, scores[order[1]]) : 0
        guard best >= Self.least + Self.leastPerWord * Double(text.words.count) else {
            return Result(language: .undetermined, confidence: 0, mask: everything, spoken: everything)
        }
        let mask = scores.indices.reduce(UInt64(0)) { mask, number in
            scores[number] >= best * Self.mixed ? mask | 1 << UInt64(number) : mask
        }
        return Result(
            language: languages[order[0]],
            confidence: (best - second * 0.5) / (best + second * 0.5 + 0.5),
            mask: mask,
            spoken: mask
        )
    }

    private func scores(_ text: PreparedText, _ matcher: TermMatcher, _ index: TermIndex) -> [Double] {
        var scores = Array(repeating: 0.0, count: languages.count)
        matcher.forEachAtom { atom in
            for vote in index.votes[Int(atom)] { scores[Int(vote.language)] += vote.weight }
        }
        for scalar in text.specialLetters {
            for vote in letters[UInt32(scalar)] ?? [] { scores[vote.language] += vote.weight * Self.letterShare }
        }
        if let only = aloneInScript[text.script] { scores[only] += Self.scriptVote }
        return scores
    }

    /// What the best language needs at least, and further for each word, or the language is undetermined.
    private static let least = 0.35
    private static let leastPerWord = 0.08
    /// The share of the best score that makes another language one of the languages of the post.
    private static let mixed = 0.3
    private static let letterShare = 0.4
    private static let scriptVote = 0.6
}
