import Domain
import Foundation

/// Tells the language of a text by the language model, rules first: a script leaves only the languages written in it.
///
/// Without a model the words of the lexicons vote, which is less sure; see `LanguageScorer`.
struct LanguageIdentifier: Sendable {
    /// A class of the model.
    private struct Class: Sendable {
        var language: Language
        var script: String
        /// The number of its lexicon; nil where there is none.
        var lexicon: Int?
    }

    private let model: LanguageModel?
    private let classes: [Class]
    private let table = LetterTable()
    private let scorer: LanguageScorer

    /// - Parameter scorer: tells the language where there is no model.
    init(model: LanguageModel?, scorer: LanguageScorer) {
        self.model = model
        self.scorer = scorer
        classes = (model?.classes ?? []).map { name in
            let parts = name.split(separator: "-").map(String.init)
            let language = Language(rawValue: parts[0])
            let script = parts.count > 1 ? parts[1] : Self.usualScripts[parts[0]] ?? "Latn"
            return Class(language: language, script: script, lexicon: scorer.languages.firstIndex(of: language))
        }
    }

    /// The languages that it can tell.
    var languages: [Language] { model == nil ? scorer.languages : Set(classes.map(\.language)).sorted() }

    func identify(
        _ text: String,
        _ prepared: PreparedText,
        _ matcher: TermMatcher,
        _ index: TermIndex
    ) -> LanguageScorer.Result {
        guard let model else { return scorer.identify(prepared, matcher, index) }
        let unknown = LanguageScorer.Result(language: .undetermined, confidence: 0, mask: .max)
        guard prepared.letterCount >= 2 else { return unknown }
        let shares = shares(of: model.scores(LetterSequence(text, table)), script: prepared.script)
        guard let best = shares.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return unknown }
        guard best.value >= Self.least else { return unknown }
        guard best.value < Self.sure else {
            return LanguageScorer.Result(language: best.key, confidence: best.value, mask: mask(shares))
        }
        // Posts mix languages: the lexicons that the words themselves speak for are looked into as well.
        let voted = scorer.identify(prepared, matcher, index)
        return LanguageScorer.Result(language: best.key, confidence: best.value, mask: mask(shares) | voted.mask)
    }

    /// The share of likelihood of each language; classes of one language together.
    private func shares(of scores: [Float], script: String) -> [Language: Double] {
        let numbers = scores.indices.filter { classes[$0].script == script }
        guard let largest = numbers.map({ scores[$0] }).max() else { return [:] }
        var shares: [Language: Double] = [:]
        var sum = 0.0
        for number in numbers {
            let share = exp(Double(scores[number] - largest))
            shares[classes[number].language, default: 0] += share
            sum += share
        }
        return shares.mapValues { ($0 / sum * 10_000).rounded() / 10_000 }
    }

    /// The lexicons that are looked into: those of every language that has a part in the text.
    private func mask(_ shares: [Language: Double]) -> UInt64 {
        var mask: UInt64 = 0
        for item in classes {
            guard let lexicon = item.lexicon, let share = shares[item.language], share >= Self.part else { continue }
            mask |= 1 << UInt64(lexicon)
        }
        return mask
    }

    /// The share from which on a language is named.
    private static let least = 0.45
    /// The share from which on the words are not asked besides.
    private static let sure = 0.995
    /// The share from which on the lexicon of a language is looked into.
    private static let part = 0.05

    /// The scripts of the languages that are not written in Latin letters, by ISO 15924.
    private static let usualScripts = [
        "ar": "Arab", "bg": "Cyrl", "el": "Grek", "mk": "Cyrl", "ru": "Cyrl", "sr": "Cyrl", "uk": "Cyrl",
    ]
}
