import Domain
import Testing

@testable import Classification

struct TransliterationTests {
    private let table = DataTable(
        file: "bg-Latn.tsv",
        text: "# letter\ta\tb\nж\tzh\tj\nш\tsh\t6\nа\ta\ta\nй\ty\ti\nь\t\t"
    )

    @Test func `spells words and stems in each scheme`() throws {
        let pattern = try TermPattern("жа* ~ шай & <phone>", FoldTable())

        let variants = Transliteration(table).variants(of: pattern)

        #expect(
            variants == [
                try TermPattern("zha* ~ shay & <phone>", FoldTable()),
                try TermPattern("ja* ~ 6ai & <phone>", FoldTable()),
            ]
        )
    }

    @Test func `gives a spelling that two schemes share once`() throws {
        let variants = Transliteration(table).variants(of: try TermPattern("а", FoldTable()))

        #expect(variants == [try TermPattern("a", FoldTable())])
    }

    @Test func `leaves out letters that a scheme does not write, and keeps letters that it does not know`() throws {
        let variants = Transliteration(table).variants(of: try TermPattern("шьx", FoldTable()))

        #expect(variants == [try TermPattern("shx", FoldTable()), try TermPattern("6x", FoldTable())])
    }

    @Test func `finds a term of the language in Latin letters, and none of other languages`() throws {
        let spellings: [Language: String] = ["bg": "ж|zh|j\nи|i|i\nл|l|l\nщ|sht|6t\nе|e|e"]
        let lexicons: [Language: String] = ["bg": "topic|housing|3|жилищ*", "mk": "topic|work|3|жил"]
        let classifier = try Classifier(SmallLexicon.data(lexicons, spellings: spellings))

        #expect(classifier.classify("zhilishte").topics == ["housing"])
        #expect(classifier.classify("jili6te").topics == ["housing"])
        #expect(classifier.classify("жилище").topics == ["housing"])
        #expect(classifier.classify("zhil").topics == [])
    }
}
