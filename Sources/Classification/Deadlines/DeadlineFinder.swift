import Domain

/// A time limit that a post names.
package struct Deadline: Hashable, Sendable {
    /// The day it runs out.
    package let date: CivilDate
    /// The words as they stand in the post.
    package let text: String
    /// Where they begin, in Unicode scalars from the start of the text.
    package let start: Int
    /// Where they end, exclusive.
    package let end: Int
}

/// Finds the time limits of one text, as days of the calendar.
struct DeadlineFinder {
    let text: PreparedText
    let today: CivilDate
    let senses: [Set<DeadlineWords.Sense>]

    init(_ text: PreparedText, _ words: DeadlineWords, language: Language, publishedOn today: CivilDate) {
        self.text = text
        self.today = today
        senses = text.words.map { words.senses(of: text.folded[Int($0.start)..<Int($0.end)], in: language) }
    }

    /// Days after the publication with the words that name them, first to last, in the order of the text.
    func found() -> [(date: CivilDate, words: ClosedRange<Int>)] {
        var result: [(date: CivilDate, words: ClosedRange<Int>)] = []
        var number = 0
        while number < text.words.count {
            guard let phrase = phrase(at: number) else {
                number += 1
                continue
            }
            if phrase.date >= today, phrase.date.dayNumber - today.dayNumber <= Self.farthest {
                result.append((phrase.date, opening(of: number)...phrase.last))
            }
            number = phrase.last + 1
        }
        return result
    }

    private typealias Phrase = (date: CivilDate, last: Int)

    private func phrase(at number: Int) -> Phrase? {
        guard !isFrom(number) else { return nil }
        return numericDate(number) ?? namedDate(number) ?? span(number) ?? endOfSpan(number) ?? ahead(number)
            ?? weekday(number) ?? dayOfMonth(number)
    }

    /// `15.12.`, `15/12/2026`, `2026-12-15`.
    private func numericDate(_ number: Int) -> Phrase? {
        guard text.words[number].isNumber, let first = value(number) else { return nil }
        let sign = number + 1 < text.words.count ? text.words[number + 1].before : 0
        guard let second = next(number + 1, sign), [".", "/", "-"].contains(Character(UnicodeScalar(sign))) else {
            return nil
        }
        let third = next(number + 2, sign)
        if first > 1_900, let third {
            return CivilDate(year: first, month: second, day: third).map { ($0, number + 2) }
        }
        guard sign != UInt8(ascii: "-") else { return nil }
        if let third {
            return CivilDate(year: third < 100 ? third + 2_000 : third, month: second, day: first)
                .map { ($0, number + 2) }
        }
        return withoutYear(month: second, day: first).map { ($0, number + 1) }
    }

    /// A number directly after a sign that stands directly after the word before.
    private func next(_ number: Int, _ sign: UInt8) -> Int? {
        guard number < text.words.count, text.words[number].isNumber, text.words[number].before == sign,
            text.words[number].origin.scalarStart - text.words[number - 1].origin.scalarEnd == 1
        else { return nil }
        return value(number)
    }

    /// A day and the name of a month in either order, perhaps with a year: "December 15".
    private func namedDate(_ number: Int) -> Phrase? {
        var (day, month, last) = (dayValue(number), first(number, Self.month), number)
        guard day != nil || month != nil else { return nil }
        for next in number + 1..<min(number + 4, text.words.count) {
            if day == nil, let found = dayValue(next) { (day, last) = (found, next) }
            if month == nil, let found = first(next, Self.month) { (month, last) = (found, next) }
            if last == next || !senses[next].contains(.filler) { break }
        }
        guard let day, let month, last > number else { return nil }
        if last + 1 < text.words.count, let year = value(last + 1), (2_000...2_100).contains(year) {
            return CivilDate(year: year, month: month, day: day).map { ($0, last + 1) }
        }
        return withoutYear(month: month, day: day).map { ($0, last) }
    }

    /// "in 3 days", "za tydzień", "3 gün içinde".
    private func span(_ number: Int) -> Phrase? {
        var place = number
        var count: Int?
        if senses[number].contains(.within) {
            place += 1
            while place < min(number + 3, text.words.count), amount(place) == nil, unit(place) == nil,
                senses[place].contains(.filler) || senses[place].contains(.within)
            { place += 1 }
        } else if amount(number) == nil {
            return nil
        }
        guard place < text.words.count else { return nil }
        if let found = amount(place) { (count, place) = (found, place + 1) }
        guard place < text.words.count, let unit = unit(place) else { return nil }
        let follows = place + 1 < text.words.count && senses[place + 1].contains(.withinAfter)
        guard senses[number].contains(.within) || follows else { return nil }
        return (today.adding(count ?? 1, unit), follows ? place + 1 : place)
    }

    /// "Ende des Monats", "края на януари", "end of next week".
    private func endOfSpan(_ number: Int) -> Phrase? {
        for sense in senses[number] {
            guard case .end(let named) = sense else { continue }
            if let named { return (today.end(of: named, next: false), number) }
            var (isNext, place) = (false, number + 1)
            while place < min(number + 4, text.words.count) {
                if let unit = unit(place) {
                    isNext = isNext || place + 1 < text.words.count && senses[place + 1].contains(.next)
                    return (today.end(of: unit, next: isNext), place)
                }
                if let month = first(place, Self.month) { return end(ofMonth: month, place) }
                isNext = isNext || senses[place].contains(.next)
                guard senses[place].contains(.next) || senses[place].contains(.filler) else { break }
                place += 1
            }
        }
        return endAfterSpan(number)
    }

    /// "ay sonuna", "hónap végéig": the end stands after.
    private func endAfterSpan(_ number: Int) -> Phrase? {
        guard number + 1 < text.words.count, senses[number + 1].contains(.end(nil)) else { return nil }
        if let unit = unit(number) {
            let isNext = number > 0 && senses[number - 1].contains(.next)
            return (today.end(of: unit, next: isNext), number + 1)
        }
        return first(number, Self.month).flatMap { end(ofMonth: $0, number + 1) }
    }

    private func end(ofMonth month: Int, _ last: Int) -> Phrase? {
        let year = month < today.month ? today.year + 1 : today.year
        return CivilDate(year: year, month: month, day: 1).map { ($0.endOfMonth, last) }
    }

    /// "tomorrow".
    private func ahead(_ number: Int) -> Phrase? {
        first(number) { if case .day(let days) = $0 { days } else { nil } }.map { (today.adding(days: $0), number) }
    }

    /// "bis Freitag", "next Monday".
    private func weekday(_ number: Int) -> Phrase? {
        let wanted = first(number) { if case .weekday(let day) = $0 { day } else { nil } }
        guard let wanted else { return nil }
        let follower = number + 1 < text.words.count ? senses[number + 1] : []
        guard isLimit(number) || isNext(number) || follower.contains(.next) else { return nil }
        return (today.adding(days: (wanted - today.weekday + 6) % 7 + 1), number)
    }

    /// "pana pe 30", "до 15-ти": the next such day, within 31 days.
    private func dayOfMonth(_ number: Int) -> Phrase? {
        guard let day = dayValue(number), isLimit(number), unit(number + 1) == nil, isBare(number) else { return nil }
        for month in [today, today.adding(months: 1), today.adding(months: 2)] {
            guard let date = CivilDate(year: month.year, month: month.month, day: day), date > today else { continue }
            return date.dayNumber - today.dayNumber <= 31 ? (date, number) : nil
        }
        return nil
    }

    /// Whether a number is not the number of something: neither a sum, a time nor a measure follows.
    private func isBare(_ number: Int) -> Bool {
        guard
            !text.marks.contains(where: {
                $0.word == number && $0.kind == .money || $0.kind == .phone && $0.word == number
            })
        else { return false }
        guard number + 1 < text.words.count else { return true }
        let gap = text.words[number + 1].origin.scalarStart - text.words[number].origin.scalarEnd
        return gap > 1 || !text.words[number + 1].isNumber
    }
}
