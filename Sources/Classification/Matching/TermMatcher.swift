/// Finds the terms of an index in one prepared text.
struct TermMatcher {
    private let index: TermIndex
    private let text: PreparedText
    /// For each word: where its atoms begin in `atoms`; one entry more than words.
    private var atomStarts: [Int32]
    private var atoms: [Int32]
    /// For each word and kind of mark (see `markKey`): the first such mark there, as its place in the text's marks.
    private var marks: [Int: Int32] = [:]

    /// A term that was found.
    struct Hit {
        var label: Int32
        var weight: Int32
        /// Words that it covers, first to last, one range per part; a mark that stands alone has the range
        /// -1 - n, where n is its place in `PreparedText.marks`.
        var ranges: [ClosedRange<Int32>]

        var wordCount: Int32 { ranges.reduce(0) { $0 + $1.upperBound - $1.lowerBound + 1 } }
    }

    init(_ index: TermIndex, _ text: PreparedText) {
        self.index = index
        self.text = text
        atomStarts = []
        atoms = []
        atomStarts.reserveCapacity(text.words.count + 1)
        for (number, mark) in text.marks.enumerated() {
            let key = Self.markKey(mark.word, TermIndex.atom(of: mark.kind))
            if marks[key] == nil { marks[key] = Int32(number) }
        }
        collectAtoms()
    }

    /// Calls `body` with every atom of the text, word by word.
    func forEachAtom(_ body: (Int32) -> Void) {
        for atom in atoms { body(atom) }
    }

    /// The terms of the languages in `languages` (a bit each) and of all languages, each at its first place.
    func hits(languages: UInt64) -> [Hit] {
        var hits: [Hit] = []
        var found: Set<Int32> = []
        // Spares a long text the search around every place for parts that it does not hold at all.
        let present = text.words.count > Self.longText ? Set(atoms) : nil
        for word in 0..<Int32(max(text.words.count, atomStarts.count - 1)) {
            for atom in atoms(at: word) {
                for number in index.entriesByAtom[Int(atom)] {
                    let entry = index.entries[Int(number)]
                    guard entry.language < 0 || languages & 1 << UInt64(entry.language) != 0 else { continue }
                    guard !found.contains(number), mayMatch(entry, present), let hit = match(entry, at: word) else {
                        continue
                    }
                    found.insert(number)
                    hits.append(hit)
                }
            }
        }
        return hits
    }

    private func mayMatch(_ entry: TermIndex.Entry, _ present: Set<Int32>?) -> Bool {
        guard let present, entry.parts.count > 1 else { return true }
        return entry.parts.allSatisfy { part in part.allSatisfy { present.contains($0.atom) } }
    }

    private mutating func collectAtoms() {
        let markKeys = marks.keys.sorted()
        var next = 0
        let count = max(text.words.count, text.marks.isEmpty ? 0 : 1)
        for word in 0..<count {
            atomStarts.append(Int32(atoms.count))
            if word < text.words.count { collectAtoms(of: text.words[word]) }
            while next < markKeys.count, markKeys[next] < Self.markKey(Int32(word) + 1, 0) {
                atoms.append(Int32(markKeys[next] % TextMark.allCases.count))
                next += 1
            }
        }
        atomStarts.append(Int32(atoms.count))
    }

    private mutating func collectAtoms(of word: PreparedText.Word) {
        var node: Int32 = 0
        let end = Int(word.end)
        for position in Int(word.start)..<end {
            node = index.trie.child(of: node, text.folded[position])
            if node == 0 { return }
            let stem = index.trie.stems[Int(node)]
            if stem >= 0 { atoms.append(stem) }
        }
        let whole = index.trie.words[Int(node)]
        if whole >= 0 { atoms.append(whole) }
    }

    private func atoms(at word: Int32) -> ArraySlice<Int32> {
        guard word >= 0, Int(word) + 1 < atomStarts.count else { return [] }
        return atoms[Int(atomStarts[Int(word)])..<Int(atomStarts[Int(word) + 1])]
    }

    private func match(_ entry: TermIndex.Entry, at word: Int32) -> Hit? {
        if entry.needsCapital, !text.words.indices.contains(Int(word)) || !text.words[Int(word)].isCapitalised {
            return nil
        }
        guard let first = range(of: entry.parts[0], from: word) else { return nil }
        var ranges = [first]
        for part in entry.parts.dropFirst() {
            guard let range = near(part, around: word) else { return nil }
            ranges.append(range)
        }
        return Hit(label: entry.label, weight: entry.weight, ranges: ranges)
    }

    /// What a part that begins at a word covers; nil where it does not stand there.
    private func range(of part: [TermIndex.Step], from word: Int32) -> ClosedRange<Int32>? {
        if part.count == 1, TermIndex.mark(of: part[0].atom) != nil {
            return marks[Self.markKey(word, part[0].atom)].map { -1 - $0...(-1 - $0) }
        }
        return end(of: part.dropFirst(), after: word).map { word...$0 }
    }

    /// The last word of the steps that follow a word; where a gap leaves a choice, the nearest that goes on.
    private func end(of steps: ArraySlice<TermIndex.Step>, after word: Int32) -> Int32? {
        guard let step = steps.first else { return word }
        for next in word + 1...word + 1 + step.gap where atoms(at: next).contains(step.atom) {
            if let end = end(of: steps.dropFirst(), after: next) { return end }
        }
        return nil
    }

    private static func markKey(_ word: Int32, _ atom: Int32) -> Int {
        Int(word) * TextMark.allCases.count + Int(atom)
    }

    /// The nearest place of a further part.
    private func near(_ part: [TermIndex.Step], around word: Int32) -> ClosedRange<Int32>? {
        guard let first = part.first else { return nil }
        for distance in 0...Self.window {
            for candidate in distance == 0 ? [word] : [word + distance, word - distance]
            where atoms(at: candidate).contains(first.atom) {
                if let range = range(of: part, from: candidate) { return range }
            }
        }
        return nil
    }

    /// How many words may stand between the parts of a term.
    private static let window: Int32 = 25
    /// From how many words on a text is long.
    private static let longText = 200
}
