/// How people write the letters of one script in another: several schemes, each consistent in itself.
struct Transliteration {
    /// For each scheme: letter to spelling.
    private let schemes: [[Character: String]]

    /// Reads a table whose first column is the letter, with one further column per scheme.
    init(_ data: DataTable) {
        let width = data.lines.map(\.columns.count).max() ?? 1
        var schemes = Array(repeating: [Character: String](), count: max(0, width - 1))
        for line in data.lines {
            guard let letter = line.columns.first?.first else { continue }
            for (index, spelling) in line.columns.dropFirst().enumerated() { schemes[index][letter] = spelling }
        }
        self.schemes = schemes
    }

    /// The pattern in every scheme, without repetitions.
    func variants(of pattern: TermPattern) -> [TermPattern] {
        var seen: Set<TermPattern> = []
        return schemes.compactMap { scheme in
            let variant = spelled(pattern, scheme)
            return seen.insert(variant).inserted ? variant : nil
        }
    }

    private func spelled(_ pattern: TermPattern, _ scheme: [Character: String]) -> TermPattern {
        var result = pattern
        for part in result.parts.indices {
            for step in result.parts[part].indices {
                switch result.parts[part][step].atom {
                case .word(let word): result.parts[part][step].atom = .word(spelled(word, scheme))
                case .stem(let stem): result.parts[part][step].atom = .stem(spelled(stem, scheme))
                case .mark: break
                }
            }
        }
        return result
    }

    private func spelled(_ word: String, _ scheme: [Character: String]) -> String {
        word.reduce(into: "") { $0 += scheme[$1] ?? String($1) }
    }
}
