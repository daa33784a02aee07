import Domain
import Testing

@testable import Statistics

struct ReportMakerTests {
    private static let counts = Tables.counts(
        """
        2026-W45 opened total all 4
        2026-W46 seen total all 100
        2026-W46 relevant total all 20
        2026-W46 opened total all 7
        2026-W46 answered total all 5
        2026-W46 dismissed total all 1
        2026-W48 answered total all 5
        2026-W46 opened topic housing 6
        2026-W46 opened topic work 2
        2026-W46 answered topic work 2
        2026-W46 seen language ro 60
        2026-W46 seen language bg 40
        """
    )

    @Test func `turns counts into figures, one week after the other`() {
        let report = ReportMaker(counts: Self.counts, delays: []).report(
            from: week("2026-W45"),
            through: week("2026-W48")
        )

        #expect(report.weeks.map(\.week.description) == ["2026-W45", "2026-W46", "2026-W47", "2026-W48"])
        #expect(report.weeks.map(\.total.seen) == [0, 100, 0, 0])
        #expect(report.weeks.map(\.total.relevant) == [0, 20, 0, 0])
        #expect(report.weeks.map(\.total.opened) == [4, 7, 0, 0])
        #expect(report.weeks.map(\.total.answered) == [0, 5, 0, 5])
        #expect(report.weeks.map(\.total.dismissed) == [0, 1, 0, 0])
        #expect(report.weeks.allSatisfy { $0.total.value == "all" })
        #expect(report.threshold == 0)
    }

    @Test func `counts as open what was opened and not closed up to the end of each week`() {
        let report = ReportMaker(counts: Self.counts, delays: []).report(
            from: week("2026-W45"),
            through: week("2026-W48")
        )

        #expect(report.weeks.map(\.total.open) == [4, 5, 5, 0])
    }

    @Test func `knows what was open before the first week of the report`() {
        let report = ReportMaker(counts: Self.counts, delays: []).report(
            from: week("2026-W47"),
            through: week("2026-W47")
        )

        #expect(report.weeks.map(\.total.open) == [5])
    }

    @Test func `breaks figures down, in alphabetical order, without rows of nothing`() throws {
        let report = ReportMaker(counts: Self.counts, delays: []).report(
            from: week("2026-W46"),
            through: week("2026-W47")
        )
        let first = try #require(report.weeks.first)

        #expect(first.by["topic"]?.map(\.value) == ["housing", "work"])
        #expect(first.by["topic"]?.map(\.open) == [6, 0])
        #expect(first.by["language"]?.map(\.value) == ["bg", "ro"])
        #expect(first.by["language"]?.map(\.seen) == [40, 60])
        #expect(first.by["platform"] == [])
        #expect(first.by["total"] == nil)
        #expect(report.weeks[1].by["topic"]?.map(\.value) == ["housing"])
        #expect(report.weeks[1].by["language"] == [])
    }

    @Test func `adds up counts that were kept apart`() {
        let counts = Tables.counts("2026-W46 seen total all 2\n2026-W46 seen total all 3")

        let report = ReportMaker(counts: counts, delays: []).report(from: week("2026-W46"), through: week("2026-W46"))

        #expect(report.weeks.map(\.total.seen) == [5])
    }

    @Test func `gives no weeks where the end lies before the start, and zeros where nothing was counted`() {
        let maker = ReportMaker(counts: [], delays: [])

        #expect(maker.report(from: week("2026-W46"), through: week("2026-W45")).weeks == [])
        #expect(maker.report(from: week("2026-W46"), through: week("2026-W46")).weeks.map(\.total.open) == [0])
    }

    @Test(
        arguments: [
            ([], nil, nil), ([7], 7, 7), ([1, 2], 1, 2), ([3, 1, 2], 2, 3), ([4, 3, 2, 1], 2, 4),
            ([10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 50, 90),
            ([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110], 60, 100),
        ] as [([Int], Int?, Int?)]
    )
    func `takes times to answer by nearest rank`(_ seconds: [Int], _ median: Int?, _ p90: Int?) throws {
        let delays = seconds.map { delay("2026-W46", .total, "all", $0) }
        let maker = ReportMaker(counts: Self.counts, delays: delays)

        let row = try #require(maker.report(from: week("2026-W46"), through: week("2026-W46")).weeks.first).total

        #expect(row.medianSecondsToAnswer == median)
        #expect(row.p90SecondsToAnswer == p90)
    }

    @Test func `files times under their week, dimension and value`() throws {
        let delays = [
            delay("2026-W46", .topic, "work", 5), delay("2026-W45", .topic, "work", 6),
            delay("2026-W46", .topic, "housing", 7), delay("2026-W46", .language, "work", 8),
        ]

        let report = ReportMaker(counts: Self.counts, delays: delays)
            .report(from: week("2026-W46"), through: week("2026-W46"))

        let week = try #require(report.weeks.first)
        #expect(week.by["topic"]?.map(\.medianSecondsToAnswer) == [7, 5])
        #expect(week.total.medianSecondsToAnswer == nil)
    }

    @Test func `hides small counts in breakdowns and totals`() throws {
        let report = ReportMaker(counts: Self.counts, delays: [])
            .report(from: week("2026-W46"), through: week("2026-W46"), threshold: 3)

        let week = try #require(report.weeks.first)
        #expect(report.threshold == 3)
        #expect(week.by["topic"]?.map(\.opened) == [nil, nil])
        #expect(week.by["language"]?.map(\.seen) == [40, 60])
        #expect(week.total.dismissed == nil)
        #expect(week.total.opened == 7)
    }

    @Test func `hides a total that would tell that all its parts are one`() {
        let counts = Tables.counts(
            """
            2026-W46 opened total all 3
            2026-W46 opened platform facebook 1
            2026-W46 opened platform telegram 1
            2026-W46 opened platform tiktok 1
            """
        )

        let report = ReportMaker(counts: counts, delays: [])
            .report(from: week("2026-W46"), through: week("2026-W46"), threshold: 3)

        #expect(report.weeks.map(\.total.opened) == [nil])
    }

    @Test func `defines every figure of a row`() {
        let names = Mirror(reflecting: Tables.row("all", 1)).children.compactMap(\.label).filter { $0 != "value" }

        #expect(Set(names) == Set(WeeklyReport.definitions.keys))
    }

    private func week(_ text: String) -> ISOWeek { Tables.week(text) }

    private func delay(_ week: String, _ dimension: Breakdown, _ value: String, _ seconds: Int) -> AnswerDelay {
        AnswerDelay(week: Tables.week(week), dimension: dimension, value: value, seconds: seconds)
    }
}
