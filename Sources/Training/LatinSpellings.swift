/// Writes Bulgarian in Latin letters the way people do: mostly one scheme a text, with slips into others.
package struct LatinSpellings: Sendable {
    private let letters: [Character: [String]]
    private let schemes: Int

    /// - Parameter table: rows of a letter and its spellings, one per scheme.
    package init(table: [[String]]) {
        var letters: [Character: [String]] = [:]
        for row in table {
            guard let letter = row.first?.first else { continue }
            letters[letter] = Array(row.dropFirst())
        }
        self.letters = letters
        schemes = letters.values.map(\.count).min() ?? 0
    }

    /// The text in Latin letters.
    package func spelled(_ text: String, _ random: inout SeededRandom) -> String {
        guard schemes > 0 else { return text }
        let scheme = random.below(schemes)
        var chosen: [Character: String] = [:]
        var result = ""
        for character in text.lowercased() {
            guard let options = letters[character] else {
                result.append(character)
                continue
            }
            if let choice = chosen[character], random.below(100) < 95 {
                result += choice
                continue
            }
            let choice = options[random.below(100) < 75 ? scheme : random.below(schemes)]
            chosen[character] = choice
            result += choice
        }
        return result
    }
}

/// Serbian in its two scripts, which match letter by letter.
enum SerbianLatin {
    private static let pairs: [(cyrillic: String, latin: String)] = [
        ("љ", "lj"), ("њ", "nj"), ("џ", "dž"), ("а", "a"), ("б", "b"), ("в", "v"), ("г", "g"), ("д", "d"), ("ђ", "đ"),
        ("е", "e"), ("ж", "ž"), ("з", "z"), ("и", "i"), ("ј", "j"), ("к", "k"), ("л", "l"), ("м", "m"), ("н", "n"),
        ("о", "o"), ("п", "p"), ("р", "r"), ("с", "s"), ("т", "t"), ("ћ", "ć"), ("у", "u"), ("ф", "f"), ("х", "h"),
        ("ц", "c"), ("ч", "č"), ("ш", "š"),
    ]
    private static let toLatin = Dictionary(
        uniqueKeysWithValues: pairs.compactMap { pair in pair.cyrillic.first.map { ($0, pair.latin) } }
    )
    private static let toCyrillic = Dictionary(
        uniqueKeysWithValues: pairs.compactMap { pair in
            pair.latin.count == 1 ? pair.latin.first.map { ($0, pair.cyrillic) } : nil
        }
    )

    /// In Latin letters.
    static func spelled(_ text: String) -> String {
        text.lowercased().reduce(into: "") { $0 += toLatin[$1] ?? String($1) }
    }

    /// In Cyrillic letters; digraphs first.
    static func cyrillic(_ text: String) -> String {
        var text = text.lowercased()
        for pair in pairs.prefix(3) { text = text.replacing(pair.latin, with: pair.cyrillic) }
        return text.reduce(into: "") { $0 += toCyrillic[$1] ?? String($1) }
    }
}
