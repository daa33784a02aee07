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

    enum Tier: String, CaseIterable, ExpressibleByArgument { case fast, deep, auto }

    @OptionGroup var house: HouseOptions
    @Argument(help: "A file, or '-' for standard input.") var file = "-"
    @Option(help: "Use so many cores.") var jobs = 1
    @Option(help: "fast, deep or auto. There is only the fast tier in this version.") var tier: Tier = .auto

    func validate() throws {
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs must be from 1 to 256.") }
        guard tier != .deep else { throw ValidationError("--tier deep: this version has only the fast tier.") }
    }

    func run() async throws {
        try await reporting {
            let classifier = try Composition(house).config.classifier()
            let isClean = try await withTaskExecutorPreference(BackgroundExecutor(label: "streetwork.classify")) {
                try await LineClassifier(classifier: classifier, jobs: jobs).run(file)
            }
            if !isClean { throw ExitCode(1) }
        }
    }
}
