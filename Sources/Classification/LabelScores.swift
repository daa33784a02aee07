import Domain

/// Adds up what the terms found in a post say, label by label.
struct LabelScores {
    /// What one label got.
    struct Score {
        var sum: Int32 = 0
        /// The first word of the first term that counted.
        var first: Int32 = .max
        /// The terms that counted among `LabelScores.counted`, in the order of the text.
        var hits: Range<Int32> = 0..<0
    }

    let hits: TermHits
    /// The terms that counted, label by label.
    private(set) var counted: [TermHits.Hit] = []
    private var core: [Score]

    /// Where two terms for one label cover the same words the longer one counts, and of equal ones the heavier.
    ///
    /// - Parameter core: how many labels there are.
    init(_ hits: TermHits, core: Int) {
        self.hits = hits
        self.core = Array(repeating: Score(), count: core)
        guard !hits.hits.isEmpty else { return }
        let sorted = hits.hits.sorted { Self.comes($0, before: $1) }
        counted.reserveCapacity(sorted.count)
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end].label == sorted[start].label { end += 1 }
            add(sorted[start..<end])
            start = end
        }
    }

    /// The score of a label, by its number.
    subscript(_ label: Int) -> Score { core[label] }

    private static func comes(_ one: TermHits.Hit, before other: TermHits.Hit) -> Bool {
        if one.label != other.label { return one.label < other.label }
        if one.wordCount != other.wordCount { return one.wordCount > other.wordCount }
        if abs(one.weight) != abs(other.weight) { return abs(one.weight) > abs(other.weight) }
        return one.first < other.first
    }

    private mutating func add(_ group: ArraySlice<TermHits.Hit>) {
        let start = counted.count
        var score = Score()
        for hit in group where !counted[start...].contains(where: { hits.overlap($0, hit) }) {
            score.sum += hit.weight
            counted.append(hit)
        }
        counted[start...].sort { $0.first < $1.first }
        score.first = counted[start].first
        score.hits = Int32(start)..<Int32(counted.count)
        guard let label = group.first?.label else { return }
        core[Int(label)] = score
    }
}
