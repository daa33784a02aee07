/// Puts one word after the other together while a text is read.
struct WordFinder {
    /// A place in the text: in bytes and in Unicode scalars.
    typealias Place = (byte: Int32, scalar: Int32)

    private var word = PreparedText.Word()
    private var isNumber = true
    /// Where the word ends so far.
    var end: Place = (0, 0)
    /// The letter taken last.
    private(set) var lastFold: UInt32 = 0
    private var runLength = 0
    private var scripts: UInt8 = 0

    /// Whether a word has begun and not ended.
    private(set) var isInside = false

    /// Whether the word has both Latin and Cyrillic letters.
    var mixesScripts: Bool { scripts & Self.mixed == Self.mixed }

    mutating func begin(at place: Place, folded: Int, before: UInt8, isCapitalised: Bool) {
        word = PreparedText.Word(
            start: Int32(folded),
            end: Int32(folded),
            origin: PreparedText.Span(
                scalarStart: place.scalar,
                scalarEnd: place.scalar,
                byteStart: place.byte,
                byteEnd: place.byte
            ),
            before: before,
            isCapitalised: isCapitalised,
            isNumber: true
        )
        isInside = true
        isNumber = true
        scripts = 0
        forgetRun()
    }

    /// Notes the script of a letter.
    @inline(__always)
    mutating func note(_ script: LetterScript) { scripts |= 1 << script.rawValue }

    /// Adds a folded letter; of three or more equal ones only one stays.
    @inline(__always)
    mutating func append(_ fold: UInt32, to folded: inout FoldedBytes) {
        let isDigit = FoldTable.isDigit(fold)
        runLength = fold == lastFold && !isDigit ? runLength + 1 : 1
        lastFold = fold
        isNumber = isNumber && isDigit
        if runLength < 3 {
            folded.append(fold)
        } else if runLength == 3 {
            folded.removeLast(fold)
        }
    }

    /// Equal letters are counted anew.
    mutating func forgetRun() {
        lastFold = 0
        runLength = 0
    }

    /// Ends the word; nil where none had begun.
    mutating func finish(_ folded: Int) -> PreparedText.Word? {
        guard isInside else { return nil }
        isInside = false
        word.end = Int32(folded)
        word.isNumber = isNumber
        (word.origin.byteEnd, word.origin.scalarEnd) = end
        return word
    }

    private static let mixed: UInt8 = 1 << LetterScript.latin.rawValue | 1 << LetterScript.cyrillic.rawValue
}
