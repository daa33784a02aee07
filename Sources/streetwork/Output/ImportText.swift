import Domain
import Intake

/// Writes an import report for a terminal.
struct ImportText {
    private let report: ImportReport

    init(_ report: ImportReport) { self.report = report }

    var summary: String {
        var lines: [String] = []
        for file in report.files where file.format != nil {
            lines.append("\(Terminal.excerpt(file.name, 120))  (\(file.format ?? ""))")
            lines.append("    " + Self.words(file.tally))
            let reasons = file.ignoredReasons.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
            if !reasons.isEmpty {
                lines.append("    ignored: " + reasons.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
            }
            lines += file.closedSpaces.map(Self.closed)
            if !file.rejectedReasons.isEmpty {
                lines.append("    rejected: " + file.rejectedReasons.joined(separator: "; "))
                lines.append("    look at them with: streetwork import rejected \(file.run ?? 0)")
            }
        }
        for file in report.files {
            guard let reason = file.skipped, file.fault == nil else { continue }
            lines.append("\(Terminal.excerpt(file.name, 120))  passed over: \(reason)")
        }
        lines.append(Terminal.strong("In all: ") + Self.words(report.tally))
        return lines.joined(separator: "\n")
    }

    /// What to do where posts were passed over.
    private static func closed(_ space: ClosedSpace) -> String {
        let name = Terminal.excerpt(space.reference.name ?? space.reference.externalID, 60)
        return "    passed over: \(space.posts) posts of space \(space.id), \(name), which is \(space.words)\n"
            + "        \(space.remedy)"
    }

    static func words(_ tally: Tally) -> String {
        "\(tally.rows) rows: \(tally.new) new, \(tally.known) known, \(tally.changed) changed, "
            + "\(tally.ignored) ignored, \(tally.rejected) rejected"
    }
}
