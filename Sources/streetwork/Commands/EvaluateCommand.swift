import ArgumentParser
import Classification
import Domain
import Encoder
import Foundation
import Operations
import Training

/// Measures against data with known outcomes.
struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure the classifier, and how posts that ask the same are found.",
        subcommands: [EvaluateLabelsCommand.self, EvaluateDuplicatesCommand.self, EvaluateLikenessCommand.self],
        defaultSubcommand: EvaluateLabelsCommand.self
    )
}

/// Measures the classifier against labelled posts.
struct EvaluateLabelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labels",
        abstract: "Measure the classifier against labelled posts, file by file and all together.",
        discussion: """
            The files are JSON Lines with id, text, language, kind, topics, primary, urgency, minors and places. Posts \
            that the classifier was made from say nothing about posts that it has not seen.
            """
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "Labelled posts, as JSON Lines.") var files: [String]
    @Option(help: "fast, deep, or auto.") var tier: Classifier.Tier = .auto

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let classifier = try composition.config.classifier(
                encoder: tier == .fast ? nil : try composition.encoder()
            )
            let topics = try composition.config.topics()
            var all = LabelMeasure()
            var rows: [(name: String, measure: LabelMeasure)] = []
            for file in files {
                var measure = LabelMeasure()
                for post in try LabelledPost.read(file) {
                    let found = classifier.classify(post.text, tier: tier)
                    measure.add(found, truth: post.truth, topics: topics)
                    all.add(found, truth: post.truth, topics: topics)
                }
                let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
                rows.append((name, measure))
            }
            rows.append(("all", all))
            if house.json {
                return try Terminal.result(json: Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.1) }))
            }
            Terminal.result(EvaluationText(rows: rows, topics: topics).table)
        }
    }
}

extension LabelledPost {
    /// The labels in the form of a prediction.
    var truth: Prediction {
        Prediction(
            language: language,
            script: "",
            confidence: 1,
            kind: kind,
            topics: topics,
            primary: primary,
            urgency: urgency,
            minors: minors,
            places: places,
            evidence: [],
            model: "labels"
        )
    }
}

/// Writes measures as a table, columns separated by a TAB.
struct EvaluationText {
    let rows: [(name: String, measure: LabelMeasure)]
    let topics: [TopicID]

    var table: String {
        let heads = [
            "posts", "n", "language", "kind", "kind F1", "request R", "topics F1", "acute P", "acute R", "soon F1",
            "minors F1", "places F1",
        ]
        var lines = [heads.joined(separator: "\t")]
        lines += rows.map { name, measure in
            let acute = measure.urgencies["acute"] ?? .init()
            let shares = [
                measure.languageAccuracy, measure.kindAccuracy, measure.kindF1, measure.kinds["request"]?.recall ?? 1,
                measure.topicF1, acute.precision, acute.recall, measure.urgencies["soon"]?.f1 ?? 1, measure.minors.f1,
                measure.places.f1,
            ]
            return ([name, "\(measure.posts)"] + shares.map(Self.share)).joined(separator: "\t")
        }
        guard let all = rows.last?.measure else { return lines.joined(separator: "\n") }
        lines += ["", "topic\tprecision\trecall\tF1"]
        lines += topics.map { topic in
            let rates = all.topics[topic.rawValue] ?? .init()
            return [topic.rawValue, Self.share(rates.precision), Self.share(rates.recall), Self.share(rates.f1)]
                .joined(separator: "\t")
        }
        return lines.joined(separator: "\n")
    }

    static func share(_ value: Double) -> String {
        let thousandths = Int((value * 1_000).rounded())
        let digits = String(thousandths % 1_000)
        return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
