package import Domain

/// Writes a report for people and for spreadsheets.
package struct ReportText: Sendable {
    private let report: WeeklyReport

    package init(_ report: WeeklyReport) { self.report = report }

    /// Columns of plain text: one line per week, then the breakdowns that are asked for.
    package func table(by dimensions: [Breakdown]) -> String {
        var lines = [Self.line(["week"] + Self.headings)]
        for week in report.weeks { lines.append(Self.line([week.week.description] + cells(week.total))) }
        for dimension in dimensions where dimension != .total {
            for week in report.weeks {
                let rows = week.by[dimension.rawValue] ?? []
                guard !rows.isEmpty else { continue }
                lines.append("")
                lines.append(Self.line(["\(week.week) by \(dimension.rawValue)"] + Self.headings))
                lines += rows.map { Self.line([$0.value] + cells($0)) }
            }
        }
        if report.threshold > 1 {
            lines += ["", "· = hidden: fewer than \(report.threshold), or would give such a number away"]
        }
        return lines.joined(separator: "\n")
    }

    /// Separated by commas, one line per week, dimension and value; times in seconds, hidden counts empty.
    package func csv(by dimensions: [Breakdown] = Breakdown.allCases) -> String {
        var lines = [
            "week,dimension,value,seen,relevant,opened,answered,dismissed,open,medianSecondsToAnswer,p90SecondsToAnswer"
        ]
        for week in report.weeks {
            lines.append(csv(week.week, .total, week.total))
            for dimension in dimensions where dimension != .total {
                lines += (week.by[dimension.rawValue] ?? []).map { csv(week.week, dimension, $0) }
            }
        }
        return lines.joined(separator: "\n")
    }

    private func csv(_ week: ISOWeek, _ dimension: Breakdown, _ row: FigureRow) -> String {
        let numbers = [
            row.seen, row.relevant, row.opened, row.answered, row.dismissed, row.open, row.medianSecondsToAnswer,
            row.p90SecondsToAnswer,
        ]
        let cells = [week.description, dimension.rawValue, row.value] + numbers.map { $0.map(String.init) ?? "" }
        return cells.map(Self.csvCell).joined(separator: ",")
    }

    /// Quoted where needed; a leading sign that a spreadsheet would take for a formula is defused.
    private static func csvCell(_ text: String) -> String {
        // Scalars, because a spreadsheet sees the sign even where a combining mark makes another character of it.
        let isFormula = text.unicodeScalars.first.map("=+-@\t\r".unicodeScalars.contains) ?? false
        let safe = isFormula && Int(text) == nil ? "'" + text : text
        guard safe.unicodeScalars.contains(where: ",\"\r\n".unicodeScalars.contains) else { return safe }
        let doubled = safe.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
        return "\"" + doubled + "\""
    }

    private func cells(_ row: FigureRow) -> [String] {
        let hidden = report.threshold > 1 ? "·" : "-"
        let counts = [row.seen, row.relevant, row.opened, row.answered, row.dismissed, row.open]
        let times = [row.medianSecondsToAnswer, row.p90SecondsToAnswer]
        return counts.map { $0.map(String.init) ?? hidden } + times.map { $0.map(Self.span) ?? "-" }
    }

    /// A span in the two largest units that say something: `3 d 4 h`, `2 h 10 min`, `8 min`.
    package static func span(_ seconds: Int) -> String {
        let (days, hours, minutes) = (seconds / 86_400, seconds % 86_400 / 3_600, seconds % 3_600 / 60)
        if days > 0 { return hours > 0 ? "\(days) d \(hours) h" : "\(days) d" }
        if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) min" : "\(hours) h" }
        return "\(minutes) min"
    }

    private static let headings = ["seen", "relevant", "opened", "answered", "dismissed", "open", "median", "p90"]

    private static func line(_ cells: [String]) -> String {
        let widths = [22, 9, 9, 9, 9, 10, 9, 12, 12]
        let padded = zip(cells, widths).enumerated().map { index, pair in
            let gap = String(repeating: " ", count: max(1, pair.1 - pair.0.count))
            return index == 0 ? pair.0 + gap : gap + pair.0
        }
        return padded.joined()
    }
}
