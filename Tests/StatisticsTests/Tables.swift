import Domain
import Foundation

@testable import Statistics

/// Rows, weeks and counts for tests.
enum Tables {
    /// A row whose columns all hold the same number; nil for a hidden one.
    static func row(_ value: String, _ number: Int?, waited: Int? = nil) -> FigureRow {
        FigureRow(
            value: value,
            seen: number,
            relevant: number,
            opened: number,
            answered: number,
            dismissed: number,
            open: number,
            medianSecondsToAnswer: waited,
            p90SecondsToAnswer: waited
        )
    }

    static func week(_ text: String) -> ISOWeek { ISOWeek(text) ?? ISOWeek(of: .distantPast) }

    /// A count from `week figure dimension value number`.
    static func counts(_ lines: String) -> [Count] {
        lines.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: " ").map(String.init)
            guard let figure = Figure(rawValue: cells[1]), let dimension = Breakdown(rawValue: cells[2]) else {
                return nil
            }
            return Count(
                week: week(cells[0]),
                figure: figure,
                dimension: dimension,
                value: cells[3],
                count: Int(cells[4]) ?? 0
            )
        }
    }
}
