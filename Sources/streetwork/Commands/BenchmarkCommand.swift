import ArgumentParser
import Domain
import Foundation
import Intake
import Operations

/// Measures what the program promises.
struct BenchmarkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark",
        abstract: "Measure speed and memory on this machine.",
        subcommands: [
            ImportBenchmarkCommand.self, ClassifierBenchmarkCommand.self, BenchmarkLikenessCommand.self,
            SourcesBenchmarkCommand.self,
        ],
        defaultSubcommand: ImportBenchmarkCommand.self
    )
}

/// Measures the way of a post from an export to the store.
struct ImportBenchmarkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Measure: import generated Telegram messages into a fresh data folder.",
        discussion: """
            Writes an export with that many messages to a temporary folder, imports it with classification and durable \
            storage, and prints rows per second, MB per second and the highest memory of the process, each with its \
            limit. One message in ten is a text that asks for help, the others are chatter and offers, as in real \
            groups; the texts come from the project's own labelled posts.
            """
    )

    @OptionGroup var house: HouseOptions
    @Option(help: "How many messages.") var messages = 1_000_000
    @Option(help: "A folder with room for the export and the database (about 1.2 GB a million).") var folder: String?
    @Option(help: "The labelled posts that texts are made from, as JSON Lines.") var texts: [String] = []

    func validate() throws {
        guard (1...100_000_000).contains(messages) else { throw ValidationError("--messages must be 1 to 100000000.") }
    }

    func run() async throws {
        try await reporting {
            let figures = try await ImportBenchmark(
                composition: try Composition(house),
                messages: messages,
                folder: folder,
                texts: texts
            ).run()
            if house.json { return try Terminal.result(json: figures) }
            Terminal.result(figures.table)
        }
    }
}
