/// Hides small counts, so that nobody can be recognised in a table.
///
/// Primary: a count from 1 to one below the threshold is hidden. Complementary: where a column has such a count, the
/// smallest of its other counts is hidden too, with all that equal it, because the total would give the small ones
/// away. A total that would still do so is hidden itself. Times to answer are hidden wherever the number of answers
/// is, and breakdowns
/// do not show what is open. A zero stays: it tells of nobody. Each breakdown is protected by itself, not against a comparison with another.
package struct Suppression: Sendable {
    /// Counts below it are hidden; 0 or 1 hides nothing.
    package let threshold: Int

    package init(threshold: Int) { self.threshold = threshold }

    /// The rows of one breakdown with their small counts hidden, column by column.
    package func applied(to rows: [FigureRow]) -> [FigureRow] {
        guard threshold > 1 else { return rows }
        var rows = rows
        for column in Self.columns { hide(column, &rows) }
        return rows.map { withoutHiddenTimes(withoutStock($0)) }
    }

    /// The total of breakdowns, hidden where it is small or would give hidden counts of one of them away.
    /// - Parameter breakdowns: their rows, with nothing hidden yet.
    package func applied(to total: FigureRow, of breakdowns: [[FigureRow]]) -> FigureRow {
        guard threshold > 1 else { return total }
        var shown = total
        for column in Self.columns {
            let isGivingAway = breakdowns.contains { givesAway(total[keyPath: column] ?? 0, column, $0) }
            if isSmall(total[keyPath: column] ?? 0) || isGivingAway { shown[keyPath: column] = nil }
        }
        if hidesStock(shown) { shown.open = nil }
        return withoutHiddenTimes(shown)
    }

    private func isSmall(_ count: Int) -> Bool { (1..<threshold).contains(count) }

    /// What is hidden of some counts: the small ones and, with them, the smallest of the others.
    private func isHidden(among counts: [Int]) -> (Int) -> Bool {
        guard counts.contains(where: isSmall) else { return { _ in false } }
        let next = counts.filter { $0 >= threshold }.min()
        return { isSmall($0) || $0 == next }
    }

    private func hide(_ column: WritableKeyPath<FigureRow, Int?>, _ rows: inout [FigureRow]) {
        let isHidden = isHidden(among: rows.map { $0[keyPath: column] ?? 0 })
        for index in rows.indices where isHidden(rows[index][keyPath: column] ?? 0) {
            rows[index][keyPath: column] = nil
        }
    }

    /// Whether all that is not zero is hidden, and the sum so low that it tells that all, or all but one, are one.
    private func givesAway(_ total: Int, _ column: WritableKeyPath<FigureRow, Int?>, _ rows: [FigureRow]) -> Bool {
        let counts = rows.map { $0[keyPath: column] ?? 0 }.filter { $0 != 0 }
        guard !counts.isEmpty, counts.allSatisfy(isHidden(among: counts)) else { return false }
        return total == counts.reduce(0, +) && total <= counts.count + 1
    }

    /// What is open is what was open a week before, with what was opened and less what was closed: beside those counts,
    /// week after week, it would give small ones away.
    ///
    /// So under a threshold no breakdown shows it.
    private func withoutStock(_ row: FigureRow) -> FigureRow {
        var row = row
        row.open = nil
        return row
    }

    private func hidesStock(_ row: FigureRow) -> Bool {
        [row.opened, row.answered, row.dismissed, row.open].contains(nil)
    }

    private func withoutHiddenTimes(_ row: FigureRow) -> FigureRow {
        guard row.answered == nil else { return row }
        var row = row
        row.medianSecondsToAnswer = nil
        row.p90SecondsToAnswer = nil
        return row
    }

    private static var columns: [WritableKeyPath<FigureRow, Int?>] {
        [\.seen, \.relevant, \.opened, \.answered, \.dismissed, \.open]
    }
}
