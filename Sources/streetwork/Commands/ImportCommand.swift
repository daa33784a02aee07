import ArgumentParser
import Domain
import Foundation
import Intake
import Operations
import Platforms
import Storage

/// Reads exports into the store.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read exports: files, folders, zip archives, or '-' for standard input.",
        discussion: """
            The format is recognised by its content. Importing a file twice adds nothing. Every row ends as new, known, \
            changed, ignored or rejected, and the counts add up to the rows read.

            Formats: \(ExportFormats.all.map { "\($0.name) – \($0.summary)" }.joined(separator: "; ")).

            The options are explained by 'streetwork import files --help'. 'streetwork import list' shows the latest imports, 'streetwork import rejected RUN' the rows that were \
            refused.
            """,
        subcommands: [ImportFilesCommand.self, ImportListCommand.self, ImportRejectedCommand.self],
        defaultSubcommand: ImportFilesCommand.self
    )
}

/// `import PATH…`.
struct ImportFilesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "files", abstract: "Read exports (the default).")

    @OptionGroup var house: HouseOptions
    @Argument(help: "Files, folders, zip archives, or '-' for standard input.") var paths: [String]
    @Option(help: "The number of the space that the rows belong to, from 'streetwork space list'.") var space: Int64?
    @Option(help: "The format, where the content must not decide.") var format: String?
    @Option(help: "The time zone of times without one; by default the one of the configuration.") var timeZone: String?
    @Option(
        help: "Columns of a table: platform=facebook,text=COLUMN,time=COLUMN,authorName=COLUMN,link=COLUMN,id=COLUMN."
    )
    var map: String?
    @Option(help: "Keep the columns given with --map under this name.") var saveMap: String?

    func validate() throws {
        guard saveMap == nil || map != nil else { throw ValidationError("--save-map needs --map.") }
    }

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let performer = try await Performer.open(composition)
            let options = try await options(composition, performer)
            let report = await runImport(performer, options)
            if Terminal.showsProgress { Terminal.progress("") }
            if house.json {
                try Terminal.result(json: report)
            } else {
                Terminal.result(ImportText(report).summary)
            }
            for file in report.files {
                if let fault = file.fault { Terminal.note("streetwork: \(fault.what)\n\(fault.remedy)") }
            }
            if report.hasFaults { throw ExitCode(1) }
        }
    }

    private func runImport(_ performer: Performer, _ options: ImportOptions) async -> ImportReport {
        let bar = ProgressBar()
        let paths = paths
        return await withTaskExecutorPreference(BackgroundExecutor(label: "streetwork.import")) {
            switch performer {
            case .local(let house, _):
                do {
                    return await FileImport(gate: try house.intake(), options: options, progress: bar.show).run(paths)
                } catch {
                    var report = ImportReport()
                    var file = FileReport(name: paths.first ?? "-")
                    file.fault = OperatorError(describing: error)
                    report.files = [file]
                    return report
                }
            case .daemon(let socket):
                return await FileImport(gate: DaemonGate(socket: socket), options: options, progress: bar.show)
                    .run(paths)
            }
        }
    }

    private func options(_ composition: Composition, _ performer: Performer) async throws -> ImportOptions {
        var options = ImportOptions(
            format: format,
            timeZone: timeZone ?? composition.settings.house.timeZone,
            mappings: try mappings(composition)
        )
        if let space {
            let known = try await performer.perform(ListSpaces())
            guard let found = known.first(where: { $0.id == space }) else {
                throw OperatorError(
                    "There is no space \(space).",
                    remedy: "'streetwork space list' lists them; 'streetwork space add' adds one."
                )
            }
            options.space = found.reference
        }
        return options
    }

    /// The one on the command line first, then those that were kept, then those of the configuration.
    private func mappings(_ composition: Composition) throws -> [ColumnMapping] {
        let kept = ConfigFolder(composition.dataFolder)
        var mappings = try kept.mappings() + composition.config.mappings()
        if let map {
            let mapping = try ColumnMapping(columns: map, name: saveMap ?? "command line")
            if saveMap != nil { try kept.keep(mapping) }
            mappings.insert(mapping, at: 0)
        }
        return mappings
    }
}

/// Shows the latest imports.
struct ImportListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The latest imports.")

    @OptionGroup var house: HouseOptions
    @Option(help: "At most so many.") var limit = 20

    func run() async throws {
        try await reporting {
            let runs = try await Performer.open(try Composition(house)).perform(ListImports(limit: max(1, limit)))
            if house.json { return try Terminal.result(json: runs) }
            if runs.isEmpty { return Terminal.note("Nothing has been imported yet: 'streetwork import FILE'.") }
            for run in runs {
                let end = run.fault.map { "  broke: \($0)" } ?? (run.finishedAt == nil ? "  not finished" : "")
                Terminal.result(
                    "\(run.id)  \(QueueText.time(run.startedAt))  \(run.format)  \(Terminal.excerpt(run.name, 60))  "
                        + ImportText.words(run.tally) + end
                )
            }
        }
    }
}

/// Shows the rows of an import that were refused.
struct ImportRejectedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejected",
        abstract: "The rows of an import that were refused, as they were read. They hold personal data."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the import, from 'streetwork import list'.") var number: Int64
    @Option(help: "At most so many.") var limit = 20

    func run() async throws {
        try await reporting {
            let operation = ShowRejectedRows(run: number, limit: max(1, limit))
            let rows = try await Performer.open(try Composition(house)).perform(operation)
            if house.json { return try Terminal.result(json: rows) }
            if rows.isEmpty { return Terminal.note("Import \(number) has no refused rows.") }
            for row in rows {
                Terminal.result("byte \(row.offset): \(row.reason)\n    \(Terminal.excerpt(row.raw, 300))")
            }
        }
    }
}
