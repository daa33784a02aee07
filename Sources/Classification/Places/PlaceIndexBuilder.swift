/// Reads the gazetteer: name, country, region, forms.
struct PlaceIndexBuilder {
    private(set) var names: [String] = []
    /// The words of all forms, the words of each form among them, its place, and what it needs.
    private(set) var words: [PlaceIndex.Word] = []
    private(set) var forms: [Range<Int32>] = []
    private(set) var places: [Int32] = []
    private(set) var needs: [PlaceIndex.Need] = []
    /// The key of each form, and its first stem among `stems`.
    private(set) var keys: [UInt64] = []
    private(set) var stemStarts: [Int32] = []
    private(set) var stems: [UInt8] = []
    private(set) var filter = PlaceFilter()
    private(set) var endings: PlaceEndings
    private(set) var faults: [LexiconFault] = []
    private var numbers: [String: Int32] = [:]
    private let before: PlaceRules.Words
    private let folder: PlaceFolder

    init(_ rules: PlaceRules, folder: PlaceFolder) {
        endings = PlaceEndings(rules.endings)
        before = rules.before
        self.folder = folder
    }

    /// Reads a table; where two give the same form, the first wins.
    mutating func read(_ file: String, _ text: String) {
        var number = 0
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard let first = line.first, first != UInt8(ascii: "#"), line.contains(where: { $0 > 0x20 }) else {
                continue
            }
            let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard columns.count == 4 else {
                fault(file, number, "expected 4 columns (name, country, region, forms)")
                continue
            }
            let place = place(String(Substring(columns[0])).trimmed)
            for form in columns[3].split(separator: UInt8(ascii: ",")) { add(form, place, file, number) }
        }
    }

    private mutating func place(_ name: String) -> Int32 {
        if let number = numbers[name] { return number }
        let number = Int32(names.count)
        names.append(name)
        numbers[name] = number
        return number
    }

    private mutating func add(_ text: Substring.UTF8View, _ place: Int32, _ file: String, _ line: Int) {
        var text = text.drop { $0 <= 0x20 }
        let needsCapital = text.first == UInt8(ascii: "^")
        if needsCapital { text = text.dropFirst() }
        let folded = folder.fold(text)
        guard folded.words.contains(where: { !$0.isEmpty }) else {
            let shown = String(Substring(text)).trimmed
            if !shown.isEmpty { fault(file, line, "form '\(shown)': '\(shown)' holds no letter or digit") }
            return
        }
        guard !folded.hasStrayStar else {
            let shown = String(Substring(text)).trimmed
            let reason = "'*' stands only at the end of a word, not inside '\(shown)'"
            return fault(file, line, "form '\(needsCapital ? "^" : "")\(shown)': \(reason)")
        }
        add(folded, needsCapital ? .capital : .nothing, place)
    }

    /// A word before the name that stands before any place is taken for a sign that the name alone is no place.
    private mutating func add(_ folded: PlaceFolder.Folded, _ needs: PlaceIndex.Need, _ place: Int32) {
        var (words, needs) = (folded.words[...], needs)
        if words.count > 1, let first = words.first, before.languages(PlaceHash.of(first)) != 0 {
            (words, needs) = (words.dropFirst(), .company)
        }
        guard let first = words.first, first.count >= PlaceEndings.leastLetters * (first[0] >= 0xC0 ? 2 : 1) else {
            return
        }
        let start = Int32(self.words.count)
        for (offset, word) in words.enumerated() {
            let isStem = folded.isStem && offset == words.count - 1
            let (length, number) = isStem ? (word.count, PlaceEndings.any) : endings.stem(word)
            if offset == 0 {
                guard let key = filter.insert(word[..<length]) else { return }
                keys.append(key)
                stemStarts.append(Int32(stems.count))
                stems += word[..<length]
            }
            self.words.append(
                PlaceIndex.Word(hash: PlaceHash.of(word[..<length]), length: Int32(length), endings: number)
            )
        }
        forms.append(start..<Int32(self.words.count))
        places.append(place)
        self.needs.append(needs)
    }

    private mutating func fault(_ file: String, _ line: Int, _ reason: String) {
        faults.append(LexiconFault(file: file, line: line, reason: reason))
    }
}
