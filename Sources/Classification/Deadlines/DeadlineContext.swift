import Domain

/// What stands around the words of a time limit.
extension DeadlineFinder {
    /// Whether a limit is announced by a word up to three words before, or one behind.
    func isLimit(_ number: Int) -> Bool {
        if senses[number].contains(.untilAfter) { return true }
        for next in number + 1..<max(number + 1, min(number + 3, text.words.count))
        where senses[next].contains(.untilAfter) {
            return true
        }
        return before(number, .until)
    }

    func isNext(_ number: Int) -> Bool { before(number, .next) }

    /// Whether the beginning of something is announced.
    func isFrom(_ number: Int) -> Bool {
        guard !before(number, .until) else { return false }
        return number > 0 && senses[number - 1].contains(.from) && !senses[number - 1].contains(.until)
            || number + 1 < text.words.count && senses[number + 1].contains(.fromAfter)
    }

    private func before(_ number: Int, _ sense: DeadlineWords.Sense) -> Bool {
        var place = number - 1
        while place >= max(0, number - 3) {
            if senses[place].contains(sense) { return true }
            guard senses[place].contains(.filler) || senses[place].contains(.next) else { return false }
            place -= 1
        }
        return false
    }

    /// The first of the words that belong to a limit: the word that announces it, where it is near.
    func opening(of number: Int) -> Int {
        var (place, opening) = (number - 1, number)
        while place >= max(0, number - 3) {
            if senses[place].contains(.until) { opening = place }
            guard !senses[place].isDisjoint(with: [.until, .filler, .next]) else { break }
            place -= 1
        }
        return opening
    }

    func unit(_ number: Int) -> DeadlineWords.Unit? {
        guard number < text.words.count else { return nil }
        return first(number) { if case .unit(let unit) = $0 { unit } else { nil } }
    }

    /// A number in digits or as a word.
    func amount(_ number: Int) -> Int? {
        value(number).flatMap { $0 <= 100 ? $0 : nil }
            ?? first(number) { if case .number(let value) = $0 { value } else { nil } }
    }

    func first<T: Comparable>(_ number: Int, _ body: (DeadlineWords.Sense) -> T?) -> T? {
        senses[number].compactMap(body).min()
    }

    func first(_ number: Int, _ body: (DeadlineWords.Sense) -> DeadlineWords.Unit?) -> DeadlineWords.Unit? {
        senses[number].compactMap(body).min { $0.rawValue < $1.rawValue }
    }

    static let month: @Sendable (DeadlineWords.Sense) -> Int? = {
        if case .month(let month) = $0 { month } else { nil }
    }

    /// A number in digits only.
    func value(_ number: Int) -> Int? {
        let word = text.words[number]
        guard word.isNumber, word.end - word.start <= 4 else { return nil }
        return Int(String(decoding: text.folded[Int(word.start)..<Int(word.end)], as: UTF8.self))
    }

    /// A day of a month in digits, perhaps with an ending such as `15th`.
    func dayValue(_ number: Int) -> Int? {
        let word = text.words[number]
        let bytes = text.folded[Int(word.start)..<Int(word.end)]
        let digits = bytes.prefix { (0x30...0x39).contains($0) }
        guard (1...2).contains(digits.count), bytes.count - digits.count <= 6 else { return nil }
        return Int(String(decoding: digits, as: UTF8.self)).flatMap { (1...31).contains($0) ? $0 : nil }
    }

    /// A day and a month: the coming one; nil where it has just passed.
    func withoutYear(month: Int, day: Int) -> CivilDate? {
        guard let date = CivilDate(year: today.year, month: month, day: day) else { return nil }
        if date >= today { return date }
        return today.dayNumber - date.dayNumber > 180 ? CivilDate(year: today.year + 1, month: month, day: day) : nil
    }

    /// A limit that is more days ahead is none.
    static let farthest = 370
}

extension CivilDate {
    func adding(_ count: Int, _ unit: DeadlineWords.Unit) -> CivilDate {
        switch unit {
        case .day: adding(days: count)
        case .week: adding(days: count * 7)
        case .month: adding(months: count)
        case .year: adding(months: count * 12)
        }
    }

    /// The last day of its week, month or year, or of the next one.
    func end(of unit: DeadlineWords.Unit, next isNext: Bool) -> CivilDate {
        switch unit {
        case .day: self
        case .week: adding(days: 7 - weekday + (isNext ? 7 : 0))
        case .month: adding(months: isNext ? 1 : 0).endOfMonth
        case .year: CivilDate(year: year + (isNext ? 1 : 0), month: 12, day: 31) ?? self
        }
    }
}
