/// The terms that were found in a text.
struct TermHits {
    /// Words that a part of a term covers, first to last; a mark that stands alone is -1 - n, where n is its place in
    /// `PreparedText.marks`.
    struct Span: Equatable {
        var first: Int32
        var last: Int32

        var count: Int32 { last - first + 1 }

        func overlaps(_ other: Span) -> Bool { first <= other.last && other.first <= last }
    }

    /// A term that was found.
    struct Hit {
        var label: Int32
        var weight: Int32
        /// Its spans among `spans`, one per part.
        var spans: Range<Int32>
        /// How many words it covers.
        var wordCount: Int32
        /// The first word of its first part.
        var first: Int32
    }

    private(set) var hits: [Hit] = []
    var spans: [Span] = []

    /// Adds a hit whose spans have been added from `start` on.
    mutating func add(label: Int32, weight: Int32, spansFrom start: Int) {
        var words: Int32 = 0
        for place in start..<spans.count { words += spans[place].count }
        hits.append(
            Hit(
                label: label,
                weight: weight,
                spans: Int32(start)..<Int32(spans.count),
                wordCount: words,
                first: spans[start].first
            )
        )
    }

    /// Whether two hits share a word or a mark.
    func overlap(_ one: Hit, _ other: Hit) -> Bool {
        one.spans.contains { mine in other.spans.contains { spans[Int(mine)].overlaps(spans[Int($0)]) } }
    }
}
