package import Domain
import Foundation
package import Statistics
import Storage

/// The figures of some weeks.
package struct MakeReport: HouseOperation {
    package static let name = "statistics/report"
    /// The first week; nil for the last one.
    package var from: ISOWeek?
    /// The last week; nil for the running one.
    package var to: ISOWeek?
    /// Counts below it are hidden; 0 hides nothing.
    package var threshold: Int

    package init(from: ISOWeek?, to: ISOWeek?, threshold: Int) {
        self.from = from
        self.to = to
        self.threshold = threshold
    }

    package func perform(in house: House) async throws -> WeeklyReport {
        let last = to ?? ISOWeek(of: house.now())
        let first = from ?? last
        guard first <= last, last <= first.advanced(by: 520) else {
            throw OperatorError(
                "The weeks \(first) to \(last) are no span of at most ten years.",
                remedy: "Give --from and --to with the earlier week first, such as --from 2026-W40 --to 2026-W47."
            )
        }
        let counts = try await house.store.counts(through: last)
        let delays = try await house.store.answerDelays(from: first, through: last)
        return ReportMaker(counts: counts, delays: delays).report(from: first, through: last, threshold: threshold)
    }
}
