/// The state of one pass over a text.
struct TextScan {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let table: CharacterTable
    private let entries: UnsafePointer<CharacterTable.Entry>
    private let alikes: LookAlikes
    private let addresses: AddressScan
    private var finder = WordFinder()
    private(set) var folded: FoldedBytes
    private(set) var letters: LetterWriter
    /// Everything but the folded bytes and the letters.
    private(set) var result = PreparedText()
    private var index = 0
    private var scalarIndex: Int32 = 0
    private var previous: UInt8 = 0

    init(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ table: CharacterTable,
        _ entries: UnsafePointer<CharacterTable.Entry>,
        _ alikes: LookAlikes,
        _ folded: FoldedBytes,
        _ letters: LetterWriter
    ) {
        (self.bytes, self.table, self.entries, self.alikes) = (bytes, table, entries, alikes)
        (self.folded, self.letters) = (folded, letters)
        addresses = AddressScan(bytes: bytes)
        result.words.reserveCapacity(bytes.count / 4 + 2)
    }

    mutating func run() {
        while index < bytes.count {
            if !finder.isInside, let address = addresses.address(at: index, after: previous) {
                passOver(address)
                continue
            }
            let (scalar, width) = Self.decode(bytes, at: index)
            take(scalar, width)
        }
        endWord()
        letters.endWord()
        result.scalarCount = Int(scalarIndex)
    }

    @inline(__always)
    private mutating func take(_ scalar: UInt32, _ width: Int) {
        let entry = table.entry(scalar, entries)
        if entry.fold != 0 {
            if !finder.isInside { beginWord(entry) }
            takeLetter(entry, scalar)
            finder.end = (Int32(index + width), scalarIndex + 1)
        } else if scalar >= 0xAD, FoldTable.isJoiner(scalar) {
            if FoldTable.isCombiningMark(scalar) { combine(scalar, width) }
        } else {
            endWord()
            takeSign(scalar, width)
        }
        previous = scalar < 0x80 ? UInt8(truncatingIfNeeded: scalar) : 0
        index += width
        scalarIndex += 1
    }

    @inline(__always)
    private mutating func takeLetter(_ entry: CharacterTable.Entry, _ scalar: UInt32) {
        if entry.script != .none {
            result.count(entry.script)
            finder.note(entry.script)
            if scalar >= 0x80, result.specialLetters.count < 400 { result.specialLetters.append(entry.letter) }
        }
        letters.append(entry.letter)
        finder.append(entry.fold, to: &folded)
    }

    private mutating func takeSign(_ scalar: UInt32, _ width: Int) {
        switch scalar {
        case 0x3F, 0x37E: addMark(.question, width)
        case 0x20AC, 0x24, 0xA3: addMark(.money, width)
        default: break
        }
    }

    /// A mark belongs to the letter before it, and makes й of и.
    private mutating func combine(_ mark: UInt32, _ width: Int) {
        guard finder.isInside else { return }
        finder.end = (Int32(index + width), scalarIndex + 1)
        let (plain, short) = (table.entry(0x438, entries), table.entry(0x439, entries))
        guard mark == 0x306, finder.lastFold == plain.fold else { return }
        folded.removeLast(plain.fold)
        finder.forgetRun()
        finder.append(short.fold, to: &folded)
        letters.replaceLast(with: short.letter)
    }

    private mutating func beginWord(_ entry: CharacterTable.Entry) {
        finder.begin(
            at: (Int32(index), scalarIndex),
            folded: folded.count,
            before: previous,
            isCapitalised: entry.isUpper
        )
    }

    private mutating func endWord() {
        guard let word = finder.finish(folded.count) else {
            return letters.endWord()
        }
        result.words.append(word)
        if finder.mixesScripts { unmix(word) }
        letters.endWord()
    }

    /// Reads a word that mixes scripts in one of them, where look-alike letters allow it.
    private mutating func unmix(_ word: PreparedText.Word) {
        var scalars: [UInt32] = []
        var position = Int(word.origin.byteStart)
        while position < Int(word.origin.byteEnd) {
            let (scalar, width) = Self.decode(bytes, at: position)
            scalars.append(scalar)
            position += width
        }
        guard scalars.count <= Self.longestMixed, let plain = alikes.oneScript(scalars) else { return }
        folded.removeLast(bytes: Int(word.end - word.start))
        letters.dropWord()
        finder.forgetRun()
        for (old, new) in zip(scalars, plain) {
            result.count(table.entry(old, entries).script, by: -1)
            let entry = table.entry(new, entries)
            guard entry.fold != 0 else { continue }
            result.count(entry.script)
            letters.append(entry.letter)
            finder.append(entry.fold, to: &folded)
        }
        result.words[result.words.count - 1].end = Int32(folded.count)
    }

    private mutating func addMark(_ kind: TextMark, _ width: Int) {
        let origin = PreparedText.Span(
            scalarStart: scalarIndex,
            scalarEnd: scalarIndex + 1,
            byteStart: Int32(index),
            byteEnd: Int32(index + width)
        )
        add(kind, origin)
    }

    private mutating func add(_ kind: TextMark, _ origin: PreparedText.Span) {
        result.marks.append(PreparedText.Mark(kind: kind, word: Int32(max(0, result.words.count - 1)), origin: origin))
    }

    private mutating func passOver(_ address: AddressScan.Address) {
        let (scalarStart, byteStart) = (scalarIndex, Int32(index))
        while index < address.end {
            if bytes[index] & 0xC0 != 0x80 { scalarIndex += 1 }
            index += 1
        }
        previous = 0x20
        guard address.isLink else { return }
        let origin = PreparedText.Span(
            scalarStart: scalarStart,
            scalarEnd: scalarIndex,
            byteStart: byteStart,
            byteEnd: Int32(index)
        )
        add(.link, origin)
    }

    /// Swift strings are valid UTF-8, so the width follows from the first byte.
    @inline(__always)
    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, width: Int) {
        let first = UInt32(bytes[index])
        if first < 0x80 { return (first, 1) }
        func next(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
        if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
        if first < 0xF0 { return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
        return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
    }

    /// Longer words are no words.
    private static let longestMixed = 60
}
