import Domain

/// Reads lexicons into terms, and says of every bad line where and why.
struct LexiconReader {
    let table: FoldTable
    let topics: [TopicID]
    private(set) var terms: [Term] = []
    private(set) var letters: [LetterTerm] = []
    private(set) var faults: [LexiconFault] = []

    /// A letter that is typical of a language.
    struct LetterTerm {
        var language: Language
        var scalar: UInt32
        var weight: Int
    }

    init(table: FoldTable, topics: [TopicID]) {
        self.table = table
        self.topics = topics
    }

    /// Reads the lexicon of a language, or, without one, the lexicon of all languages.
    mutating func read(_ data: DataTable, language: Language?) {
        for line in data.lines {
            do {
                try read(line, of: data, language: language)
            } catch let fault {
                faults.append(fault)
            }
        }
    }

    private mutating func read(
        _ line: DataTable.Line,
        of data: DataTable,
        language: Language?
    ) throws(LexiconFault) {
        guard line.columns.count == 4 else {
            throw data.fault(line, "expected 4 columns (field, value, weight, pattern), found \(line.columns.count)")
        }
        guard let field = TermField(rawValue: line.columns[0]), field != .place else {
            throw data.fault(line, "unknown field '\(line.columns[0])'")
        }
        guard let weight = Int(line.columns[2]), (-9...9).contains(weight), weight != 0 else {
            throw data.fault(line, "the weight '\(line.columns[2])' is no whole number from -9 to 9 other than 0")
        }
        if field == .letter {
            return try readLetter(line, of: data, language: language, weight: weight)
        }
        guard isValid(line.columns[1], for: field) else {
            throw data.fault(line, "'\(line.columns[1])' is no value of '\(field.rawValue)'")
        }
        do throws(PatternFault) {
            let pattern = try TermPattern(line.columns[3], table)
            if field == .word, pattern.parts.flatMap({ $0 }).count > 1 {
                throw PatternFault(reason: "a 'word' is a single word")
            }
            terms.append(
                Term(language: language, field: field, value: line.columns[1], weight: weight, pattern: pattern)
            )
        } catch let fault {
            throw data.fault(line, fault.reason)
        }
    }

    private mutating func readLetter(
        _ line: DataTable.Line,
        of data: DataTable,
        language: Language?,
        weight: Int
    ) throws(LexiconFault) {
        let text = line.columns[3].lowercased()
        guard let language else { throw data.fault(line, "a letter needs the lexicon of a language") }
        guard text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first else {
            throw data.fault(line, "'\(text)' is no single letter")
        }
        letters.append(LetterTerm(language: language, scalar: scalar.value, weight: weight))
    }

    private func isValid(_ value: String, for field: TermField) -> Bool {
        switch field {
        case .word, .letter: value == "-"
        case .kind: Kind(rawValue: value) != nil
        case .topic: topics.contains(TopicID(rawValue: value))
        case .urgency: value == "acute" || value == "soon"
        case .minors: value == "yes"
        case .place: false
        }
    }

    /// Adds the spellings of a language in another script to its terms.
    mutating func add(_ transliteration: Transliteration, for language: Language) {
        for term in terms where term.language == language {
            for pattern in transliteration.variants(of: term.pattern) where pattern != term.pattern {
                var variant = term
                variant.pattern = pattern
                terms.append(variant)
            }
        }
    }
}
