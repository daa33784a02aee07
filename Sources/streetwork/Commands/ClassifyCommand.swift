import ArgumentParser
import Classification
import Domain
import Foundation
import Intake
import Operations

/// Labels texts without a data folder.
struct ClassifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "Label texts: JSON Lines {\"id\",\"text\"} in, one line out per line in, in the same order."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "A file, or '-' for standard input.") var file = "-"
    @Option(help: "Use so many cores.") var jobs = 1
    @Option(help: "fast, deep, or auto: deep where the encoder is there and the fast tier is unsure.")
    var tier: Classifier.Tier = .auto

    func validate() throws {
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs must be from 1 to 256.") }
    }

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let encoder = tier == .fast ? nil : try composition.encoder()
            let classifier = try composition.config.classifier(encoder: encoder)
            guard tier != .deep || classifier.hasDeepTier else {
                throw OperatorError(
                    "There is no deep tier: the sentence encoder or its heads are missing.",
                    remedy: "Fetch the encoder with scripts/fetch-models, or use --tier fast."
                )
            }
            let isClean = try await withTaskExecutorPreference(BackgroundExecutor(label: "streetwork.classify")) {
                try await LineClassifier(
                    classifier: classifier,
                    tier: tier,
                    jobs: jobs,
                    timeZone: TimeZone(identifier: composition.settings.house.timeZone) ?? .gmt
                ).run(file)
            }
            if !isClean { throw ExitCode(1) }
        }
    }
}

extension Classifier.Tier: ExpressibleByArgument {}
