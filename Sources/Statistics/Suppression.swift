/// Hides small counts, so that nobody can be recognised in a table.
///
/// Primary: a count from 1 to one below the threshold is hidden. Complementary: where that leaves exactly one hidden
/// count in a column, the smallest other count is hidden too, because the total would give the first one away.
/// Times to answer are hidden wherever the number of answers is. A zero stays: it tells of nobody.
package struct Suppression: Sendable {
    /// Counts below it are hidden; 0 or 1 hides nothing.
    package let threshold: Int

    package init(threshold: Int) { self.threshold = threshold }

    /// The rows of one breakdown with their small counts hidden, column by column.
    package func applied(to rows: [FigureRow]) -> [FigureRow] {
        guard threshold > 1 else { return rows }
        var rows = rows
        for column in Self.columns { hide(column, &rows) }
        for index in rows.indices where rows[index].answered == nil {
            rows[index].medianSecondsToAnswer = nil
            rows[index].p90SecondsToAnswer = nil
        }
        return rows
    }

    private func hide(_ column: WritableKeyPath<FigureRow, Int?>, _ rows: inout [FigureRow]) {
        let small = rows.indices.filter { (1..<threshold).contains(rows[$0][keyPath: column] ?? 0) }
        var hidden = Set(small)
        if small.count == 1, rows.count > 1 {
            let next = rows.indices.filter { !hidden.contains($0) && (rows[$0][keyPath: column] ?? 0) > 0 }
                .min { (rows[$0][keyPath: column] ?? 0, $0) < (rows[$1][keyPath: column] ?? 0, $1) }
            if let next { hidden.insert(next) }
        }
        for index in hidden { rows[index][keyPath: column] = nil }
    }

    private static var columns: [WritableKeyPath<FigureRow, Int?>] {
        [\.seen, \.relevant, \.opened, \.answered, \.dismissed, \.open]
    }
}
