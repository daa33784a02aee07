/// Turns a post into folded words, in one pass over its bytes.
///
/// Linear in the length of the text, whatever it holds. Runs of three or more equal letters become one.
struct TextPreparation: Sendable {
    private let table: FoldTable
    private let numbers: NumberMarks

    init(table: FoldTable, currencies: Set<String>) {
        self.table = table
        self.numbers = NumberMarks(currencies: currencies)
    }

    func prepare(_ text: String) -> PreparedText {
        var text = text
        return text.withUTF8 { bytes in
            var scan = Scan(bytes: bytes, table: table)
            scan.run()
            numbers.mark(&scan.result)
            return scan.result
        }
    }

    /// The state of one pass.
    private struct Scan {
        let bytes: UnsafeBufferPointer<UInt8>
        let table: FoldTable
        let addresses: AddressScan
        var result = PreparedText()
        private var index = 0
        private var scalarIndex: Int32 = 0
        private var word: PreparedText.Word?
        private var previous: UInt8 = 0
        private var lastFold: UInt32 = 0
        private var runLength = 0

        init(bytes: UnsafeBufferPointer<UInt8>, table: FoldTable) {
            self.bytes = bytes
            self.table = table
            addresses = AddressScan(bytes: bytes)
            result.folded.reserveCapacity(bytes.count)
            result.words.reserveCapacity(bytes.count / 5 + 2)
        }

        mutating func run() {
            while index < bytes.count {
                if word == nil, let address = addresses.address(at: index, after: previous) {
                    passOver(address)
                    continue
                }
                let (scalar, width) = decode(at: index)
                take(scalar, width)
            }
            endWord()
            result.scalarCount = Int(scalarIndex)
        }

        private mutating func take(_ scalar: UInt32, _ width: Int) {
            let fold = table.packed(scalar)
            if fold == 0, FoldTable.isJoiner(scalar) {
                if FoldTable.isCombiningMark(scalar) { combine(scalar) }
            } else if fold == 0 {
                endWord()
                if scalar == 0x3F || scalar == 0x37E { addMark(.question, from: scalarIndex, to: scalarIndex + 1) }
                if scalar == 0x20AC || scalar == 0x24 || scalar == 0xA3 {
                    addMark(.money, from: scalarIndex, to: scalarIndex + 1)
                }
            } else {
                beginWordIfNeeded(scalar)
                count(scalar, fold)
                append(fold)
            }
            previous = scalar < 0x80 ? UInt8(scalar) : 0
            index += width
            scalarIndex += 1
        }

        /// A mark belongs to the letter before it, and makes й of и.
        private mutating func combine(_ mark: UInt32) {
            guard word != nil else { return }
            word?.scalarEnd = scalarIndex + 1
            guard mark == 0x306, lastFold == table.packed(0x438), result.folded.count >= 2 else { return }
            result.folded.removeLast(2)
            runLength = 0
            append(table.packed(0x439))
        }

        private mutating func beginWordIfNeeded(_ scalar: UInt32) {
            guard word == nil else { return }
            let position = Int32(result.folded.count)
            word = PreparedText.Word(
                start: position,
                end: position,
                scalarStart: scalarIndex,
                scalarEnd: scalarIndex,
                before: previous,
                isCapitalised: isUpper(scalar),
                isNumber: true
            )
            lastFold = 0
            runLength = 0
        }

        private mutating func append(_ fold: UInt32) {
            let isDigit = FoldTable.isDigit(fold)
            runLength = fold == lastFold && !isDigit ? runLength + 1 : 1
            lastFold = fold
            if runLength == 3 {
                let width = fold < 0x100 ? 1 : fold < 0x10000 ? 2 : fold < 0x100_0000 ? 3 : 4
                result.folded.removeLast(width)
            }
            if runLength < 3 {
                var rest = fold
                while rest != 0 {
                    result.folded.append(UInt8(truncatingIfNeeded: rest))
                    rest >>= 8
                }
            }
            word?.end = Int32(result.folded.count)
            word?.scalarEnd = scalarIndex + 1
            if !isDigit { word?.isNumber = false }
        }

        private mutating func endWord() {
            guard let ended = word else { return }
            result.words.append(ended)
            word = nil
        }

        private mutating func addMark(_ kind: TextMark, from start: Int32, to end: Int32) {
            result.marks.append(
                PreparedText.Mark(
                    kind: kind,
                    word: Int32(max(0, result.words.count - 1)),
                    scalarStart: start,
                    scalarEnd: end
                )
            )
        }

        private mutating func count(_ scalar: UInt32, _ fold: UInt32) {
            if scalar < 0x80 {
                if fold > 0x39 { result.latin += 1 }
                return
            }
            switch scalar {
            case 0xC0...0x24F, 0x1E00...0x1EFF: result.latin += 1
            case 0x370...0x3FF: result.greek += 1
            case 0x400...0x52F: result.cyrillic += 1
            case 0x600...0x6FF: result.arabic += 1
            default: result.otherLetters += 1
            }
            if result.specialLetters.count < 400 { result.specialLetters.append(lower(scalar)) }
        }

        private func isUpper(_ scalar: UInt32) -> Bool {
            if scalar < 0x80 { return scalar >= 0x41 && scalar <= 0x5A }
            return Unicode.Scalar(scalar)?.properties.isUppercase ?? false
        }

        private func lower(_ scalar: UInt32) -> UInt32 {
            Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar
        }

        private mutating func passOver(_ address: AddressScan.Address) {
            let start = scalarIndex
            while index < address.end {
                let (_, width) = decode(at: index)
                index += width
                scalarIndex += 1
            }
            previous = 0x20
            if address.isLink { addMark(.link, from: start, to: scalarIndex) }
        }

        /// Swift strings are valid UTF-8, so the width follows from the first byte.
        private func decode(at index: Int) -> (scalar: UInt32, width: Int) {
            let first = UInt32(bytes[index])
            if first < 0x80 { return (first, 1) }
            func next(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
            if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
            if first < 0xF0 { return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
            return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
        }
    }
}
