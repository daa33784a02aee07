import Domain
import Testing

@testable import Classification

struct LexiconReaderTests {
    @Test(arguments: try ReasonedRow.all("lexicon/faults.tsv"))
    func `says of a bad line where it stands and why`(_ row: ReasonedRow) throws {
        let text = "# comment\n\nword|-|1|und\n\(row.input)\nword|-|1|oder\n"

        let faults = faults(SmallLexicon.data(["de": text]))

        let fault = try #require(faults.first)
        #expect(faults.count == 1)
        #expect((fault.file, fault.line) == ("de.tsv", 4))
        #expect(fault.reason.contains(row.expected))
        #expect(fault.description == "de.tsv, line 4: \(fault.reason)")
    }

    @Test func `reports the faults of all files at once, in their order`() {
        let data = SmallLexicon.data(
            ["hr": "x", "de": "x\nx"],
            common: "letter|-|1|ä",
            places: "Köln|DE\nBonn|DE|NRW|bonn,,в бон"
        )

        let faults = faults(data)

        #expect(
            faults.map { "\($0.file) \($0.line)" } == [
                "common.tsv 1", "de.tsv 1", "de.tsv 2", "hr.tsv 1", "places.tsv 1",
            ]
        )
    }

    @Test func `names the form of a place that cannot be used`() {
        let faults = faults(SmallLexicon.data(places: "# places\nBonn|DE|NRW|bonn, !,^x*y"))

        #expect(
            faults.map(\.description) == [
                "places.tsv, line 2: form '!': '!' holds no letter or digit",
                "places.tsv, line 2: form '^x*y': '*' stands only at the end of a word, not inside 'x*y'",
            ]
        )
    }

    @Test(arguments: ["\n", "\r\n"])
    func `reads files of any system`(_ newline: String) throws {
        let lines = ["\u{FEFF}# German", "", " ", "topic\thousing\t3\twohnung", "topic\twork\t3\t arbeit ", ""]
        let data = DataTable(file: "de.tsv", text: lines.joined(separator: newline))

        #expect(data.lines.map(\.number) == [4, 5])
        #expect(
            data.lines.map(\.columns) == [["topic", "housing", "3", "wohnung"], ["topic", "work", "3", "arbeit"]]
        )
    }

    @Test func `reads weights from -9 to 9 and every field`() throws {
        let lines = """
            word|-|1|und
            letter|-|2|ä
            kind|offer|9|biete
            topic|work|-9|hobby
            urgency|soon|1|frist
            minors|yes|3|kind
            """

        let reader = reader(lines)

        #expect(reader.faults == [])
        #expect(reader.terms.map(\.weight) == [1, 9, -9, 1, 3])
        #expect(reader.terms.map(\.field) == [.word, .kind, .topic, .urgency, .minors])
        #expect(reader.letters.map(\.scalar) == [0xE4])
    }

    private func reader(_ lines: String) -> LexiconReader {
        var reader = LexiconReader(table: FoldTable(), topics: SmallLexicon.topics)
        reader.read(DataTable(file: "de.tsv", text: SmallLexicon.withTabs(lines)), language: "de")
        return reader
    }

    private func faults(_ data: ClassifierData) -> [LexiconFault] {
        do throws(ClassifierDataFaults) {
            _ = try Classifier(data)
            return []
        } catch {
            return error.faults
        }
    }
}
