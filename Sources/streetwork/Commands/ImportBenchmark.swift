import Domain
import Foundation
import Intake
import Operations
import Storage

/// Generates an export and imports it, end to end.
struct ImportBenchmark {
    let composition: Composition
    let messages: Int
    let folder: String?
    let texts: [String]

    /// What was measured.
    struct Figures: Encodable {
        var messages: Int
        var exportMegabytes: Double
        var seconds: Double
        var rowsPerSecond: Double
        var megabytesPerSecond: Double
        var peakResidentMegabytes: Double
        var enquiries: Int
        var tally: Tally

        /// The limits are the targets of the project.
        var table: String {
            """
            import of \(messages) Telegram messages, classified and stored durably
              rows/s            \(Int(rowsPerSecond))   (at least 20000 wanted: \(ratio(rowsPerSecond, 20_000)))
              MB/s              \(Int(megabytesPerSecond))   (\(Int(exportMegabytes)) MB in \(rounded(seconds)) s)
              peak memory       \(Int(peakResidentMegabytes)) MB   (at most 256 wanted: \(ratio(peakResidentMegabytes, 256)))
              rows              \(tally.rows): \(tally.new) new, \(tally.rejected) rejected; \(enquiries) enquiries
            """
        }

        private func ratio(_ value: Double, _ limit: Double) -> String {
            "\((value / limit * 100).rounded() / 100) of it"
        }
        private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
    }

    func run() async throws -> Figures {
        let base = folder.map { URL(fileURLWithPath: $0, isDirectory: true) } ?? FileManager.default.temporaryDirectory
        let place = base.appending(path: "streetwork-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        // What cannot be removed is left to whoever cleans the temporary folder.
        defer { try? FileManager.default.removeItem(at: place) }
        let export = place.appending(path: "result.json")
        Terminal.note("Writing \(messages) messages …")
        let bytes = try GeneratedExport(texts: try sampleTexts(), messages: messages).write(to: export)
        let store = try Store(at: place.appending(path: "streetwork.sqlite"))
        let intake = Intake(
            store: store,
            classifier: try composition.config.classifier(),
            keyring: try Keyring(KeyFolder(place.appending(path: "keys"))),
            rules: .demonstration,
            now: composition.now
        )
        Terminal.note("Importing …")
        let clock = ContinuousClock()
        let start = clock.now
        let report = await withTaskExecutorPreference(BackgroundExecutor(label: "streetwork.benchmark")) {
            await FileImport(gate: intake, options: ImportOptions(), progress: ProgressBar().show).run([export.path])
        }
        let span = clock.now - start
        if Terminal.showsProgress { Terminal.progress("") }
        if let fault = report.files.compactMap(\.fault).first { throw fault }
        let seconds = Double(span.components.seconds) + Double(span.components.attoseconds) / 1e18
        return Figures(
            messages: messages,
            exportMegabytes: Double(bytes) / 1e6,
            seconds: seconds,
            rowsPerSecond: Double(report.tally.rows) / seconds,
            megabytesPerSecond: Double(bytes) / 1e6 / seconds,
            peakResidentMegabytes: ProcessMemory.peakMegabytes(),
            enquiries: try await store.openCount().open,
            tally: report.tally
        )
    }

    /// The texts of labelled posts: those that ask for help, and the others.
    private func sampleTexts() throws -> GeneratedExport.Texts {
        let fixtures = composition.config.url.deletingLastPathComponent().appending(path: "Fixtures/classification")
        // Without the folder the list stays empty, and the error below says what to do.
        let found = (try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)) ?? []
        let files =
            texts.isEmpty
            ? found.filter { $0.hasSuffix(".jsonl") }.sorted().map { fixtures.appending(path: $0).path } : texts
        var result = GeneratedExport.Texts()
        for file in files {
            let lines = try TextLines(file)
            while let batch = try lines.next(1_000) {
                for line in batch { try result.add(line) }
            }
        }
        guard !result.requests.isEmpty, !result.others.isEmpty else {
            throw OperatorError(
                "There are no labelled posts to make texts from.",
                remedy: "Name a file with --texts: JSON Lines with \"text\" and \"kind\"."
            )
        }
        return result
    }
}
