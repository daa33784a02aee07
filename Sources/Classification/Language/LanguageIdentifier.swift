import Domain
import Foundation

/// Tells the language of a text by the language model, rules first: a script leaves only the languages written in it.
///
/// Without a model the words of the lexicons vote, which is less sure; see `LanguageScorer`.
struct LanguageIdentifier: Sendable {
    /// A class of the model.
    private struct Class: Sendable {
        /// The number of its language among `names`.
        var language: Int
        var script: String
        /// The bit of its lexicon; 0 where there is none.
        var lexicon: UInt64
    }

    private let model: LanguageModel?
    private let classes: [Class]
    private let names: [Language]
    private let scorer: LanguageScorer

    /// - Parameter scorer: tells the language where there is no model.
    init(model: LanguageModel?, scorer: LanguageScorer) {
        self.model = model
        self.scorer = scorer
        var (names, classes) = ([Language](), [Class]())
        for name in model?.classes ?? [] {
            let parts = name.split(separator: "-").map(String.init)
            let language = Language(rawValue: parts[0])
            if !names.contains(language) { names.append(language) }
            let script = parts.count > 1 ? parts[1] : Self.usualScripts[parts[0]] ?? "Latn"
            let lexicon = scorer.languages.firstIndex(of: language).map { UInt64(1) << UInt64($0) }
            classes.append(
                Class(language: names.firstIndex(of: language) ?? 0, script: script, lexicon: lexicon ?? 0)
            )
        }
        (self.names, self.classes) = (names, classes)
    }

    /// The languages that it can tell, in the order of their bits.
    var numbered: [Language] { model == nil ? scorer.languages : names }

    /// The languages that it can tell.
    var languages: [Language] { model == nil ? scorer.languages : names.sorted() }

    func identify(_ prepared: PreparedText, _ matcher: TermMatcher, _ index: TermIndex) -> LanguageScorer.Result {
        guard let model else { return scorer.identify(prepared, matcher, index) }
        let unknown = LanguageScorer.Result(language: .undetermined, confidence: 0, mask: .max, spoken: .max)
        guard prepared.letterCount >= 2 else { return unknown }
        let shares = shares(of: model.scores(prepared.letters), script: prepared.script)
        guard let best = shares.indices.max(by: { shares[$0] < shares[$1] }), shares[best] >= Self.least else {
            return unknown
        }
        var result = LanguageScorer.Result(
            language: names[best],
            confidence: (shares[best] * 10_000).rounded() / 10_000,
            mask: classes.reduce(0) { shares[$1.language] >= Self.part ? $0 | $1.lexicon : $0 },
            spoken: shares.indices.reduce(0) { shares[$1] >= Self.part ? $0 | 1 << UInt64($1) : $0 }
        )
        if shares[best] < Self.sure {
            // Posts mix languages: the lexicons that the words themselves speak for are looked into as well.
            result.mask |= scorer.identify(prepared, matcher, index).mask
        }
        return result
    }

    /// The share of likelihood of each language, classes of one language together.
    ///
    /// All are 0 where no class has the script.
    private func shares(of scores: [Float], script: String) -> [Double] {
        var shares = [Double](repeating: 0, count: names.count)
        var largest = -Float.infinity
        for number in scores.indices where classes[number].script == script { largest = max(largest, scores[number]) }
        guard largest > -.infinity else { return shares }
        var sum = 0.0
        for number in scores.indices where classes[number].script == script {
            let share = exp(Double(scores[number] - largest))
            shares[classes[number].language] += share
            sum += share
        }
        for number in shares.indices { shares[number] /= sum }
        return shares
    }

    /// The share from which on a language is named.
    private static let least = 0.3
    /// The share from which on the words are not asked besides.
    private static let sure = 0.995
    /// The share from which on the lexicon of a language is looked into.
    private static let part = 0.05

    /// The scripts of the languages that are not written in Latin letters, by ISO 15924.
    private static let usualScripts = [
        "ar": "Arab", "bg": "Cyrl", "el": "Grek", "mk": "Cyrl", "ru": "Cyrl", "sr": "Cyrl", "uk": "Cyrl",
    ]
}
