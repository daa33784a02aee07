/// Finds the terms of an index in one prepared text.
struct TermMatcher {
    private let index: TermIndex
    private let text: PreparedText
    /// For each word: where its atoms begin in `atoms`; one entry more than words.
    private var atomStarts: [Int32]
    private var atoms: [Int32]

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
        for word in 0..<Int32(max(text.words.count, atomStarts.count - 1)) {
            for atom in atoms(at: word) {
                for number in index.entriesByAtom[Int(atom)] {
                    let entry = index.entries[Int(number)]
                    guard entry.language < 0 || languages & 1 << UInt64(entry.language) != 0 else { continue }
                    guard !found.contains(number), let hit = match(entry, at: word) else { continue }
                    found.insert(number)
                    hits.append(hit)
                }
            }
        }
        return hits
    }

    private mutating func collectAtoms() {
        var marks = text.marks.sorted { $0.word < $1.word }[...]
        let count = max(text.words.count, text.marks.isEmpty ? 0 : 1)
        for word in 0..<count {
            atomStarts.append(Int32(atoms.count))
            if word < text.words.count { collectAtoms(of: text.words[word]) }
            while let mark = marks.first, mark.word <= Int32(word) {
                atoms.append(TermIndex.atom(of: mark.kind))
                marks.removeFirst()
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
        if part.count == 1, let kind = TermIndex.mark(of: part[0].atom) {
            let mark = text.marks.firstIndex { $0.kind == kind && max(0, $0.word) == word }
            return mark.map { -1 - Int32($0)...(-1 - Int32($0)) }
        }
        var position = word
        for step in part.dropFirst() {
            let candidates = position + 1...position + 1 + step.gap
            guard let next = candidates.first(where: { atoms(at: $0).contains(step.atom) }) else { return nil }
            position = next
        }
        return word...position
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
}
