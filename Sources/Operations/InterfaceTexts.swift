package import Domain
import Foundation

extension ConfigFolder {
    /// The words of the pages by language and key, from `interface/<iso>.tsv`.
    /// - Throws: `OperatorError` where a line has no key and text, or a key stands twice.
    package func interfaceTexts() throws -> [Language: [String: String]] {
        var texts: [Language: [String: String]] = [:]
        for name in try names(in: "interface", ending: ".tsv") {
            var words: [String: String] = [:]
            for columns in try table("interface/\(name).tsv") {
                guard columns.count == 2, !columns[1].isEmpty, words[columns[0]] == nil else {
                    throw OperatorError(
                        "The file 'interface/\(name).tsv' of the configuration is wrong at '\(columns[0])'.",
                        remedy: "Every key stands once, with a TAB and its text after it."
                    )
                }
                words[columns[0]] = columns[1]
            }
            texts[Language(rawValue: name)] = words
        }
        return texts
    }
}
