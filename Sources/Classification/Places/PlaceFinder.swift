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
        /// The hash of the first word without its ending, with that of the name itself.
        var base: UInt64
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
        var hash = PlaceHash.start
        let width = PlaceFilter.width(word)
        for length in 1...max(1, word.count) where length <= word.count {
            hash = PlaceHash.step(hash, word[length - 1])
            guard word.count - length <= Self.longestEnding * width, lengths.mayEnd(at: length, width) else { continue }
            for place in index.forms(beginning: hash) {
                guard let found = found(index.forms[Int(place)], at: number, word, length, hash),
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

    /// Endings have at most so many letters.
    private static let longestEnding = 5

    /// Whether a word stands directly after a place, without a sign between.
    private func follows(_ previous: PlaceHit?, _ number: Int) -> Bool {
        guard let previous, Int(previous.words.last) == number - 1 else { return false }
        return text.words[number].origin.scalarStart - text.words[number - 1].origin.scalarEnd == 1
    }

    /// The ending that follows a stem of some length; nil where there is no such ending.
    private func ending(_ word: UnsafeBufferPointer<UInt8>, _ length: Int, _ number: UInt16) -> Int32? {
        return index.endings.ending(PlaceEndings.packed(word[length...]), of: number, in: languages)
    }

    /// A form whose first stem a word begins with, if its ending and the words that follow fit.
    private func found(
        _ form: PlaceIndex.Form,
        at number: Int,
        _ word: UnsafeBufferPointer<UInt8>,
        _ length: Int,
        _ hash: UInt64
    ) -> Found? {
        var found = Found(form: form, last: number, base: hash)
        if form.endings != PlaceEndings.any {
            guard let ending = ending(word, length, form.endings) else { return nil }
            found.base = index.endings.name(form.endings, after: hash)
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
            let hash = hash(number)
            if index.never.languages(hash) & languages == languages { return false }
            func isOne(of words: PlaceRules.Words) -> Bool {
                (words.languages(hash) | words.languages(found.base)) & languages != 0
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

    private func hash(_ number: Int) -> UInt64 { PlaceHash.of(bytes(number)) }

    @inline(__always)
    private func bytes(_ number: Int) -> UnsafeBufferPointer<UInt8> {
        let word = text.words[number]
        return UnsafeBufferPointer(rebasing: folded[Int(word.start)..<Int(word.end)])
    }
}
