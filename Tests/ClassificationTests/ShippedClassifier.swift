import Domain
import Foundation
import TestSupport
import Yams

@testable import Classification

/// The classifier with the data that the project ships, and the posts that its lexicons were written with.
enum ShippedClassifier {
    /// Built once for the whole suite.
    private static let built = Result { try Classifier(data()) }

    private static let builtWithModel = Result {
        var data = try Self.data()
        let model = folder.appending(path: "models/languages.model")
        data.languageModel = try LanguageModel(fileBytes: Array(try Data(contentsOf: model)))
        return try Classifier(data)
    }

    static func get() throws -> Classifier { try built.get() }

    /// The same with the language model.
    static func withModel() throws -> Classifier { try builtWithModel.get() }

    static func data() throws -> ClassifierData {
        var data = ClassifierData(
            topics: try firstColumns("topics.tsv").map(TopicID.init(rawValue:)),
            lexicons: [:],
            commonLexicon: try text("lexicon/common.tsv"),
            transliterations: [:],
            places: try text("places.tsv"),
            currencies: try firstColumns("currencies.txt"),
            thresholds: try YAMLDecoder().decode(
                ClassifierData.Thresholds.self,
                from: try text("classification.yaml")
            )
        )
        data.gazetteer = try text("gazetteer.tsv")
        data.placeRules = try text("place-rules.tsv")
        data.placeWords = try text("place-words.tsv")
        data.deadlines = try text("deadlines.tsv")
        data.neighbours = try text("neighbours.tsv")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "lexicon").path) {
            let name = file.replacing(".tsv", with: "")
            if name.hasSuffix("-Latn") {
                data.transliterations[Language(rawValue: String(name.prefix(2)))] = try text("lexicon/\(file)")
            } else if name != "common" {
                data.lexicons[Language(rawValue: name)] = try text("lexicon/\(file)")
            }
        }
        return data
    }

    private static let folder = Fixtures.checkout.appending(path: "Config")

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    private static func firstColumns(_ path: String) throws -> [String] {
        DataTable(file: path, text: try text(path)).lines.compactMap(\.columns.first)
    }
}

/// A post of `Fixtures/classification`, labelled by the codebook.
struct LabelledPost: Decodable, Sendable {
    var id: String
    var text: String
    var language: Language
    var script: String
    var kind: Kind
    var topics: Set<TopicID>
    var primary: TopicID?
    var urgency: Urgency
    var minors: Bool
    var places: [String]

    /// The files of posts: a language each, and Bulgarian in Latin letters.
    static let files = ["bg", "bg-Latn", "cs", "de", "en", "hr", "it", "pl", "ro"]

    static func all(_ file: String) throws -> [LabelledPost] {
        try Fixtures.text("classification/\(file).jsonl").split(separator: "\n").map {
            try JSONDecoder().decode(LabelledPost.self, from: Data($0.utf8))
        }
    }
}
