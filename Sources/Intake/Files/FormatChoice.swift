import Domain
import Foundation
import Platforms

/// Which format a file is read as, and with which options.
struct FormatChoice {
    /// nil where the file is passed over.
    let format: (any ExportFormat)?
    /// Why it is passed over.
    let reason: String
    let exportOptions: ExportOptions

    /// - Throws: `OperatorError` where the named format does not exist or does not fit.
    init(head: ExportHead, options: ImportOptions) throws {
        guard let zone = TimeZone(identifier: options.timeZone) else {
            throw OperatorError(
                "'\(options.timeZone)' is no time zone.",
                remedy: "Use a name such as Europe/Berlin or UTC."
            )
        }
        let header = SeparatedValuesParser.header(in: head.text)
        let mapping = header.flatMap { header in options.mappings.first { $0.matches(header: header) } }
        exportOptions = ExportOptions(fileName: head.fileName, space: options.space, timeZone: zone, mapping: mapping)
        if let name = options.format {
            format = try Self.named(name, head, mapping)
        } else {
            format = try Self.recognised(head, mapping)
        }
        reason = format == nil ? ExportFormats.unrecognised(head) : ""
    }

    /// A table needs a mapping besides.
    private static func recognised(_ head: ExportHead, _ mapping: ColumnMapping?) throws -> (any ExportFormat)? {
        guard let format = ExportFormats.recognise(head) else { return nil }
        if case .separatedValues = format.framing, mapping == nil { throw noMapping(head) }
        return format
    }

    private static func noMapping(_ head: ExportHead) -> OperatorError {
        let columns = SeparatedValuesParser.header(in: head.text) ?? []
        return OperatorError(
            "No saved column mapping fits the table '\(head.fileName)' with the columns "
                + "\(columns.prefix(20).joined(separator: ", ")).",
            remedy: "Name the columns once: --map platform=facebook,text=…,time=…,authorName=…,link=… "
                + "and keep them with --save-map NAME."
        )
    }

    private static func named(
        _ name: String,
        _ head: ExportHead,
        _ mapping: ColumnMapping?
    ) throws -> any ExportFormat {
        guard let format = ExportFormats.all.first(where: { $0.name == name }) else {
            throw OperatorError(
                "There is no format '\(name)'.",
                remedy: "Use one of: \(ExportFormats.all.map(\.name).joined(separator: ", "))."
            )
        }
        guard format.recognises(head) else {
            let other = ExportFormats.recognise(head)
            throw OperatorError(
                "'\(head.fileName)' does not look like the format '\(name)'.",
                remedy: other.map { "It looks like '\($0.name)': leave out --format, or name that one." }
                    ?? ExportFormats.unrecognised(head)
            )
        }
        if case .separatedValues = format.framing, mapping == nil { throw noMapping(head) }
        return format
    }
}
