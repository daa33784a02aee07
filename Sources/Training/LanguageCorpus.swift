package import Classification
import Foundation

/// The texts of all classes, varied as people vary them when they type.
package struct LanguageCorpus {
    /// The classes in the order of the model.
    package let classes: [String]
    private let sentences: [[String]]
    private let words: [[String]]
    private let posts: [[String]]
    private let table: LetterTable
    private let spellings: LatinSpellings

    /// - Parameters:
    ///   - sentences: for each class its sentences.
    ///   - words: for each class its rows of words.
    ///   - posts: for each class posts as people type them, in the script of the class; may be empty.
    package init(
        classes: [String],
        sentences: [[String]],
        words: [[String]],
        posts: [[String]],
        table: LetterTable,
        spellings: LatinSpellings
    ) {
        self.classes = classes
        self.sentences = sentences
        self.words = words
        self.posts = posts
        self.table = table
        self.spellings = spellings
    }

    /// One text drawn at random: first a class, then a text, then how it is typed.
    package func draw(_ random: inout SeededRandom) -> (sequence: LetterSequence, class: Int) {
        let label = random.below(classes.count)
        let pool = pool(of: label, random.below(100))
        var text = pool[random.below(pool.count)]
        if random.below(4) == 0 { text = shortened(text, &random) }
        if classes[label] == "bg-Latn" { text = spellings.spelled(text, &random) }
        if classes[label] == "sr-Latn" { text = SerbianLatin.spelled(text) }
        if classes[label] == "sr" { text = SerbianLatin.cyrillic(text) }
        var letters = text.unicodeScalars.map { table.letter($0.value) }
        if random.below(100) < 38 { letters = letters.map(table.withoutMarks) }
        return (LetterSequence(letters: letters), label)
    }

    /// Of a hundred draws eight take posts, 45 rows of words, the others sentences.
    private func pool(of label: Int, _ draw: Int) -> [String] {
        if draw < 8, !posts[label].isEmpty { return posts[label] }
        return draw < 53 && !words[label].isEmpty ? words[label] : sentences[label]
    }

    /// A few words out of the middle.
    private func shortened(_ text: String, _ random: inout SeededRandom) -> String {
        let words = text.split(separator: " ")
        guard words.count > 2 else { return text }
        let count = 1 + random.below(min(6, words.count))
        let start = random.below(words.count - count + 1)
        return words[start..<start + count].joined(separator: " ")
    }
}
