/// The gazetteer, compiled so that most words of a post are passed over after one look.
///
/// Read only.
final class PlaceIndex: Sendable {
    /// A word of a name: its stem and what may follow.
    struct Word: Sendable {
        var hash: UInt64
        var length: Int32
        var endings: UInt16
    }

    /// A name of a place.
    struct Form: Sendable {
        var place: Int32
        /// Where its first stem stands in `stems`, and how long it is.
        var stem: Int32
        var stemLength: Int32
        /// Its words after the first among `formWords`.
        var rest: Range<Int32>
        var endings: UInt16
        var needs: Need
    }

    /// What a name needs to be read as a place.
    enum Need: UInt8, Sendable {
        case nothing
        /// A capital letter, or a word that stands beside places.
        case capital
        /// A capital letter within a sentence, or a word that stands beside places.
        case emphasis
        /// A word that stands beside places.
        case company
    }

    /// The names of the places by their numbers.
    let names: [String]
    let endings: PlaceEndings.Table
    let before: PlaceRules.Words
    let after: PlaceRules.Words
    /// Names that are words, names of people, and words that are never places.
    let words: PlaceRules.Words
    let people: PlaceRules.Words
    let never: PlaceRules.Words
    /// The languages that write all nouns with a capital letter.
    let capitalising: UInt64
    /// The words of all forms.
    let formWords: [Word]
    let forms: [Form]
    /// The bytes of first stems.
    let stems: [UInt8]
    /// The keys of first stems; 0 where a slot is empty.
    private let slots: [UInt64]
    /// For each slot the forms that begin so.
    private let slotForms: [Range<Int32>]
    let filter: PlaceFilter
    private let shift: UInt64

    init(_ builder: PlaceIndexBuilder, _ rules: PlaceRules) {
        names = builder.names
        endings = builder.endings.table
        (before, after) = (rules.before, rules.after)
        (words, people, never) = (rules.words, rules.people, rules.never)
        capitalising = rules.capitalising
        formWords = builder.words
        filter = builder.filter
        stems = builder.stems
        let keys = builder.keys
        let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        var bits = UInt64(8)
        while 1 << bits < order.count * 2 { bits += 1 }
        shift = 64 - bits
        var table = Slots(hashes: Array(repeating: 0, count: 1 << bits), shift: shift)
        var forms: [Form] = []
        forms.reserveCapacity(order.count)
        for place in order {
            let words = builder.forms[place]
            let first = builder.words[Int(words.lowerBound)]
            table.insert(keys[place], Int32(forms.count))
            forms.append(
                Form(
                    place: builder.places[place],
                    stem: builder.stemStarts[place],
                    stemLength: first.length,
                    rest: words.lowerBound + 1..<words.upperBound,
                    endings: first.endings,
                    needs: builder.needs[place]
                )
            )
        }
        (self.forms, slots, slotForms) = (forms, table.hashes, table.forms)
    }

    /// The table of first stems while it is made.
    private struct Slots {
        var hashes: [UInt64]
        var forms: [Range<Int32>]
        let shift: UInt64

        init(hashes: [UInt64], shift: UInt64) {
            (self.hashes, self.shift) = (hashes, shift)
            forms = Array(repeating: 0..<0, count: hashes.count)
        }

        mutating func insert(_ hash: UInt64, _ number: Int32) {
            var slot = Int(PlaceIndex.spread(hash) >> shift)
            while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & (hashes.count - 1) }
            forms[slot] = hashes[slot] == 0 ? number..<number + 1 : forms[slot].lowerBound..<number + 1
            hashes[slot] = hash
        }
    }

    @inline(__always)
    private static func spread(_ hash: UInt64) -> UInt64 { hash &* 0x9E37_79B9_7F4A_7C15 }

    /// The forms whose first stem has a key.
    @inline(__always)
    func forms(_ key: UInt64) -> Range<Int32> {
        var slot = Int(Self.spread(key) >> shift)
        while slots[slot] != 0 {
            if slots[slot] == key { return slotForms[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return 0..<0
    }
}
