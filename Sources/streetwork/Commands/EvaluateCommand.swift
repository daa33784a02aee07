import ArgumentParser
import Classification
import Domain
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
    @Option(help: "Measure the linear models of this folder instead of those in use.") var models: String?
    @Option(help: "Compare with the linear models of this folder, such as Config/models.") var against: String?
    @Option(help: "List the posts where this label is wrong: \(LabelField.list).") var wrong: LabelField?
    @Option(help: "Another seed for the draws of the comparison.") var seed: UInt64 = 1

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let encoder = tier == .fast ? nil : try composition.encoder()
            let evaluator = try Evaluator(composition, files: files, encoder: encoder)
            let topics = try composition.config.topics()
            let measured = try evaluator.measure(models: models.map(Self.folder), tier: tier)
            let other = try against.map { try evaluator.measure(models: Self.folder($0), tier: tier) }
            if Terminal.showsProgress { Terminal.progress("") }
            let result = EvaluationResult(
                evaluation: Evaluation(measured, topics: topics),
                wrong: wrong.map { WrongPost.all($0, in: measured) },
                comparison: try other.map { other in
                    PairedBootstrap(seed: seed)
                        .compare(try evaluator.outcomes(measured), with: try evaluator.outcomes(other))
                }
            )
            if house.json { return try Terminal.result(json: result) }
            Terminal.result(EvaluationText(result, topics: topics).words)
        }
    }

    private static func folder(_ path: String) -> URL { URL(fileURLWithPath: path, isDirectory: true) }
}

/// Everything that one run of `evaluate` gives.
struct EvaluationResult: Encodable {
    let evaluation: Evaluation
    let wrong: [WrongPost]?
    let comparison: [PairedBootstrap.Difference]?

    private enum CodingKeys: String, CodingKey { case wrong, comparison }

    /// The measures stand beside the other two, not within a field of their own.
    func encode(to encoder: any Encoder) throws {
        try evaluation.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(wrong, forKey: .wrong)
        try container.encodeIfPresent(comparison, forKey: .comparison)
    }
}

extension LabelField: ExpressibleByArgument {
    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
