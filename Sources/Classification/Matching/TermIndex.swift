import Domain

/// All terms, compiled so that a post is matched in one pass over its words.
///
/// Read only.
struct TermIndex: Sendable {
    /// A step of a part with its atom as a number.
    struct Step: Sendable {
        var atom: Int32
        var gap: Int32
    }

    /// A compiled term.
    struct Entry: Sendable {
        /// The number of its language, or -1 for every language.
        var language: Int32
        /// The number of the label that it speaks for; -1 for words that only tell the language.
        var label: Int32
        var weight: Int32
        /// An atom besides the first that it needs; -1 where the first is all.
        var second: Int32
        /// Its parts among `parts`: the one that is looked for first, then the others.
        var parts: Range<Int32>
    }

    /// A language that an atom speaks for.
    struct Vote: Sendable {
        var language: Int32
        var weight: Double
    }

    private(set) var trie: WordTrie
    private(set) var entries: [Entry] = []
    /// Where each part's steps stand in `steps`.
    private(set) var parts: [Range<Int32>] = []
    private(set) var steps: [Step] = []
    /// For each atom, where the entries whose first step it is begin in `entryNumbers`; one more than atoms.
    private(set) var entryStarts: [Int32] = []
    private(set) var entryNumbers: [Int32] = []
    /// For each atom: the languages that it speaks for.
    private(set) var votes: [[Vote]] = []
    /// The labels, in the order of their numbers.
    private(set) var labels: [TermLabel]
    private var labelNumbers: [TermLabel: Int32] = [:]
    private var entriesByAtom: [[Int32]] = []
    private var builder = WordTrieBuilder()

    init(_ terms: [Term], languages: [Language], core: CoreLabels) {
        labels = core.all
        for (number, label) in labels.enumerated() { labelNumbers[label] = Int32(number) }
        let numbers = Dictionary(uniqueKeysWithValues: languages.enumerated().map { ($1, Int32($0)) })
        trie = WordTrie(nodes: [WordTrie.Node()], bytes: [0])
        for _ in TextMark.allCases { _ = makeAtom() }
        for term in terms { add(term, language: term.language.flatMap { numbers[$0] } ?? -1) }
        shareVotes()
        trie = builder.trie()
        builder = WordTrieBuilder()
        entryStarts = entriesByAtom.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) }
        entryNumbers = entriesByAtom.flatMap { $0 }
        entriesByAtom = []
    }

    /// The numbers of the entries whose first step is an atom.
    @inline(__always)
    func entryRange(of atom: Int32) -> Range<Int> { Int(entryStarts[Int(atom)])..<Int(entryStarts[Int(atom) + 1]) }

    /// The atom of a mark: the first atoms, in the order of the cases.
    static func atom(of mark: TextMark) -> Int32 { mark.number }

    /// The mark that an atom stands for; nil where it is a word.
    static func mark(of atom: Int32) -> TextMark? {
        TextMark.allCases.indices.contains(Int(atom)) ? TextMark.allCases[Int(atom)] : nil
    }

    private mutating func add(_ term: Term, language: Int32) {
        let parts = term.pattern.parts.map { $0.map { Step(atom: atom(of: $0.atom), gap: Int32($0.gap)) } }
        if term.field == .word {
            if let first = parts.first?.first, parts.count == 1, parts[0].count == 1, language >= 0 {
                votes[Int(first.atom)].append(Vote(language: language, weight: Double(term.weight)))
            }
            return
        }
        let label = number(of: TermLabel(field: term.field, value: term.value))
        let sorted = parts.sorted { $0.count > $1.count }
        guard let first = sorted.first?.first else { return }
        let entry = Entry(
            language: language,
            label: label,
            weight: Int32(term.weight),
            second: sorted[0].dropFirst().last?.atom ?? sorted.dropFirst().first?.last?.atom ?? -1,
            parts: added(sorted)
        )
        entriesByAtom[Int(first.atom)].append(Int32(entries.count))
        entries.append(entry)
        voteByContent(first.atom, language: language, field: term.field)
    }

    private mutating func added(_ new: [[Step]]) -> Range<Int32> {
        let start = Int32(parts.count)
        for part in new {
            let first = Int32(steps.count)
            steps += part
            parts.append(first..<Int32(steps.count))
        }
        return start..<Int32(parts.count)
    }

    /// Words about a topic speak for their language too, though less than function words; marks for none.
    private mutating func voteByContent(_ atom: Int32, language: Int32, field: TermField) {
        guard language >= 0, field != .place, Self.mark(of: atom) == nil,
            !votes[Int(atom)].contains(where: { $0.language == language })
        else {
            return
        }
        votes[Int(atom)].append(Vote(language: language, weight: Self.contentVote))
    }

    /// A word that several languages share speaks for each of them only in part.
    private mutating func shareVotes() {
        for atom in votes.indices where votes[atom].count > 1 {
            let share = 1 / Double(votes[atom].count)
            for vote in votes[atom].indices { votes[atom][vote].weight *= share }
        }
    }

    private mutating func atom(of atom: TermPattern.Step.Atom) -> Int32 {
        switch atom {
        case .mark(let mark): return Self.atom(of: mark)
        case .word(let word):
            var isNew = false
            let number = builder.atom(word: word) {
                isNew = true; return Int32(votes.count)
            }
            if isNew { _ = makeAtom() }
            return number
        case .stem(let stem):
            var isNew = false
            let number = builder.atom(stem: stem) {
                isNew = true; return Int32(votes.count)
            }
            if isNew { _ = makeAtom() }
            return number
        }
    }

    private mutating func makeAtom() -> Int32 {
        votes.append([])
        entriesByAtom.append([])
        return Int32(votes.count - 1)
    }

    private mutating func number(of label: TermLabel) -> Int32 {
        if let number = labelNumbers[label] { return number }
        let number = Int32(labels.count)
        labels.append(label)
        labelNumbers[label] = number
        return number
    }

    private static let contentVote = 0.4
}

/// A value of a field, such as topic `housing`.
struct TermLabel: Hashable, Sendable {
    var field: TermField
    var value: String
}
