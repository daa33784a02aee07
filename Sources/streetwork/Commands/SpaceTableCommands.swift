import ArgumentParser
import Domain
import Foundation
import Operations
import Platforms

/// Writes the register as a table.
struct SpaceExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "The register as a table (CSV), on standard output or in a file."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The file to write; without it the table goes to standard output.") var file: String?

    func run() async throws {
        try await reporting {
            let table = try await Performer.open(try Composition(house)).perform(ExportSpaces())
            if let file {
                try DurableFile.write(Array(table.utf8), to: URL(fileURLWithPath: file))
                let count = table.utf8.isEmpty ? 0 : try SpaceText.rows(in: table)
                if house.json { return try Terminal.result(json: ["spaces": count]) }
                return Terminal.note("\(count) spaces written. The table names admins: keep it like the database.")
            }
            if house.json { return try Terminal.result(json: ["table": table]) }
            Terminal.exact(table)
        }
    }
}

/// Reads the register from a table.
struct SpaceImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take a table (CSV) into the register, as 'space export' writes it.",
        discussion: """
            The first line names the columns; platform and externalID must be there, the others may be missing. What a \
            column says replaces what is noted, also where its cell is empty. Doing it twice changes nothing.
            """
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The file, or '-' for standard input.") var file: String

    func run() async throws {
        try await reporting {
            let operation = ImportSpaces(table: try WholeText.read(file))
            let outcome = try await Performer.open(try Composition(house)).perform(operation)
            if house.json {
                try Terminal.result(json: outcome)
            } else {
                Terminal.result(
                    "\(outcome.rows) rows: \(outcome.new) new, \(outcome.known) known, \(outcome.changed) changed, "
                        + "\(outcome.refused.count) refused"
                )
            }
            for row in outcome.refused { Terminal.note("line \(row.line): \(row.reason)") }
            if !outcome.refused.isEmpty { throw ExitCode(1) }
        }
    }
}
