import Domain

/// What a term of a lexicon speaks for.
enum TermField: String {
    case word, letter, kind, topic, urgency, minors, place
}

/// One entry of a lexicon.
struct Term {
    /// The language of the lexicon; nil for terms that hold in every language.
    var language: Language?
    var field: TermField
    var value: String
    /// -9...9; how strongly it speaks for the value.
    var weight: Int
    var pattern: TermPattern
}

/// A line of a data file that cannot be used.
package struct LexiconFault: Error, Equatable, CustomStringConvertible {
    /// The name of the file.
    package var file: String
    /// The line, from 1.
    package var line: Int
    /// What is wrong, for whoever edits the file.
    package var reason: String

    package var description: String { "\(file), line \(line): \(reason)" }
}
