import Domain
import Operations

/// The words of the interface in all its languages.
struct InterfaceBook: Sendable {
    /// The languages in alphabetical order of their codes.
    let languages: [Language]
    private let texts: [Language: [String: String]]

    /// - Parameter keys: every key that templates and code use.
    /// - Throws: `OperatorError` naming each key that a language lacks.
    init(_ config: ConfigFolder, keys: Set<String>) throws {
        texts = try config.interfaceTexts()
        languages = texts.keys.sorted()
        let lacking = languages.flatMap { language in
            keys.filter { texts[language]?[$0] == nil }.sorted().map { "\(language.rawValue): \($0)" }
        }
        guard lacking.isEmpty, texts[Self.fallback] != nil else {
            throw OperatorError(
                "The words of the pages are not complete: \(lacking.prefix(20).joined(separator: ", ")).",
                remedy: "Add them to the files of the folder 'interface' of the configuration; en.tsv must be there."
            )
        }
    }

    /// The words in a language that is there, else in English.
    func words(in language: Language) -> InterfaceWords {
        let shown = texts[language] == nil ? Self.fallback : language
        return InterfaceWords(language: shown, texts: texts[shown] ?? [:])
    }

    /// The first language that a visitor wants and that is there, else English.
    /// - Parameter wanted: what was chosen, the strongest wish first.
    /// - Parameter acceptLanguage: the header of that name.
    func language(wanted: [String?], acceptLanguage: String?) -> Language {
        let wishes = wanted.compactMap { $0 } + Self.wishes(acceptLanguage ?? "")
        for wish in wishes {
            let language = Language(rawValue: String(wish.prefix { $0 != "-" }).lowercased())
            if texts[language] != nil { return language }
        }
        return Self.fallback
    }

    /// The languages of an `Accept-Language` header, the best first; equal ones in their order.
    private static func wishes(_ header: String) -> [String] {
        let parts = header.prefix(500).split(separator: ",").enumerated().compactMap {
            index,
            part -> (String, Double, Int)? in
            let pieces = part.split(separator: ";").map { $0.trimmingPrefix { $0 == " " }.prefix { $0 != " " } }
            guard let name = pieces.first else { return nil }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return weight > 0 ? (String(name), weight, index) : nil
        }
        return parts.sorted { ($1.1, $0.2) < ($0.1, $1.2) }.map(\.0)
    }

    private static let fallback: Language = "en"
}

/// The words of the interface in one language.
struct InterfaceWords: Sendable {
    /// The language.
    let language: Language
    private let texts: [String: String]

    init(language: Language, texts: [String: String]) {
        self.language = language
        self.texts = texts
    }

    subscript(_ word: Word) -> String { text(word.rawValue) }

    /// Words with the named places in them filled in.
    func filled(_ word: Word, _ values: KeyValuePairs<String, String>) -> String {
        values.reduce(self[word]) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    /// The words of a key; `InterfaceBook` has made sure that they are there.
    func text(_ key: String) -> String { texts[key] ?? key }
}
