package import Answering
package import Classification
package import Domain
package import Foundation
package import Likeness
package import Platforms
import Yams

/// The folder `Config`: languages, topics, terms, places, templates, limits and column mappings as files.
package struct ConfigFolder: Sendable {
    /// Where the folder is.
    package let url: URL

    package init(_ url: URL) { self.url = url }

    /// The topics in their order.
    package func topics() throws -> [TopicID] {
        try lines("topics.tsv").compactMap { $0.first.map(TopicID.init(rawValue:)) }
    }

    /// The longest answer that each platform takes.
    package func answerLimits() throws -> [Platform: Int] {
        try lines("platforms.tsv").reduce(into: [:]) { limits, columns in
            guard columns.count == 2, let platform = Platform(rawValue: columns[0]), let limit = Int(columns[1]),
                limit > 0
            else {
                throw Self.fault(
                    "platforms.tsv",
                    "expected a platform and a number, found '\(columns.joined(separator: " "))'"
                )
            }
            limits[platform] = limit
        }
    }

    /// The classifier from lexicons, gazetteer and thresholds.
    /// - Throws: `OperatorError` naming every line that cannot be used.
    /// - Parameters:
    ///   - encoder: the sentence encoder of the deep tier, where there is one.
    ///   - models: a folder with other linear models than those in use.
    package func classifier(encoder: (any TextEncoder)? = nil, models: URL? = nil) throws -> Classifier {
        let files = try names(in: "lexicon", ending: ".tsv")
        var lexicons: [Language: String] = [:]
        var spellings: [Language: String] = [:]
        for name in files where name != "common" {
            let text = try text("lexicon/\(name).tsv")
            if name.hasSuffix("-Latn") {
                spellings[Language(rawValue: String(name.dropLast(5)))] = text
            } else {
                lexicons[Language(rawValue: name)] = text
            }
        }
        var data = ClassifierData(
            topics: try topics(),
            lexicons: lexicons,
            commonLexicon: files.contains("common") ? try text("lexicon/common.tsv") : nil,
            transliterations: spellings,
            places: try text("places.tsv"),
            currencies: try lines("currencies.txt").compactMap(\.first),
            thresholds: try decoded(ClassifierData.Thresholds.self, "classification.yaml"),
            languageModel: try languageModel()
        )
        data.letters = try text("letters.tsv")
        data.gazetteer = try text("gazetteer.tsv")
        data.placeRules = try text("place-rules.tsv")
        data.placeWords = try text("place-words.tsv")
        data.deadlines = try text("deadlines.tsv")
        data.neighbours = try text("neighbours.tsv")
        data.fastHeads = try heads("fast.heads", in: models)
        if encoder != nil {
            data.deepHeads = try heads("deep.heads", in: models)
            data.attentionHeads = try attentionHeads(in: models)
        }
        data.headsFingerprint = ModelFolder(models ?? self.models.url).fingerprint(hasEncoder: encoder != nil)
        do throws(ClassifierDataFaults) {
            return try Classifier(data, encoder: encoder)
        } catch {
            let listed = error.faults.prefix(20).map { "  \($0)" }.joined(separator: "\n")
            throw OperatorError(
                "\(error.faults.count) lines of the lexicons cannot be used:\n\(listed)",
                remedy: "Correct them in '\(url.path)'; Docs/lexicons.md describes the format."
            )
        }
    }

    /// Where the models in use are.
    package var models: ModelFolder { ModelFolder(url.appending(path: "models")) }

    /// Linear models by the name of their file; nil where there are none.
    /// - Parameter folder: nil for the models in use.
    /// - Throws: `OperatorError` where the file is damaged.
    package func heads(_ name: String, in folder: URL? = nil) throws -> LinearHeads? {
        guard let bytes = ModelFolder(folder ?? models.url).bytes(name) else { return nil }
        do throws(ModelFileFault) {
            return try LinearHeads(fileBytes: bytes)
        } catch {
            throw Self.fault("models/\(name)", error.reason)
        }
    }

    private func attentionHeads(in folder: URL?) throws -> AttentionHeads? {
        let name = "attention.heads"
        guard let bytes = ModelFolder(folder ?? models.url).bytes(name) else { return nil }
        do throws(ModelFileFault) {
            return try AttentionHeads(fileBytes: bytes)
        } catch {
            throw Self.fault("models/\(name)", error.reason)
        }
    }

    /// The language model; nil where there is none.
    /// - Throws: `OperatorError` where the file is damaged.
    package func languageModel() throws -> LanguageModel? {
        guard let data = FileManager.default.contents(atPath: url.appending(path: "models/languages.model").path) else {
            return nil
        }
        do throws(ModelFileFault) {
            return try LanguageModel(fileBytes: Array(data))
        } catch {
            throw Self.fault("models/languages.model", error.reason)
        }
    }

    /// What makes vectors comparable; nil where there is no such file.
    /// - Throws: `OperatorError` where the file is damaged.
    package func meaningSpace() throws -> MeaningSpace? {
        let path = "models/likeness.space"
        guard let data = FileManager.default.contents(atPath: url.appending(path: path).path) else { return nil }
        guard let space = MeaningSpace(text: String(decoding: data, as: UTF8.self)) else {
            throw Self.fault(path, "it is no likeness space")
        }
        return space
    }

    /// From which likeness on something is shown.
    package func likenessThresholds() throws -> LikenessThresholds {
        try decoded(LikenessThresholds.self, "likeness.yaml")
    }

    /// The reply templates by their keys.
    /// - Throws: `OperatorError` where a file cannot be read, or a wording has an unknown variable.
    package func templates() throws -> [Template] {
        try names(in: "templates", ending: ".yaml").map { name in
            let template = try decoded(Template.self, "templates/\(name).yaml")
            guard template.key == name else {
                throw Self.fault("templates/\(name).yaml", "its key is '\(template.key)', not the name of the file")
            }
            for (language, variant) in template.variants.sorted(by: { $0.key < $1.key }) {
                for words in [variant.text, variant.short] {
                    do throws(TemplateTextFault) {
                        _ = try TemplateText(words)
                    } catch {
                        throw Self.fault("templates/\(name).yaml", "variant \(language): \(error.reason)")
                    }
                }
            }
            return template
        }
    }

    /// The saved column mappings by their names.
    package func mappings() throws -> [ColumnMapping] {
        try names(in: "csv", ending: ".yaml").map { try decoded(ColumnMapping.self, "csv/\($0).yaml") }
    }

    func names(in folder: String, ending: String) throws -> [String] {
        let place = url.appending(path: folder)
        guard let found = FileManager.default.enumerator(atPath: place.path) else { return [] }
        return found.compactMap { $0 as? String }.filter { $0.hasSuffix(ending) && !$0.contains("/") }
            .map { String($0.dropLast(ending.count)) }.sorted()
    }

    private func text(_ path: String) throws -> String {
        do {
            return try String(contentsOf: url.appending(path: path), encoding: .utf8)
        } catch {
            throw OperatorError(
                "The file '\(path)' of the configuration cannot be read from '\(url.path)'.",
                remedy: "Name the folder with 'configFolder:' in the configuration, or restore the file."
            )
        }
    }

    /// The columns of every line of a table that is no comment.
    /// - Throws: `OperatorError` where the file cannot be read.
    package func table(_ path: String) throws -> [[String]] { try lines(path) }

    private func lines(_ path: String) throws -> [[String]] {
        try text(path).split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }.filter { $0.first?.isEmpty == false }
    }

    private func decoded<T: Decodable>(_ type: T.Type, _ path: String) throws -> T {
        let text = try text(path)
        do {
            return try YAMLDecoder().decode(type, from: text)
        } catch {
            throw Self.fault(path, "\(error)")
        }
    }

    private static func fault(_ path: String, _ reason: String) -> OperatorError {
        OperatorError("The file '\(path)' of the configuration is wrong: \(reason).", remedy: "Correct the file.")
    }
}
