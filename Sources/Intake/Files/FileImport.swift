import Domain
import Foundation
import Platforms

/// Reads files, folders, archives and standard input into the store, each row exactly once.
///
/// Streaming: memory does not grow with the size of a file. Reading and classifying one batch runs beside storing the
/// one before it. A file that breaks keeps what came before; the other files go on.
/// Blocking reads: call it from `BackgroundExecutor`, never on the cooperative threads.
package struct FileImport<Gate: IntakeGate>: Sendable {
    private let gate: Gate
    private let options: ImportOptions
    private let progress: @Sendable (ImportProgress) -> Void

    package init(
        gate: Gate,
        options: ImportOptions,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) {
        self.gate = gate
        self.options = options
        self.progress = progress
    }

    /// Imports paths in their order; `-` is standard input.
    /// - Returns: what became of every row. What could not be read stands in the report, not in an error.
    package func run(_ paths: [String]) async -> ImportReport {
        var report = ImportReport()
        for path in paths {
            let sources = FileSources(path)
            for file in await read(sources) {
                report.tally += file.tally
                report.files.append(file)
            }
        }
        return report
    }

    private func read(_ sources: FileSources) async -> [FileReport] {
        var reports: [FileReport] = []
        do {
            for source in try sources.list() {
                reports.append(await read(source))
                if reports.last?.fault?.isDiskTrouble == true || Task.isCancelled { break }
            }
        } catch let error {
            var report = FileReport(name: sources.path)
            report.fault = OperatorError(describing: error)
            return reports + [report]
        }
        return sources.judged(reports)
    }

    private func read(_ source: FileSources.Source) async -> FileReport {
        var report = FileReport(name: source.name)
        do {
            let bytes = try source.open()
            try await read(bytes, source, &report)
        } catch let error {
            report.fault = OperatorError(describing: error)
        }
        return report
    }

    /// Reads one file in chunks of a mebibyte.
    private func read(_ bytes: any ByteSource, _ source: FileSources.Source, _ report: inout FileReport) async throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        var filled = try fill(buffer, from: bytes)
        let choice = try FormatChoice(
            head: ExportHead(fileName: source.fileName, start: UnsafeRawBufferPointer(rebasing: buffer[..<filled])),
            options: options
        )
        guard let format = choice.format else {
            report.skipped = choice.reason
            return
        }
        report.format = format.name
        let run = try await gate.begin(name: source.fileName, format: format.name)
        report.run = run
        var reader = ExportReader(format: format, options: choice.exportOptions)
        var position = 0
        var pipeline = BatchPipeline(gate: gate, run: run)
        do {
            while filled > 0 {
                try Task.checkCancellation()
                position += filled
                reader.feed(UnsafeRawBufferPointer(rebasing: buffer[..<filled])) { pipeline.add($0) }
                try await pipeline.advance()
                progress(
                    ImportProgress(
                        name: source.fileName,
                        bytes: position,
                        totalBytes: bytes.totalBytes,
                        rows: pipeline.tally.rows
                    )
                )
                filled = try fill(buffer, from: bytes)
            }
            let end = reader.finish { pipeline.add($0) }
            try await pipeline.finish()
            pipeline.write(to: &report)
            report.fault = fault(end, in: source)
        } catch let error {
            await pipeline.settle()
            pipeline.write(to: &report)
            report.fault = error is CancellationError ? .interrupted : OperatorError(describing: error)
            report.isInterrupted = error is CancellationError
        }
        guard !report.isInterrupted else { return }
        try await gate.end(run, fault: report.fault?.what)
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer, from bytes: any ByteSource) throws -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = try bytes.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    private func fault(_ end: ExportEnd, in source: FileSources.Source) -> OperatorError? {
        guard case .broken(let offset, let reason) = end else { return nil }
        return OperatorError(
            "'\(source.name)' breaks at byte \(offset): \(reason).",
            remedy:
                "What came before has been kept. Make the export again and import it; known posts are not taken twice."
        )
    }
}

extension OperatorError {
    /// Reading was stopped, as when the daemon ends.
    fileprivate static let interrupted = OperatorError(
        "Reading was stopped before the end of the file.",
        remedy: "What came before has been kept. Import the file again; known posts are not taken twice."
    )
}
