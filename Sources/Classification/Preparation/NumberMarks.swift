/// Finds telephone numbers, calendar dates and sums of money among the words that are numbers.
struct NumberMarks: Sendable {
    /// Folded words for currencies, such as `eur`.
    let currencies: Set<String>

    func mark(_ text: inout PreparedText) {
        var index = 0
        while index < text.words.count {
            guard text.words[index].isNumber else {
                index += 1
                continue
            }
            if let length = dateLength(at: index, text) {
                add(.date, index, length, &text)
                index += length
            } else if let length = phoneLength(at: index, text) {
                add(.phone, index, length, &text)
                index += length
            } else {
                if isMoney(index, text) { add(.money, index, 1, &text) }
                index += 1
            }
        }
    }

    /// `15.12.`, `15/12/2026`: day, month and perhaps year, with the same sign between them.
    private func dateLength(at index: Int, _ text: PreparedText) -> Int? {
        let words = text.words
        guard index + 1 < words.count, words[index + 1].isNumber else { return nil }
        let sign = words[index + 1].before
        guard sign == UInt8(ascii: ".") || sign == UInt8(ascii: "/"), isNext(index + 1, words) else { return nil }
        guard let day = value(index, text), let month = value(index + 1, text),
            (1...31).contains(day), (1...12).contains(month), words[index].end - words[index].start <= 2
        else { return nil }
        guard index + 2 < words.count, words[index + 2].isNumber, words[index + 2].before == sign,
            isNext(index + 2, words), let year = value(index + 2, text)
        else { return 2 }
        return year < 100 || (1990...2100).contains(year) ? 3 : nil
    }

    /// Eight digits or more that begin with 0 or +, in groups.
    private func phoneLength(at index: Int, _ text: PreparedText) -> Int? {
        let words = text.words
        let first = words[index]
        guard first.before == UInt8(ascii: "+") || text.folded[Int(first.start)] == UInt8(ascii: "0") else {
            return nil
        }
        var digits = Int(first.end - first.start)
        var length = 1
        while index + length < words.count, words[index + length].isNumber, isNear(index + length, words) {
            digits += Int(words[index + length].end - words[index + length].start)
            length += 1
        }
        return digits >= 8 ? length : nil
    }

    private func isMoney(_ index: Int, _ text: PreparedText) -> Bool {
        [index - 1, index + 1].contains { neighbour in
            guard text.words.indices.contains(neighbour) else { return false }
            let word = text.words[neighbour]
            let bytes = text.folded[Int(word.start)..<Int(word.end)]
            return bytes.count <= 12 && currencies.contains(String(decoding: bytes, as: UTF8.self))
        }
    }

    private func value(_ index: Int, _ text: PreparedText) -> Int? {
        let word = text.words[index]
        guard word.end - word.start <= 4 else { return nil }
        return Int(String(decoding: text.folded[Int(word.start)..<Int(word.end)], as: UTF8.self))
    }

    private func isNext(_ index: Int, _ words: [PreparedText.Word]) -> Bool {
        words[index].origin.scalarStart - words[index - 1].origin.scalarEnd == 1
    }

    private func isNear(_ index: Int, _ words: [PreparedText.Word]) -> Bool {
        words[index].origin.scalarStart - words[index - 1].origin.scalarEnd <= 3
    }

    private func add(_ kind: TextMark, _ index: Int, _ length: Int, _ text: inout PreparedText) {
        var origin = text.words[index].origin
        let last = text.words[index + length - 1].origin
        (origin.scalarEnd, origin.byteEnd) = (last.scalarEnd, last.byteEnd)
        text.marks.append(PreparedText.Mark(kind: kind, word: Int32(index), origin: origin))
    }
}
