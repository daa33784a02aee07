package import Domain

/// What can be read from a text besides its labels, where somebody wants it.
extension Classifier {
    /// The time limits that a text names, as days of the calendar, in the order of the text.
    /// - Parameter language: the language of the text; `und` where it is not known.
    /// - Parameter publishedOn: the day that "tomorrow" and "until Friday" are counted from.
    package func deadlines(in text: String, language: Language, publishedOn day: CivilDate) -> [Deadline] {
        let prepared = preparation.prepare(text)
        let bytes = text.utf8
        return DeadlineFinder(prepared, deadlineWords, language: language, publishedOn: day).found().map { found in
            let first = prepared.words[found.words.lowerBound].origin
            let last = prepared.words[found.words.upperBound].origin
            let start = bytes.index(bytes.startIndex, offsetBy: Int(first.byteStart))
            let end = bytes.index(bytes.startIndex, offsetBy: Int(last.byteEnd))
            return Deadline(
                date: found.date,
                text: String(text[start..<end]),
                start: Int(first.scalarStart),
                end: Int(last.scalarEnd)
            )
        }
    }

    /// The languages besides the main one that a stretch of a text is in: at least four words and 15 letters.
    ///
    /// Empty without a language model.
    package func otherLanguages(in text: String, besides main: Language) -> [Language] {
        switches?.languages(of: preparation.prepare(text).letters, besides: main) ?? []
    }

    /// A summary of the words of a text; see `LikenessSketch`.
    package func sketch(of text: String, seed: UInt64) -> LikenessSketch {
        let prepared = preparation.prepare(text)
        let words = prepared.words.map { word in
            prepared.folded[Int(word.start)..<Int(word.end)].reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
                ($0 ^ UInt64($1)) &* 0x100_0000_01B3
            }
        }
        return LikenessSketch(words: words, seed: seed)
    }

    /// The folded words of a text, for telling the same question in other spelling: case, diacritics, punctuation and
    /// repeated letters make no difference.
    ///
    /// Nil where fewer than `minLetters` letters are left.
    package func likeness(of text: String, minLetters: Int = 24) -> [UInt8]? {
        let prepared = preparation.prepare(text)
        return prepared.folded.count < minLetters ? nil : prepared.folded
    }
}
