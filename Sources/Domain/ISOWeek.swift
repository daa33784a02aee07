package import Foundation

/// A week by ISO 8601: Monday to Sunday, in UTC; the first week of a year holds its first Thursday.
package struct ISOWeek: Hashable, Codable, Sendable, Comparable, CustomStringConvertible {
    /// The year that the week belongs to, which may differ from the calendar year at its edges.
    package let year: Int
    /// The number of the week, 1...53.
    package let week: Int

    /// The week that holds a moment.
    package init(of moment: Date) {
        let day = Int((moment.timeIntervalSince1970 / 86_400).rounded(.down))
        let weekday = Self.weekday(ofDay: day)
        let thursday = day - weekday + 3
        let year = Self.year(ofDay: thursday)
        self.year = year
        self.week = (thursday - Self.firstDay(ofYear: year)) / 7 + 1
    }

    /// Reads `2026-W47`; nil where the text is no such week, also for week 53 of a year that has none.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        // `Int` would take a sign for part of a number.
        guard text.utf8.count == 8, !text.contains("+"), parts.count == 2, parts[0].count == 4, parts[1].hasPrefix("W"),
            let year = Int(parts[0]), let week = Int(parts[1].dropFirst()), year > 0, (1...53).contains(week)
        else { return nil }
        self.year = year
        self.week = week
        guard ISOWeek(of: start) == self else { return nil }
    }

    /// Monday, 0:00 UTC.
    package var start: Date {
        let january4 = Self.firstDay(ofYear: year) + 3
        let monday = january4 - Self.weekday(ofDay: january4)
        return Date(timeIntervalSince1970: Double(monday + (week - 1) * 7) * 86_400)
    }

    /// The next Monday, 0:00 UTC; exclusive.
    package var end: Date { start.addingTimeInterval(7 * 86_400) }

    /// The week so many weeks later; earlier for a negative count.
    package func advanced(by weeks: Int) -> ISOWeek {
        ISOWeek(of: start.addingTimeInterval(Double(weeks) * 7 * 86_400))
    }

    package var description: String {
        let digits = String(year)
        let padding = String(repeating: "0", count: max(0, 4 - digits.count))
        return "\(padding)\(digits)-W\(week < 10 ? "0" : "")\(week)"
    }

    package static func < (left: ISOWeek, right: ISOWeek) -> Bool {
        (left.year, left.week) < (right.year, right.week)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let week = ISOWeek(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an ISO week: \(text)")
        }
        self = week
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The day of the week of a day since 1970: 0 for Monday, 6 for Sunday.
    private static func weekday(ofDay day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

    /// The first of January as days since 1970 (proleptic Gregorian calendar).
    private static func firstDay(ofYear year: Int) -> Int {
        let past = year - 1
        return past * 365 + past / 4 - past / 100 + past / 400 - 719_162
    }

    /// The calendar year of a day since 1970.
    private static func year(ofDay day: Int) -> Int {
        var year = 1970 + Int((Double(day) / 365.2425).rounded(.down))
        while firstDay(ofYear: year) > day { year -= 1 }
        while firstDay(ofYear: year + 1) <= day { year += 1 }
        return year
    }
}
