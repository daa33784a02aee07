/// Turns a post into folded words, in one pass over its bytes.
///
/// Linear in the length of the text, whatever it holds. Runs of three or more equal letters become one. Styled letters
/// are read as plain ones, and words that mix look-alike letters of two scripts as words of one.
struct TextPreparation: Sendable {
    private let table: CharacterTable
    private let alikes: LookAlikes
    private let numbers: NumberMarks

    init(table: FoldTable, currencies: Set<String>, alikes: LookAlikes = LookAlikes(DataTable(file: "", text: ""))) {
        self.table = CharacterTable(fold: table, styled: alikes.styled)
        self.alikes = alikes
        self.numbers = NumberMarks(currencies: currencies)
    }

    func prepare(_ text: String) -> PreparedText {
        var text = text
        return text.withUTF8 { bytes in
            table.entries.withUnsafeBufferPointer { entries in
                guard let first = entries.baseAddress else { return PreparedText() }
                var result = PreparedText()
                var letters = LetterSequence()
                let folded = [UInt8](unsafeUninitializedCapacity: bytes.count * 2 + 4 + Self.margin) { folded, count in
                    letters = LetterSequence(room: bytes.count) { writer in
                        var scan = TextScan(bytes, table, first, alikes, FoldedBytes(folded), writer)
                        scan.run()
                        (result, count, writer) = (scan.result, scan.folded.count, scan.letters)
                    }
                    // Whoever looks at words eight bytes at a time may look beyond the last one.
                    for place in count..<count + Self.margin { folded[place] = 0 }
                }
                (result.folded, result.letters) = (folded, letters)
                numbers.mark(&result)
                return result
            }
        }
    }

    private static let margin = 8
}
