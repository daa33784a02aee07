import Domain

/// Finds the languages besides the main one that a stretch of a text is in.
///
/// The scores of the language model are sums over letters, so each word has its own; a stretch counts where another
/// language does better there than the main one by far.
struct LanguageSwitches: Sendable {
    private let model: LanguageModel
    /// The language of each class.
    private let languages: [Language]
    /// For each language the ones that are too like it to tell a switch by.
    private let neighbours: [Language: Set<Language>]

    /// - Parameter neighbours: rows of languages that are hard to tell apart.
    init(_ model: LanguageModel, neighbours: DataTable) {
        self.model = model
        languages = model.classes.map { Language(rawValue: String($0.prefix { $0 != "-" })) }
        var table: [Language: Set<Language>] = [:]
        for line in neighbours.lines {
            let row = Set(line.columns[0].split(separator: " ").map { Language(rawValue: String($0)) })
            for language in row { table[language, default: []].formUnion(row) }
        }
        self.neighbours = table
    }

    /// The other languages in the order of how much of the text is in them.
    ///
    /// Cost: that of telling the language of the text, about twice.
    func languages(of letters: LetterSequence, besides main: Language) -> [Language] {
        let words = words(of: letters)
        guard words.count >= Self.leastWords * 2, languages.contains(main) else { return [] }
        let scores = words.map { score($0.letters) }
        var found: [(language: Language, sum: Float, words: Range<Int>)] = []
        for language in Set(languages).sorted() where language != main && neighbours[main]?.contains(language) != true {
            let gains = scores.map { best($0, language) - best($0, main) }
            guard let stretch = stretch(gains, words.map(\.count)), isBest(language, scores[stretch.words]) else {
                continue
            }
            found.append((language, stretch.sum, stretch.words))
        }
        var result: [(language: Language, sum: Float, words: Range<Int>)] = []
        for one in found.sorted(by: { ($0.sum, $1.language) > ($1.sum, $0.language) })
        where !result.contains(where: { $0.words.overlaps(one.words) }) {
            result.append(one)
        }
        return result.map(\.language)
    }

    /// Whether no other language fits some words better.
    private func isBest(_ language: Language, _ scores: ArraySlice<SIMD32<Float>>) -> Bool {
        let sum = scores.reduce(SIMD32<Float>.zero, +)
        return languages.indices.allSatisfy { sum[$0] <= best(sum, language) || languages[$0] == language }
    }

    /// The letters of each word with the breaks around it, and how many letters it has.
    private func words(of letters: LetterSequence) -> [(letters: [UInt16], count: Int)] {
        letters.letters.split(separator: 0).map { ([0] + $0 + [0], $0.count) }
    }

    private func score(_ word: [UInt16]) -> SIMD32<Float> { SIMD32<Float>(model.sums(word).sums) * model.scale }

    /// The score of a language: that of its best class.
    private func best(_ scores: SIMD32<Float>, _ language: Language) -> Float {
        languages.indices.filter { languages[$0] == language }.map { scores[$0] }.max() ?? -.infinity
    }

    /// The stretch with the highest sum of gains, if it is long and plain enough.
    ///
    /// The gain of a word is limited, so that one name does not make a stretch.
    private func stretch(_ gains: [Float], _ counts: [Int]) -> (sum: Float, words: Range<Int>)? {
        var (best, sum, start): ((sum: Float, words: Range<Int>)?, Float, Int) = (nil, 0, 0)
        for (place, gain) in gains.enumerated() {
            if sum <= 0 { (sum, start) = (0, place) }
            sum += max(-Self.limit, min(Self.limit, gain)) - Self.cost
            if sum > best?.sum ?? 0 { best = (sum, start..<place + 1) }
        }
        guard let best, best.words.count >= Self.leastWords, best.sum >= Self.leastSum,
            best.words.reduce(0, { $0 + counts[$1] }) >= Self.leastLetters
        else { return nil }
        let plain = best.words.filter { gains[$0] > 0 }.count
        return plain * 4 >= best.words.count * 3 ? best : nil
    }

    private static let leastWords = 4
    private static let leastLetters = 15
    /// In units of log-likelihood: the most that a word counts, what it must exceed, and what a stretch must reach.
    private static let limit: Float = 8
    private static let cost: Float = 1
    private static let leastSum: Float = 14
}
