import ArgumentParser
import Classification
import Domain
import Foundation
import Operations
import Training

/// Puts new models to use.
struct TrainInstallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Put new linear models to use, unless they are worse than those in use.",
        discussion: """
            Both are measured on labelled posts that neither has seen. Recall of acute posts, recall of requests, mean \
            F1 of topics and of kinds: none may be lower by more than the tolerance, in no tier. 'streetwork train undo' \
            takes it back.
            """
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The folder with the models that training made.") var folder: String

    @Option(
        parsing: .upToNextOption,
        help: "Labelled posts, as JSON Lines; else Fixtures/posts/evaluation beside Config."
    )
    var posts: [String] = []

    @Option(help: "By how much a measure may be lower.") var tolerance = 0.01

    func validate() throws {
        guard (0...0.2).contains(tolerance) else { throw ValidationError("--tolerance must lie between 0 and 0.2.") }
    }

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let encoder = try composition.encoder()
            let new = try usable(composition, encoder)
            let files = try posts.isEmpty ? composition.postFiles("evaluation") : posts
            let evaluator = try Evaluator(composition, files: files, encoder: encoder)
            let tiers = try [("fast", Classifier.Tier.fast), ("deep", .deep)].filter { new["\($0.0).heads"] != nil }
                .map { name, tier in
                    let (these, those) = (
                        try evaluator.measure(models: URL(fileURLWithPath: folder, isDirectory: true), tier: tier),
                        try evaluator.measure(models: nil, tier: tier)
                    )
                    let differences = PairedBootstrap()
                        .compare(try evaluator.outcomes(these), with: try evaluator.outcomes(those))
                    return ModelVerdict.Tier(name: name, differences: differences)
                }
            if Terminal.showsProgress { Terminal.progress("") }
            try conclude(ModelVerdict(tiers: tiers, tolerance: tolerance), new, composition.config.models)
        }
    }

    /// The files of the folder that this house can use.
    /// - Throws: `OperatorError` where there is none, or where one was made for other topics or features.
    private func usable(_ composition: Composition, _ encoder: (any TextEncoder)?) throws -> [String: [UInt8]] {
        let place = URL(fileURLWithPath: folder, isDirectory: true)
        var files = ModelFolder(place).files
        if encoder == nil, files["deep.heads"] != nil {
            for name in files.keys where name != "fast.heads" { files[name] = nil }
            Terminal.note("The deep tier is left out: there is no encoder to measure it with (scripts/fetch-models).")
        }
        guard !files.isEmpty else {
            throw OperatorError("There are no models in '\(folder)'.", remedy: "Make some: streetwork train.")
        }
        let classifier = try composition.config.classifier(encoder: encoder, models: place)
        guard classifier.hasFastHeads, files["deep.heads"] == nil || classifier.hasDeepTier else {
            throw OperatorError(
                "The models were made for other topics, or by another version of the program.",
                remedy: "Make them anew: streetwork train."
            )
        }
        return files
    }

    private func conclude(_ verdict: ModelVerdict, _ new: [String: [UInt8]], _ models: ModelFolder) throws {
        if verdict.faults.isEmpty { try models.install(new) }
        if house.json {
            try Terminal.result(json: verdict)
        } else {
            for tier in verdict.tiers {
                let lines = EvaluationText.comparison(tier.differences).map { $0.joined(separator: "\t") }
                Terminal.result("\(tier.name) tier: new models (these), models in use (those)")
                Terminal.result(lines.joined(separator: "\n") + "\n")
            }
        }
        guard verdict.faults.isEmpty else {
            throw OperatorError(
                "The new models are worse by more than \(Share.text(tolerance)), so they were not put to use:\n  "
                    + verdict.faults.joined(separator: "\n  "),
                remedy: "Look at the posts with 'streetwork evaluate FILE… --models \(folder) --wrong urgency'."
            )
        }
        Terminal.note(
            "The new models are in use from the next start on; restart the daemon. "
                + "'streetwork train undo' takes it back."
        )
    }
}

/// Puts the former models back.
struct TrainUndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Put the models back that were in use before the last 'train install'."
    )

    @OptionGroup var house: HouseOptions

    func run() async throws {
        try await reporting {
            try Composition(house).config.models.undo()
            Terminal.note("The former models are in use from the next start on; restart the daemon.")
        }
    }
}
