/// A place that a post names.
struct PlaceHit {
    /// Its number among `PlaceIndex.names`.
    var place: Int32
    /// The words that name it.
    var words: TermHits.Span
}

/// Finds the places in one prepared text: from left to right, the longest name first.
struct PlaceFinder {
    private let index: PlaceIndex
    private let text: PreparedText
    private let folded: UnsafeBufferPointer<UInt8>
    /// The languages of the post, a bit each.
    private let languages: UInt64

    /// The places that a text names, in the order of mention.
    static func hits(_ index: PlaceIndex, _ text: PreparedText, languages: UInt64) -> [PlaceHit] {
        guard !index.forms.isEmpty else { return [] }
        return text.folded.withUnsafeBufferPointer { folded in
            PlaceFinder(index: index, text: text, folded: folded, languages: languages).hits()
        }
    }

    private func hits() -> [PlaceHit] {
        var hits: [PlaceHit] = []
        var number = 0
        while number < text.words.count {
            let word = bytes(number)
            let lengths = index.filter.lengths(word)
            if !lengths.isEmpty, let hit = hit(at: number, word, lengths, after: hits.last) {
                hits.append(hit)
                number = Int(hit.words.last)
            }
            number += 1
        }
        return hits
    }

    /// A name that was found.
    private struct Found {
        var form: PlaceIndex.Form
        var last: Int
        /// Whether its ending says what a preposition says elsewhere.
        var hasCase = false
    }

    @inline(never)
    private func hit(
        at number: Int,
        _ word: UnsafeBufferPointer<UInt8>,
        _ lengths: PlaceFilter.Lengths,
        after previous: PlaceHit?
    ) -> PlaceHit? {
        var best: Found?
        for level in 0..<4 where lengths.bits & 1 << UInt8(level) != 0 {
            for place in index.forms(PlaceFilter.key(word, letters: level + 3)) {
                guard let found = found(index.forms[Int(place)], at: number, word),
                    found.last > best?.last ?? -1, holds(found, at: number, after: previous)
                else { continue }
                best = found
            }
        }
        guard let best else { return nil }
        // A district after its town: "Frankfurt Griesheim".
        if best.form.needs == .capital, follows(previous, number) { return nil }
        return PlaceHit(place: best.form.place, words: .init(first: Int32(number), last: Int32(best.last)))
    }

    /// Whether a word stands directly after a place, without a sign between.
    private func follows(_ previous: PlaceHit?, _ number: Int) -> Bool {
        guard let previous, Int(previous.words.last) == number - 1 else { return false }
        return text.words[number].origin.scalarStart - text.words[number - 1].origin.scalarEnd == 1
    }

    /// The ending that follows a stem of some length; nil where there is no such ending.
    @inline(__always)
    private func ending(_ word: UnsafeBufferPointer<UInt8>, _ length: Int, _ number: UInt16) -> Int32? {
        guard let base = word.baseAddress, word.count - length <= 8 else { return nil }
        // See `PlaceFilter.key` on reading beyond the word.
        let all = UnsafeRawPointer(base + length).loadUnaligned(as: UInt64.self)
        let rest = word.count - length == 8 ? all : all & (1 << UInt64((word.count - length) * 8) - 1)
        return index.endings.ending(rest, of: number, in: languages)
    }

    /// A form whose first stem a word begins with, if its ending and the words that follow fit.
    @inline(__always)
    private func found(_ form: PlaceIndex.Form, at number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Found? {
        let (start, length) = (Int(form.stem), Int(form.stemLength))
        guard word.count >= length, word.count - length <= 8 else { return nil }
        for place in 0..<length where word[place] != index.stems[start + place] { return nil }
        var found = Found(form: form, last: number)
        if form.endings != PlaceEndings.any {
            guard let ending = ending(word, length, form.endings) else { return nil }
            found.hasCase = index.endings.endings[Int(ending)].cases & languages != 0
        }
        for place in form.rest {
            let wanted = index.formWords[Int(place)]
            found.last += 1
            guard found.last < text.words.count else { return nil }
            let word = bytes(found.last)
            guard word.count >= wanted.length, PlaceHash.of(word[..<Int(wanted.length)]) == wanted.hash,
                wanted.endings == PlaceEndings.any
                    || word.count - Int(wanted.length) <= 8 && ending(word, Int(wanted.length), wanted.endings) != nil
            else { return nil }
        }
        return found
    }

    /// Whether a name is read as a place where it stands.
    private func holds(_ found: Found, at number: Int, after previous: PlaceHit?) -> Bool {
        var need = found.form.needs
        if found.last == number {
            let (hash, base) = (hash(number), base(found.form))
            if index.never.languages(hash) & languages == languages { return false }
            func isOne(of words: PlaceRules.Words) -> Bool {
                (words.languages(hash) | words.languages(base)) & languages != 0
            }
            if isOne(of: index.people) { need = .company }
            if need != .company, isOne(of: index.words) { need = .emphasis }
        }
        switch need {
        case .nothing: return true
        case .capital: if text.words[number].isCapitalised || found.hasCase { return true }
        case .emphasis: if text.words[number].isCapitalised, stands(number, found.last) { return true }
        case .company: break
        }
        return need != .capital && follows(previous, number)
            || number > 0 && index.before.languages(hash(number - 1)) & languages != 0
            || found.last + 1 < text.words.count && index.after.languages(hash(found.last + 1)) & languages != 0
    }

    /// Whether a capital letter tells something: within a sentence, or of a name that is a sentence by itself, at the
    /// end; and not in a language that writes all nouns so.
    private func stands(_ number: Int, _ last: Int) -> Bool {
        guard number > 0, languages & index.capitalising == 0 else { return false }
        let gap = text.words[number].origin.scalarStart - text.words[number - 1].origin.scalarEnd
        return gap == 1 || last == text.words.count - 1
    }

    /// The hash of the first word of a form without an ending, but with that of the name itself.
    private func base(_ form: PlaceIndex.Form) -> UInt64 {
        let stem = PlaceHash.of(index.stems[Int(form.stem)..<Int(form.stem + form.stemLength)])
        return form.endings == PlaceEndings.any ? stem : index.endings.name(form.endings, after: stem)
    }

    private func hash(_ number: Int) -> UInt64 { PlaceHash.of(bytes(number)) }

    @inline(__always)
    private func bytes(_ number: Int) -> UnsafeBufferPointer<UInt8> {
        let word = text.words[number]
        return UnsafeBufferPointer(rebasing: folded[Int(word.start)..<Int(word.end)])
    }
}
