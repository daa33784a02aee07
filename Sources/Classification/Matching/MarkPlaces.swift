/// Where each kind of mark stands first at or after each word.
struct MarkPlaces {
    /// Word and kind of mark in one number, rising.
    let keys: [Int]
    private let numbers: [Int32]

    init(_ marks: [PreparedText.Mark]) {
        guard !marks.isEmpty else {
            (keys, numbers) = ([], [])
            return
        }
        // Stable by number, so that the first of equal ones stays.
        let sorted = marks.enumerated().map { (key: Self.key($1.word, $1.kind.number), number: Int32($0)) }
            .sorted { ($0.key, $0.number) < ($1.key, $1.number) }
        var (keys, numbers) = ([Int](), [Int32]())
        for item in sorted where keys.last != item.key {
            keys.append(item.key)
            numbers.append(item.number)
        }
        (self.keys, self.numbers) = (keys, numbers)
    }

    /// The place in the text's marks of the first mark of a kind at a word.
    subscript(_ word: Int32, _ atom: Int32) -> Int32? {
        let key = Self.key(word, atom)
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key ? numbers[low] : nil
    }

    static func key(_ word: Int32, _ atom: Int32) -> Int { Int(word) * kinds + Int(atom) }

    /// The atom of the kind of mark in a key.
    static func atom(of key: Int) -> Int32 { Int32(key % kinds) }

    private static let kinds = TextMark.allCases.count
}
