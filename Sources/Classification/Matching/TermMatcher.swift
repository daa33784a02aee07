/// Which atoms a text may hold: 512 bits, one for each atom by its number; says no only where there is none.
struct AtomSketch {
    private var bits = SIMD8<UInt64>.zero

    @inline(__always)
    mutating func insert(_ atom: Int32) { bits[Int(atom >> 6 & 7)] |= 1 << UInt64(atom & 63) }

    @inline(__always)
    func mayHold(_ atom: Int32) -> Bool { bits[Int(atom >> 6 & 7)] & 1 << UInt64(atom & 63) != 0 }
}

/// Finds the terms of an index in one prepared text.
struct TermMatcher {
    private let index: TermIndex
    private let text: PreparedText
    private let marks: MarkPlaces
    /// For each word: where its atoms begin in `atoms`; one entry more than words.
    private var atomStarts: [Int32]
    private var atoms: [Int32]
    private var present = AtomSketch()

    init(_ index: TermIndex, _ text: PreparedText) {
        self.index = index
        self.text = text
        marks = MarkPlaces(text.marks)
        atomStarts = []
        atoms = []
        atomStarts.reserveCapacity(text.words.count + 2)
        atoms.reserveCapacity(text.words.count * 2 + 4)
        collectAtoms()
    }

    /// Calls `body` with every atom of the text, word by word.
    func forEachAtom(_ body: (Int32) -> Void) {
        for atom in atoms { body(atom) }
    }

    /// The terms of the languages in `languages` (a bit each) and of all languages, each at its first place.
    func hits(languages: UInt64) -> TermHits {
        var hits = TermHits()
        guard !atoms.isEmpty else { return hits }
        var found = [UInt64](repeating: 0, count: index.entries.count / 64 + 1)
        // Spares a long text the search around every place for parts that it does not hold at all.
        let all = text.words.count > Self.longText ? Set(atoms) : nil
        for word in 0..<Int32(atomStarts.count - 1) {
            for place in atomRange(at: word) {
                for slot in index.entryRange(of: atoms[place]) {
                    let number = index.entryNumbers[slot]
                    let entry = index.entries[Int(number)]
                    guard entry.language < 0 || languages & 1 << UInt64(entry.language) != 0 else { continue }
                    let (cell, bit) = (Int(number >> 6), UInt64(1) << UInt64(number & 63))
                    guard found[cell] & bit == 0, entry.second < 0 || present.mayHold(entry.second),
                        mayMatch(entry, all), match(entry, at: word, &hits)
                    else { continue }
                    found[cell] |= bit
                }
            }
        }
        return hits
    }

    private func mayMatch(_ entry: TermIndex.Entry, _ all: Set<Int32>?) -> Bool {
        guard let all, entry.parts.count > 1 else { return true }
        return entry.parts.allSatisfy { part in
            index.parts[Int(part)].allSatisfy { all.contains(index.steps[Int($0)].atom) }
        }
    }

    private mutating func collectAtoms() {
        var next = 0
        let count = max(text.words.count, text.marks.isEmpty ? 0 : 1)
        text.folded.withUnsafeBufferPointer { folded in
            for word in 0..<count {
                atomStarts.append(Int32(atoms.count))
                if word < text.words.count { collectAtoms(of: text.words[word], folded) }
                while next < marks.keys.count, marks.keys[next] < MarkPlaces.key(Int32(word) + 1, 0) {
                    add(MarkPlaces.atom(of: marks.keys[next]))
                    next += 1
                }
            }
        }
        atomStarts.append(Int32(atoms.count))
    }

    @inline(__always)
    private mutating func collectAtoms(of word: PreparedText.Word, _ folded: UnsafeBufferPointer<UInt8>) {
        guard word.start < word.end else { return }
        var number = index.trie.child(ofRoot: folded[Int(word.start)])
        var position = Int(word.start) + 1
        while number != 0 {
            let node = index.trie.nodes[Int(number)]
            if node.stem >= 0 { add(node.stem) }
            if position == Int(word.end) {
                if node.word >= 0 { add(node.word) }
                return
            }
            number = index.trie.child(of: node, folded[position])
            position += 1
        }
    }

    @inline(__always)
    private mutating func add(_ atom: Int32) {
        atoms.append(atom)
        present.insert(atom)
    }

    @inline(__always)
    private func atomRange(at word: Int32) -> Range<Int> {
        guard word >= 0, Int(word) + 1 < atomStarts.count else { return 0..<0 }
        return Int(atomStarts[Int(word)])..<Int(atomStarts[Int(word) + 1])
    }

    private func holds(_ atom: Int32, at word: Int32) -> Bool { atomRange(at: word).contains { atoms[$0] == atom } }

    private func match(_ entry: TermIndex.Entry, at word: Int32, _ hits: inout TermHits) -> Bool {
        guard let first = span(of: index.parts[Int(entry.parts.lowerBound)], from: word) else { return false }
        let start = hits.spans.count
        hits.spans.append(first)
        for part in entry.parts.dropFirst() {
            guard let span = near(index.parts[Int(part)], around: word) else {
                hits.spans.removeLast(hits.spans.count - start)
                return false
            }
            hits.spans.append(span)
        }
        hits.add(label: entry.label, weight: entry.weight, spansFrom: start)
        return true
    }

    /// What a part that begins at a word covers; nil where it does not stand there.
    private func span(of part: Range<Int32>, from word: Int32) -> TermHits.Span? {
        let atom = index.steps[Int(part.lowerBound)].atom
        if part.count == 1 {
            guard TermIndex.mark(of: atom) != nil else { return TermHits.Span(first: word, last: word) }
            return marks[word, atom].map { TermHits.Span(first: -1 - $0, last: -1 - $0) }
        }
        return end(of: part.dropFirst(), after: word).map { TermHits.Span(first: word, last: $0) }
    }

    /// The last word of the steps that follow a word; where a gap leaves a choice, the nearest that goes on.
    private func end(of steps: Range<Int32>, after word: Int32) -> Int32? {
        guard let number = steps.first else { return word }
        let step = index.steps[Int(number)]
        for next in word + 1...word + 1 + step.gap where holds(step.atom, at: next) {
            if let end = end(of: steps.dropFirst(), after: next) { return end }
        }
        return nil
    }

    /// The nearest place of a further part.
    private func near(_ part: Range<Int32>, around word: Int32) -> TermHits.Span? {
        let atom = index.steps[Int(part.lowerBound)].atom
        for distance in 0...Self.window {
            if holds(atom, at: word + distance), let span = span(of: part, from: word + distance) { return span }
            guard distance > 0 else { continue }
            if holds(atom, at: word - distance), let span = span(of: part, from: word - distance) { return span }
        }
        return nil
    }

    /// How many words may stand between the parts of a term.
    private static let window: Int32 = 25
    /// From how many words on a text is long.
    private static let longText = 200
}
