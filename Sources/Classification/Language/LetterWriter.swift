/// Writes the letters of a `LetterSequence`.
struct LetterWriter {
    private let letters: UnsafeMutableBufferPointer<UInt16>
    /// How many letters have been written.
    private(set) var count = 1
    private var wordStart = 1
    private var hasLetter = false

    /// - Parameter letters: room for all letters and two more, or for `LetterSequence.limit` and three.
    init(_ letters: UnsafeMutableBufferPointer<UInt16>) {
        self.letters = letters
        letters[0] = 0
    }

    /// Adds a letter or digit; 0 ends the word.
    @inline(__always)
    mutating func append(_ letter: UInt16) {
        guard letter != 0 else { return endWord() }
        guard count <= LetterSequence.limit else { return }
        if letter > 0x39 {
            hasLetter = true
            if count >= 2, letters[count - 1] == letter, letters[count - 2] == letter { return }
        }
        letters[count] = letter
        count += 1
    }

    /// Ends the word, if there is one; a number is taken back.
    @inline(__always)
    mutating func endWord() {
        guard count > wordStart else { return }
        if hasLetter {
            letters[count] = 0
            count += 1
        } else {
            count = wordStart
        }
        wordStart = count
        hasLetter = false
    }

    /// Takes the word that has not ended back.
    mutating func dropWord() {
        count = wordStart
        hasLetter = false
    }

    /// Puts another letter in the place of the last.
    mutating func replaceLast(with letter: UInt16) {
        if count > wordStart { letters[count - 1] = letter }
    }
}
