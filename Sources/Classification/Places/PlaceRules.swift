import Domain

/// How names of places are used in each language: their endings, the words beside them, and which of them are words.
///
/// Read from `place-rules.tsv` and `place-words.tsv`.
struct PlaceRules {
    /// What may stand in the place of the end of a name.
    struct Ending {
        /// The languages that do so, a bit each.
        var languages: UInt64
        /// The folded end of the name; empty for any.
        var end: [UInt8]
        /// The folded endings in its place.
        var values: [[UInt8]]
        /// Whether they say what a preposition says elsewhere.
        var isCase: Bool
    }

    /// For words before places, words after places, and names that are words: the languages by the hash of the word.
    struct Words {
        private var masks: [UInt64: UInt64] = [:]
        /// A bit for each word by the end of its hash, so that most others need no search.
        private var filter = [UInt64](repeating: 0, count: 256)

        mutating func add(_ word: [UInt8], _ languages: UInt64) {
            let hash = PlaceHash.of(word)
            masks[hash, default: 0] |= languages
            filter[Int(hash >> 6 & 255)] |= 1 << (hash & 63)
        }

        @inline(__always)
        func languages(_ hash: UInt64) -> UInt64 {
            filter[Int(hash >> 6 & 255)] & 1 << (hash & 63) == 0 ? 0 : masks[hash] ?? 0
        }
    }

    private(set) var endings: [Ending] = []
    private(set) var before = Words()
    private(set) var after = Words()
    /// Names that are words: places beside a word that stands beside places, or with a capital letter in a sentence.
    private(set) var words = Words()
    /// Names of people: places beside such a word only.
    private(set) var people = Words()
    /// Words that are never places.
    private(set) var never = Words()
    /// The languages that write all nouns with a capital letter.
    let capitalising: UInt64
    private(set) var faults: [LexiconFault] = []
    private let folder: PlaceFolder
    private let numbers: [String: UInt64]

    /// - Parameter languages: in the order of their bits.
    init(_ tables: [DataTable], languages: [Language], folder: PlaceFolder) {
        self.folder = folder
        numbers = Dictionary(languages.enumerated().map { ($1.rawValue, UInt64(1) << UInt64($0)) }) { first, _ in first
        }
        capitalising = numbers["de", default: 0]
        for table in tables {
            for line in table.lines { read(line, of: table) }
        }
    }

    private mutating func read(_ line: DataTable.Line, of table: DataTable) {
        guard line.columns.count == 4 else {
            return faults.append(table.fault(line, "expected 4 columns (kind, languages, end, values)"))
        }
        let codes = line.columns[1].split(separator: " ").map(String.init)
        let languages = codes == ["-"] ? UInt64.max : codes.reduce(0) { $0 | numbers[$1, default: 0] }
        let values = line.columns[3].split(separator: ",").map { value in
            value == "-" ? [] : folder.fold(value.utf8[...]).words.last ?? []
        }
        switch line.columns[0] {
        case "ending", "case":
            let end = line.columns[2] == "-" ? [] : folder.fold(line.columns[2].utf8[...]).words.first ?? []
            let isCase = line.columns[0] == "case"
            endings.append(Ending(languages: languages, end: end, values: values, isCase: isCase))
        case "before": values.forEach { before.add($0, languages) }
        case "after": values.forEach { after.add($0, languages) }
        case "word": values.forEach { words.add($0, languages) }
        case "person": values.forEach { people.add($0, languages) }
        case "never": values.forEach { never.add($0, languages) }
        default: faults.append(table.fault(line, "unknown kind '\(line.columns[0])'"))
        }
    }
}

/// The hash that names and words are looked up by: FNV-1a (Fowler, Noll, Vo; 64 bits).
enum PlaceHash {
    static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    @inline(__always)
    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(start) { step($0, $1) } }
}

/// Folds the names of the gazetteer, which are many, quickly.
struct PlaceFolder {
    let table: FoldTable

    /// A folded name.
    struct Folded {
        var words: [[UInt8]] = []
        /// Whether it ended with `*`.
        var isStem = false
        /// Whether there was a `*` elsewhere.
        var hasStrayStar = false
    }

    func fold(_ text: Substring.UTF8View) -> Folded {
        var (result, word) = (Folded(), [UInt8]())
        for scalar in Substring(text).unicodeScalars where !FoldTable.isJoiner(scalar.value) {
            if result.isStem { (result.isStem, result.hasStrayStar) = (false, true) }
            var fold = table.packed(scalar.value)
            if fold == 0 {
                if scalar == "*" { result.isStem = true }
                if !word.isEmpty { result.words.append(word) }
                word = []
            }
            while fold != 0 {
                word.append(UInt8(truncatingIfNeeded: fold))
                fold >>= 8
            }
        }
        if !word.isEmpty { result.words.append(word) }
        return result
    }
}
