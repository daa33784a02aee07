import Domain
import Testing

@testable import Statistics

struct ReportTextTests {
    @Test func `writes a line per week and the breakdowns that are asked for`() {
        let text = ReportText(report()).table(by: [.topic, .total, .platform])

        #expect(
            text == """
                week                       seen relevant   opened answered dismissed     open      median         p90
                2026-W46                     12       12       12       12        12       12       8 min       8 min
                2026-W47                      0        0        0        0         0        0           -           -

                2026-W46 by topic          seen relevant   opened answered dismissed     open      median         p90
                housing                       5        5        5        5         5        5     1 d 2 h     1 d 2 h
                work                          7        7        7        7         7        7           -           -
                """
        )
    }

    @Test func `marks hidden counts and says why they are hidden`() {
        var report = report()
        report.threshold = 3
        report.weeks[0].by["topic"]?[0].answered = nil

        let lines = ReportText(report).table(by: [.topic]).split(separator: "\n", omittingEmptySubsequences: false)

        #expect(lines.contains { $0.hasPrefix("housing") && $0.contains("·") })
        #expect(lines.last == "· = hidden: fewer than 3, or would give such a number away")
    }

    @Test func `keeps columns apart where a name is too long for its own`() {
        var report = report()
        report.weeks[0].by["topic"]?[0].value = "a name that is longer than its column"

        let text = ReportText(report).table(by: [.topic])

        #expect(text.contains("a name that is longer than its column         5"))
    }

    @Test func `writes every week, dimension and value as CSV`() {
        let text = ReportText(report()).csv()

        #expect(
            text == """
                week,dimension,value,seen,relevant,opened,answered,dismissed,open,medianSecondsToAnswer,p90SecondsToAnswer
                2026-W46,total,all,12,12,12,12,12,12,480,480
                2026-W46,topic,housing,5,5,5,5,5,5,93600,93600
                2026-W46,topic,work,7,7,7,7,7,7,,
                2026-W46,language,ro,12,12,12,12,12,12,,
                2026-W47,total,all,0,0,0,0,0,0,,
                """
        )
    }

    @Test func `leaves hidden counts empty in CSV`() {
        var report = report()
        report.weeks = [report.weeks[1]]
        report.weeks[0].total = Tables.row("all", nil)

        #expect(ReportText(report).csv().hasSuffix("\n2026-W47,total,all,,,,,,,,"))
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""), ("a\nb", "\"a\nb\""),
        ("a\r\nb", "\"a\r\nb\""), ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-cmd", "'-cmd"), ("@sum", "'@sum"),
        ("\tx", "'\tx"), ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("-5", "-5"), ("a=b", "a=b"), ("", ""),
        ("\rx", "\"'\rx\""), ("=\u{301}1", "'=\u{301}1"), ("a,\u{301}b", "\"a,\u{301}b\""),
    ])
    func `quotes values and defuses formulas`(_ value: String, _ cell: String) {
        var report = report()
        report.weeks = [report.weeks[1]]
        report.weeks[0].total.value = value

        let text = ReportText(report).csv()

        #expect(text.hasSuffix("\n2026-W47,total,\(cell),0,0,0,0,0,0,,"))
    }

    @Test(arguments: [
        (0, "0 min"), (59, "0 min"), (60, "1 min"), (3_599, "59 min"), (3_600, "1 h"), (3_659, "1 h"),
        (7_800, "2 h 10 min"),
        (86_399, "23 h 59 min"), (86_400, "1 d"), (86_400 + 3_599, "1 d"), (273_600, "3 d 4 h"), (8_640_000, "100 d"),
    ])
    func `writes a span in its two largest units`(_ seconds: Int, _ text: String) {
        #expect(ReportText.span(seconds) == text)
    }

    private func report() -> WeeklyReport {
        let busy = WeekFigures(
            week: Tables.week("2026-W46"),
            total: Tables.row("all", 12, waited: 480),
            by: [
                "topic": [Tables.row("housing", 5, waited: 93_600), Tables.row("work", 7)],
                "language": [Tables.row("ro", 12)],
                "platform": [],
            ]
        )
        let idle = WeekFigures(week: Tables.week("2026-W47"), total: Tables.row("all", 0), by: [:])
        return WeeklyReport(weeks: [busy, idle], definitions: WeeklyReport.definitions, threshold: 0)
    }
}
