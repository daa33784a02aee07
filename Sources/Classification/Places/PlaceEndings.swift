/// Which endings a name may have, by how it ends itself.
///
/// A name is kept as a stem, which no language changes, and a class, which says what may follow the stem.
struct PlaceEndings {
    /// An ending, at most eight bytes, packed, and the languages that use it.
    struct Ending: Sendable {
        var bytes: UInt64
        var languages: UInt64
        /// Those of them in which it says what a preposition says elsewhere.
        var cases: UInt64 = 0
    }

    /// The endings of all classes, and those of each among them; the first is that of the name itself.
    struct Table: Sendable {
        fileprivate(set) var endings: [Ending] = []
        fileprivate(set) var classes: [Range<Int32>] = [0..<0]
        /// For each class 512 bits, one for every ending by its hash, so that most words need no search.
        fileprivate(set) var filters = [UInt64](repeating: 0, count: 8)
        /// The ending of a class that a rest is; nil where it is none in these languages.
        @inline(__always)
        func ending(_ rest: UInt64, of number: UInt16, in languages: UInt64) -> Int32? {
            let bit = Self.bit(rest)
            guard filters[Int(number) * 8 + (bit >> 6)] & 1 << UInt64(bit & 63) != 0 else { return nil }
            for place in classes[Int(number)]
            where endings[Int(place)].bytes == rest && endings[Int(place)].languages & languages != 0 {
                return place
            }
            return nil
        }

        @inline(__always)
        fileprivate static func bit(_ rest: UInt64) -> Int { Int((rest &* 0x9E37_79B9_7F4A_7C15) >> 55) }

        /// The hash of a name of a class by the hash of its stem.
        func name(_ number: UInt16, after stem: UInt64) -> UInt64 {
            var (hash, bytes) = (stem, endings[Int(classes[Int(number)].lowerBound)].bytes)
            while bytes != 0 {
                hash = PlaceHash.step(hash, UInt8(truncatingIfNeeded: bytes))
                bytes >>= 8
            }
            return hash
        }
    }

    private(set) var table = Table()
    private var numbers: [[UInt8]: UInt16] = [:]
    private let rules: [PlaceRules.Ending]
    private let longest: Int

    /// Any ending may follow the stem.
    static let any: UInt16 = 0

    init(_ rules: [PlaceRules.Ending]) {
        self.rules = rules
        longest = rules.map(\.end.count).max() ?? 0
    }

    /// The length of the stem of a name, and its class.
    mutating func stem(_ name: [UInt8]) -> (length: Int, number: UInt16) {
        let width = name.first.map { $0 >= 0xC0 } ?? false ? 2 : 1
        // Many words begin with the same three letters, so only names of three and four letters are kept so short.
        let least = width * (name.count > width * (Self.leastLetters + 1) ? Self.leastLetters + 1 : Self.leastLetters)
        var tail: [UInt8] = []
        for length in stride(from: min(longest, name.count - least), to: 0, by: -1) {
            let end = Array(name.suffix(length))
            if rules.contains(where: { $0.end == end }) {
                tail = end
                break
            }
        }
        if numbers[tail] == nil {
            numbers[tail] = UInt16(table.classes.count)
            let start = Int32(table.endings.count)
            table.endings += endings(of: tail)
            table.classes.append(start..<Int32(table.endings.count))
            var filter = [UInt64](repeating: 0, count: 8)
            for ending in table.endings[Int(start)...] {
                let bit = Table.bit(ending.bytes)
                filter[bit >> 6] |= 1 << UInt64(bit & 63)
            }
            table.filters += filter
        }
        return (name.count - tail.count, numbers[tail] ?? Self.any)
    }

    /// What may follow a stem whose name ends so: for each language by its longest rule.
    private func endings(of tail: [UInt8]) -> [Ending] {
        var result = [Ending(bytes: Self.packed(tail), languages: .max)]
        var done: UInt64 = 0
        for length in stride(from: tail.count, through: 0, by: -1) {
            var used: UInt64 = 0
            for rule in rules where rule.end == Array(tail.suffix(length)) && rule.languages & ~done != 0 {
                used |= rule.languages
                for value in rule.values {
                    let bytes = tail.dropLast(length) + value
                    guard bytes.count <= 8 else { continue }
                    let languages = rule.languages & ~done
                    result.append(
                        Ending(bytes: Self.packed(bytes), languages: languages, cases: rule.isCase ? languages : 0)
                    )
                }
            }
            done |= used
        }
        return result
    }

    /// Up to eight bytes in one number.
    static func packed(_ bytes: some Collection<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// So many letters of a name stay as they are.
    static let leastLetters = 3
}
