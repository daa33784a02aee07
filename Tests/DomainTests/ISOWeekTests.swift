import Domain
import Foundation
import Testing

struct ISOWeekTests {
    @Test func `opens a week on Monday`() throws {
        let week = try #require(ISOWeek("2026-W47"))

        #expect(week.start == moment("2026-11-16T00:00:00Z"))
        #expect(week.end == moment("2026-11-23T00:00:00Z"))
        #expect(ISOWeek(of: week.start) == week)
        #expect(ISOWeek(of: week.start.addingTimeInterval(-1)) == ISOWeek("2026-W46"))
        #expect(ISOWeek(of: week.end.addingTimeInterval(-1)) == week)
        #expect(ISOWeek(of: week.end) == ISOWeek("2026-W48"))
    }

    @Test func `agrees with the calendar of Foundation on every day from 1970 to 2100`() throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        let last = try #require(ISOWeek("2100-W52")).end
        let days = stride(from: 0, to: last.timeIntervalSince1970, by: 86_400)

        let different = days.map { Date(timeIntervalSince1970: $0) }.filter { day in
            let parts = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear], from: day)
            return [day, day.addingTimeInterval(86_399)].map { ISOWeek(of: $0) }
                .contains { $0.year != parts.yearForWeekOfYear || $0.week != parts.weekOfYear }
        }

        #expect(different == [])
    }

    @Test func `reads back every week that it writes`() throws {
        var week = try #require(ISOWeek("1970-W01"))
        var different: [ISOWeek] = []
        while week.year <= 2100 {
            if ISOWeek(week.description) != week { different.append(week) }
            week = week.advanced(by: 1)
        }

        #expect(different == [])
    }

    @Test(arguments: [("2020-W53", true), ("2026-W53", true), ("2025-W53", false), ("2027-W53", false)])
    func `has a week 53 only in long years`(_ text: String, _ exists: Bool) {
        let week = ISOWeek(text)

        #expect((week != nil) == exists)
    }

    @Test(arguments: [
        "", "2026", "2026-47", "2026-W", "2026-W4", "2026-W00", "2026-W54", "2026-W047", "2026-w47", "W47-2026",
        "0000-W01", "-026-W07", "+026-W07", "2026-W+7", "2026-W-7", " 2026-W47", "2026-W47\n", "２０２６-W47",
    ])
    func `takes no other text for a week`(_ text: String) {
        #expect(ISOWeek(text) == nil)
    }

    @Test(arguments: [
        ("2026-W47", 0, "2026-W47"), ("2026-W47", 6, "2026-W53"), ("2026-W47", 7, "2027-W01"),
        ("2027-W01", -1, "2026-W53"), ("1970-W01", -1, "1969-W52"), ("2026-W47", -520, "2016-W48"),
    ])
    func `moves over the edges of years`(_ start: String, _ weeks: Int, _ end: String) throws {
        let week = try #require(ISOWeek(start))

        #expect(week.advanced(by: weeks).description == end)
    }

    @Test func `sorts by year, then by week`() {
        let weeks = ["2027-W01", "2026-W09", "2026-W53", "2026-W10"].compactMap(ISOWeek.init)

        #expect(weeks.sorted().map(\.description) == ["2026-W09", "2026-W10", "2026-W53", "2027-W01"])
    }

    @Test func `stands in JSON as its text and refuses others`() throws {
        let week = try #require(ISOWeek("0907-W05"))

        let json = try JSONEncoder().encode([week])

        #expect(String(decoding: json, as: UTF8.self) == #"["0907-W05"]"#)
        #expect(try JSONDecoder().decode([ISOWeek].self, from: json) == [week])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([ISOWeek].self, from: Data(#"["2025-W53"]"#.utf8))
        }
    }

    private func moment(_ text: String) -> Date? { try? Date(text, strategy: .iso8601) }
}
