import Foundation
import TestSupport
import Testing

@testable import Classification

struct TextPreparationTests {
    private let preparation = TextPreparation(table: FoldTable(), currencies: [])

    @Test(arguments: try ReasonedRow.all("preparation/words.tsv"))
    func `cuts a post into folded words`(_ row: ReasonedRow) {
        let text = preparation.prepare(row.input)

        #expect(text.texts.joined(separator: " ") == row.expected)
    }

    @Test(arguments: try ReasonedRow.all("preparation/marks.tsv"))
    func `finds marks and their places`(_ row: ReasonedRow) {
        let text = folding(["euro", "eur", "лева", "złotych"]).prepare(row.input)

        let marks = text.marks.sorted { $0.origin.scalarStart < $1.origin.scalarStart }.map { mark in
            "\(mark.kind.rawValue) \(row.input.scalars(mark.origin.scalarStart, mark.origin.scalarEnd))"
        }
        #expect(marks.joined(separator: " | ") == row.expected)
    }

    @Test(arguments: [
        ("🙏 Хей, помощ", ["Хей", "помощ"]),
        ("👨‍👩‍👧‍👦👍🏽ajuto! 🇧🇬 ok", ["ajuto", "ok"]),
        ("cafe\u{301} pomoc\u{30C}", ["cafe\u{301}", "pomoc\u{30C}"]),
        ("\u{301}\u{302}ab\u{300}\u{301}c!", ["ab\u{300}\u{301}c"]),
        ("Neeeeein 🎉🎉 doch", ["Neeeeein", "doch"]),
        ("https://example.org/ü? ja @anna nein", ["ja", "nein"]),
        ("a\u{200D}b\u{200B} c", ["a\u{200D}b", "c"]),
        ("Straße in Łódź", ["Straße", "in", "Łódź"]),
        ("𝐇𝐢 du", ["𝐇𝐢", "du"]),
    ])
    func `knows where each word stands in the original`(_ original: String, _ words: [String]) {
        let text = preparation.prepare(original)

        #expect(text.words.map { original.scalars($0.origin.scalarStart, $0.origin.scalarEnd) } == words)
        #expect(text.scalarCount == original.unicodeScalars.count)
    }

    @Test func `knows the bytes of each word in the original`() {
        let original = "🙏 Łódź, не, ok"

        let words = preparation.prepare(original).words

        let bytes = Array(original.utf8)
        #expect(
            words.map { String(decoding: bytes[Int($0.origin.byteStart)..<Int($0.origin.byteEnd)], as: UTF8.self) }
                == ["Łódź", "не", "ok"]
        )
    }

    @Test(arguments: [
        ("𝐇𝐢 𝓱𝓮𝓵𝓹", "hi help"), ("ｈｅｌｐ", "help"), ("Ⓗⓔⓛⓟ", "help"), ("ʜᴇʟᴘ", "help"), ("\u{1D7CF}\u{1D7D0}", "12"),
        ("pоmоc", "pomoc"), ("jоb", "job"), ("кaк", "как"), ("paботa", "работа"), ("хaxa", "xaxa"),
        ("Jobcenterът", "jobcenterът"), ("🙏🏽🎉", ""),
    ])
    func `reads styled letters as plain ones and look-alikes in one script`(_ text: String, _ words: String) throws {
        let letters = try String(contentsOf: Fixtures.checkout.appending(path: "Config/letters.tsv"), encoding: .utf8)
        let alikes = LookAlikes(DataTable(file: "letters.tsv", text: letters))

        let prepared = TextPreparation(table: FoldTable(), currencies: [], alikes: alikes).prepare(text)

        #expect(prepared.texts.joined(separator: " ") == words)
    }

    @Test func `counts look-alike letters to the script that the word is read in`() throws {
        let letters = "alike\tо\to"
        let alikes = LookAlikes(DataTable(file: "letters.tsv", text: letters))

        let prepared = TextPreparation(table: FoldTable(), currencies: [], alikes: alikes).prepare("pоmоc")

        #expect(prepared.script == "Latn")
        #expect(prepared.letters.letters == LetterSequence("pomoc", LetterTable()).letters)
    }

    @Test func `knows which words begin with a capital letter and which are numbers`() {
        let text = preparation.prepare("Essen essen Łódź łódź Яна яна 500 5a a5")

        #expect(text.words.map(\.isCapitalised) == [true, false, true, false, true, false, false, false, false])
        #expect(text.words.map(\.isNumber) == [false, false, false, false, false, false, true, false, false])
    }

    @Test(arguments: [
        ("pomoc", "Latn"), ("помощ", "Cyrl"), ("βοήθεια", "Grek"), ("مساعدة", "Arab"), ("幫助", "Zzzz"),
        ("🙏 500", "Zyyy"),
        ("", "Zyyy"), ("la помощ", "Cyrl"), ("ab вг", "Latn"),
    ])
    func `names the script of most letters`(_ text: String, _ script: String) {
        #expect(preparation.prepare(text).script == script)
    }

    @Test func `keeps letters that tell a language, in lower case`() {
        let text = preparation.prepare("Șase ŻÓŁW abc Щ")

        #expect(text.specialLetters.compactMap { Unicode.Scalar($0) }.map(Character.init) == ["ș", "ż", "ó", "ł", "щ"])
    }

    private func folding(_ currencies: [String]) -> TextPreparation {
        let table = FoldTable()
        return TextPreparation(table: table, currencies: Set(currencies.map(table.fold)))
    }
}

extension PreparedText {
    /// The folded words.
    var texts: [String] {
        words.map { String(decoding: folded[Int($0.start)..<Int($0.end)], as: UTF8.self) }
    }
}

extension String {
    /// The part between two positions in Unicode scalars.
    func scalars(_ start: Int32, _ end: Int32) -> String {
        var part = ""
        part.unicodeScalars.append(contentsOf: unicodeScalars.dropFirst(Int(start)).prefix(Int(end - start)))
        return part
    }
}
