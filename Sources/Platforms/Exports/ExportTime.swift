package import Foundation

/// Reads the ways in which exports write a moment.
///
/// All results lie in 1990...2100.
package enum ExportTime {
    /// A moment from seconds since 1970, or from milliseconds where the number is above 10^11.
    package static func moment(epoch number: Double) -> Date? {
        guard number.isFinite else { return nil }
        return within(number > 1e11 ? number / 1000 : number)
    }

    /// A moment from text: a number of seconds or milliseconds, ISO 8601, or a date and time of a clock on the wall.
    /// - Parameter timeZone: where that clock hangs, for times without an offset.
    package static func moment(_ text: String, timeZone: TimeZone = .gmt) -> Date? {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let bytes = Array(trimmed.utf8.prefix(64))
        return bytes.withUnsafeBytes { moment(bytes: $0, timeZone: timeZone) }
    }

    /// The same for raw bytes, without white space around them.
    package static func moment(bytes: UnsafeRawBufferPointer, timeZone: TimeZone = .gmt) -> Date? {
        if bytes.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }), !isGermanDate(bytes) {
            return Double(String(decoding: bytes, as: UTF8.self)).flatMap(moment(epoch:))
        }
        var reader = ClockReader(bytes: bytes)
        guard let seconds = reader.read() else { return nil }
        guard let offset = reader.offset else { return within(onWall: seconds, timeZone) }
        return within(seconds - Double(offset))
    }

    /// A moment from the day number of a spreadsheet, whose day 0 is the 30th of December 1899.
    package static func moment(spreadsheetDay day: Double, timeZone: TimeZone = .gmt) -> Date? {
        guard day.isFinite else { return nil }
        // Rounded to seconds, because spreadsheets cut the fraction of the day.
        return within(onWall: ((day - 25_569) * 86_400).rounded(), timeZone)
    }

    private static func isGermanDate(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.reduce(0) { $0 + ($1 == UInt8(ascii: ".") ? 1 : 0) } > 1
    }

    private static func within(onWall seconds: Double, _ zone: TimeZone) -> Date? {
        let guess = Date(timeIntervalSince1970: seconds)
        let near = guess.addingTimeInterval(-Double(zone.secondsFromGMT(for: guess)))
        // Asked twice, because the first answer may lie on the other side of a change of the clock.
        return within(seconds - Double(zone.secondsFromGMT(for: near)))
    }

    private static func within(_ seconds: Double) -> Date? {
        (earliest..<latest).contains(seconds) ? Date(timeIntervalSince1970: seconds) : nil
    }

    /// 1990-01-01 and 2101-01-01.
    private static let earliest = 631_152_000.0
    private static let latest = 4_133_980_800.0
}

/// Reads `YYYY-MM-DD[T ]HH:MM[:SS[.f]][Z|±HH[:]MM]` and `DD.MM.YYYY[,] [HH:MM[:SS]]`.
private struct ClockReader {
    let bytes: UnsafeRawBufferPointer
    var index = 0
    /// Seconds east of Greenwich; nil where the text says none.
    var offset: Int?

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Seconds since 1970 as if the clock hung in Greenwich.
    mutating func read() -> Double? {
        guard let first = number(1...4) else { return nil }
        let parts: (year: Int, month: Int, day: Int)
        if first.digits == 4, take("-"), let month = number(2...2), take("-"), let day = number(2...2) {
            parts = (first.value, month.value, day.value)
        } else if first.digits <= 2, take("."), let month = number(1...2), take("."), let year = number(4...4) {
            parts = (year.value, month.value, first.value)
        } else {
            return nil
        }
        guard (1...12).contains(parts.month), (1...Self.days(in: parts.month, of: parts.year)).contains(parts.day)
        else { return nil }
        let day = Self.dayNumber(parts.year, parts.month, parts.day)
        guard let seconds = clock(), index == bytes.count else { return nil }
        return Double(day * 86_400) + seconds
    }

    private mutating func clock() -> Double? {
        guard index < bytes.count else { return 0 }
        if !take("T") {
            _ = take(",")
            guard take(" ") else { return nil }
        }
        guard let hour = number(1...2), hour.value < 24, take(":"), let minute = number(2...2), minute.value < 60
        else { return nil }
        var seconds = Double(hour.value * 3600 + minute.value * 60)
        if take(":") {
            guard let second = number(2...2), second.value <= 60 else { return nil }
            seconds += Double(second.value)
            if take("."), let fraction = number(1...9) {
                seconds += Double(fraction.value) / pow(10, Double(fraction.digits))
            }
        }
        return readOffset() ? seconds : nil
    }

    /// - Returns: whether nothing, or a well-formed offset, stands here.
    private mutating func readOffset() -> Bool {
        if take("Z") {
            offset = 0
            return true
        }
        let sign = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0 else { return true }
        guard let hours = number(2...2), hours.value <= 15 else { return false }
        _ = take(":")
        let minutes = number(2...2)?.value ?? 0
        offset = sign * (hours.value * 3600 + minutes * 60)
        return minutes < 60
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func number(_ length: ClosedRange<Int>) -> (value: Int, digits: Int)? {
        var value = 0, digits = 0
        while digits < length.upperBound, index < bytes.count, (0x30...0x39).contains(bytes[index]) {
            value = value * 10 + Int(bytes[index] - 0x30)
            digits += 1
            index += 1
        }
        return length.contains(digits) ? (value, digits) : nil
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970 in the Gregorian calendar.
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // Years that begin in March put the leap day at their end.
        let year = month <= 2 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let era = year / 400, yearOfEra = year % 400
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
