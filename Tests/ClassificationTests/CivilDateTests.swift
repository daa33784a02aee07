import Domain
import Testing

@testable import Classification

struct CivilDateTests {
    @Test func `counts days as the calendar does`() throws {
        let epoch = try #require(CivilDate(year: 1970, month: 1, day: 1))
        let leap = try #require(CivilDate(year: 2024, month: 2, day: 29))

        #expect(epoch.dayNumber == 0 && epoch.weekday == 4)
        #expect(leap.adding(days: 1).description == "2024-03-01")
        #expect(leap.adding(months: 12).description == "2025-02-28")
        #expect(leap.adding(months: 10).endOfMonth.description == "2024-12-31")
    }

    @Test func `comes back from every day number`() {
        for number in stride(from: -200_000, to: 200_000, by: 97) {
            #expect(CivilDate(dayNumber: number).dayNumber == number)
        }
    }

    @Test(arguments: [(2026, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31), (2026, 1, 0)])
    func `refuses days that are none`(_ year: Int, _ month: Int, _ day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }
}
