import Domain

/// What words say about time limits, by language; read from `deadlines.tsv`.
struct DeadlineWords: Sendable {
    /// What a word says.
    enum Sense: Hashable, Sendable {
        /// The limit follows: "bis". It comes before: "kadar".
        case until, untilAfter
        /// The beginning of something follows, or comes before: no limit.
        case from, fromAfter
        /// A span follows: "within". It comes before: "içinde".
        case within, withinAfter
        case filler, next
        /// So many days ahead.
        case day(Int)
        /// 1 for Monday.
        case weekday(Int)
        case month(Int)
        case unit(Unit)
        /// The end of something; of what, where the word says it.
        case end(Unit?)
        case number(Int)
    }

    /// A span of time.
    enum Unit: String, Sendable {
        case day, week, month, year
    }

    private struct Entry {
        var languages: Set<String>
        var sense: Sense
    }

    private var words: [[UInt8]: [Entry]] = [:]
    private var stems: [[UInt8]: [Entry]] = [:]
    private var endings: [(languages: Set<String>, bytes: [UInt8])] = []
    private(set) var faults: [LexiconFault] = []

    init(_ table: DataTable, folder: PlaceFolder) {
        for line in table.lines {
            guard line.columns.count == 4 else {
                faults.append(table.fault(line, "expected 4 columns (kind, languages, value, words)"))
                continue
            }
            let languages = Set(line.columns[1].split(separator: " ").map(String.init))
            let texts = line.columns[3].split(separator: ",").map { String($0).trimmed }
            if line.columns[0] == "untilEnding" {
                endings += texts.map { (languages, folder.fold($0.utf8[...]).words.first ?? []) }
            } else if let sense = Self.sense(line.columns[0], line.columns[2]) {
                for text in texts { add(text, Entry(languages: languages, sense: sense), folder) }
            } else {
                faults.append(table.fault(line, "unknown kind '\(line.columns[0])' or value '\(line.columns[2])'"))
            }
        }
    }

    private mutating func add(_ text: String, _ entry: Entry, _ folder: PlaceFolder) {
        let folded = folder.fold(text.utf8[...])
        guard let word = folded.words.last else { return }
        if folded.isStem { stems[word, default: []].append(entry) } else { words[word, default: []].append(entry) }
    }

    private static func sense(_ kind: String, _ value: String) -> Sense? {
        switch kind {
        case "until": .until
        case "untilAfter": .untilAfter
        case "from": .from
        case "fromAfter": .fromAfter
        case "in": .within
        case "inAfter": .withinAfter
        case "filler": .filler
        case "next": .next
        case "day": Int(value).map(Sense.day)
        case "weekday": Int(value).map(Sense.weekday)
        case "month": Int(value).map(Sense.month)
        case "unit": Unit(rawValue: value).map(Sense.unit)
        case "end": .end(Unit(rawValue: value))
        case "number": Int(value).map(Sense.number)
        default: nil
        }
    }

    /// What a folded word says in a language; in every one where the language is undetermined.
    func senses(of word: ArraySlice<UInt8>, in language: Language) -> Set<Sense> {
        var found = senses(of: word, language.rawValue)
        for ending in endings where ending.languages.contains(language.rawValue) && word.ends(with: ending.bytes) {
            found.formUnion(senses(of: word.dropLast(ending.bytes.count), language.rawValue))
            found.insert(.untilAfter)
        }
        return found
    }

    private func senses(of word: ArraySlice<UInt8>, _ language: String) -> Set<Sense> {
        var found: Set<Sense> = []
        func take(_ entries: [Entry]?) {
            for entry in entries ?? []
            where language == "und" || entry.languages.contains(language) || entry.languages.contains("-") {
                found.insert(entry.sense)
            }
        }
        take(words[Array(word)])
        for length in stride(from: word.count, to: 2, by: -1) { take(stems[Array(word.prefix(length))]) }
        return found
    }
}

extension ArraySlice<UInt8> {
    /// Whether it ends with some bytes and has more before them.
    fileprivate func ends(with bytes: [UInt8]) -> Bool {
        count > bytes.count && suffix(bytes.count).elementsEqual(bytes)
    }
}
