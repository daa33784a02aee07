import ArgumentParser
import Domain
import Foundation
import Operations
import Statistics

/// The figures per ISO week.
struct StatisticsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statistics",
        abstract: "Seen, relevant, answered and open per ISO week, and how long answers took.",
        discussion: """
            Counts stay when posts are deleted. A post counts in the week in which it was taken in, an answer in the \
            week in which it was recorded. Before figures leave the house, hide small ones: --threshold 10.
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument { case table, csv, json }

    @OptionGroup var house: HouseOptions
    @Option(help: "One week, such as 2026-W47; by default the running one.") var week: String?
    @Option(help: "The first week of a span.") var from: String?
    @Option(help: "The last week of a span; by default the running one.") var to: String?
    @Option(help: "Break down by topic, language, platform or urgency; several with a comma, or 'all'.")
    var by: String = "all"
    @Option(help: "table, csv or json.") var format: Format = .table
    @Option(help: "Hide counts below this number.") var threshold = 0

    func validate() throws {
        _ = try weeks()
        _ = try dimensions()
        guard (0...1_000).contains(threshold) else { throw ValidationError("--threshold must be from 0 to 1000.") }
    }

    func run() async throws {
        try await reporting {
            let (first, last) = try weeks()
            let operation = MakeReport(from: first, to: last, threshold: threshold)
            let report = try await Performer.open(try Composition(house)).perform(operation)
            if house.json || format == .json { return try Terminal.result(json: report) }
            let text = ReportText(report)
            Terminal.result(format == .csv ? text.csv(by: try dimensions()) : text.table(by: try dimensions()))
        }
    }

    private func weeks() throws -> (ISOWeek?, ISOWeek?) {
        if let week {
            guard from == nil, to == nil else { throw ValidationError("--week stands alone, without --from and --to.") }
            let one = try parsed(week, "--week")
            return (one, one)
        }
        return (try from.map { try parsed($0, "--from") }, try to.map { try parsed($0, "--to") })
    }

    private func parsed(_ text: String, _ option: String) throws -> ISOWeek {
        guard let week = ISOWeek(text) else {
            throw ValidationError("\(option): '\(text)' is no ISO week; write it like 2026-W47.")
        }
        return week
    }

    private func dimensions() throws -> [Breakdown] {
        if by == "all" { return [.topic, .language, .platform, .urgency] }
        return try by.split(separator: ",").map { name in
            guard let dimension = Breakdown(rawValue: String(name)) else {
                throw ValidationError("--by: '\(name)' is none of topic, language, platform, urgency.")
            }
            return dimension
        }
    }
}
