package import Domain

/// Makes the report of some weeks from the counters.
///
/// Pure: the same counts give the same report.
package struct ReportMaker: Sendable {
    private struct Key: Hashable {
        var week: ISOWeek
        var figure: Figure
        var dimension: Breakdown
        var value: String
    }

    private let counts: [Key: Int]
    private let values: [Breakdown: [String]]
    private let delays: [AnswerDelay]
    private let weeksCounted: [ISOWeek]

    /// - Parameter counts: every count up to the last week of the report, because what is open at the end of a week
    ///   is the sum of what was opened and closed before.
    package init(counts: [Count], delays: [AnswerDelay]) {
        var table: [Key: Int] = [:]
        var values: [Breakdown: Set<String>] = [:]
        for count in counts {
            let key = Key(week: count.week, figure: count.figure, dimension: count.dimension, value: count.value)
            table[key, default: 0] += count.count
            values[count.dimension, default: []].insert(count.value)
        }
        self.counts = table
        self.values = values.mapValues { $0.sorted() }
        self.delays = delays
        weeksCounted = Set(counts.map(\.week)).sorted()
    }

    /// The report from one week to another.
    /// - Parameter threshold: counts below it are hidden; 0 hides nothing. See `Suppression`.
    package func report(from first: ISOWeek, through last: ISOWeek, threshold: Int = 0) -> WeeklyReport {
        var weeks: [WeekFigures] = []
        var week = first
        while week <= last {
            weeks.append(figures(of: week, threshold: threshold))
            week = week.advanced(by: 1)
        }
        return WeeklyReport(weeks: weeks, definitions: WeeklyReport.definitions, threshold: threshold)
    }

    private func figures(of week: ISOWeek, threshold: Int) -> WeekFigures {
        let suppression = Suppression(threshold: threshold)
        var breakdowns: [String: [FigureRow]] = [:]
        for dimension in Breakdown.allCases where dimension != .total {
            breakdowns[dimension.rawValue] = (values[dimension] ?? []).map { row(week, dimension, $0) }
                .filter(\.isFilled)
        }
        return WeekFigures(
            week: week,
            total: suppression.applied(to: row(week, .total, "all"), of: Array(breakdowns.values)),
            by: breakdowns.mapValues(suppression.applied)
        )
    }

    private func row(_ week: ISOWeek, _ dimension: Breakdown, _ value: String) -> FigureRow {
        func count(_ figure: Figure) -> Int {
            counts[Key(week: week, figure: figure, dimension: dimension, value: value)] ?? 0
        }
        let waited = delays.filter { $0.week == week && $0.dimension == dimension && $0.value == value }
            .map(\.seconds).sorted()
        return FigureRow(
            value: value,
            seen: count(.seen),
            relevant: count(.relevant),
            opened: count(.opened),
            answered: count(.answered),
            dismissed: count(.dismissed),
            open: open(at: week, dimension, value),
            medianSecondsToAnswer: Self.rank(waited, share: 0.5),
            p90SecondsToAnswer: Self.rank(waited, share: 0.9)
        )
    }

    /// What was opened up to the end of the week, less what was closed.
    private func open(at week: ISOWeek, _ dimension: Breakdown, _ value: String) -> Int {
        weeksCounted.prefix { $0 <= week }.reduce(0) { sum, past in
            func count(_ figure: Figure) -> Int {
                counts[Key(week: past, figure: figure, dimension: dimension, value: value)] ?? 0
            }
            return sum + count(.opened) - count(.answered) - count(.dismissed)
        }
    }

    /// The value at a share of a sorted list, by nearest rank (Hyndman and Fan 1996, definition 1); nil for none.
    static func rank(_ sorted: [Int], share: Double) -> Int? {
        guard !sorted.isEmpty else { return nil }
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}

extension FigureRow {
    /// Whether anything was counted at all.
    var isFilled: Bool {
        [seen, relevant, opened, answered, dismissed, open].contains { ($0 ?? 0) != 0 }
    }
}
