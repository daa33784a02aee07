import Domain
import Testing

@testable import Classification

struct LeftOutWordsTests {
    private func words(_ text: String) -> LeftOutWords {
        LeftOutWords(text, TextPreparation(table: FoldTable(), currencies: []).prepare(text))
    }

    @Test func `leaves out one word after the other`() {
        let words = words("Hilfe, ich schlafe 🚗 draußen!")

        let texts = words.steps.map(words.text(without:))

        #expect(
            texts == [
                ", ich schlafe 🚗 draußen!", "Hilfe,  schlafe 🚗 draußen!", "Hilfe, ich  🚗 draußen!",
                "Hilfe, ich schlafe 🚗 !",
            ]
        )
    }

    @Test func `names the words without which the label would be less sure, with their places`() {
        let words = words("Hilfe, ich schlafe 🚗 draußen!")

        let evidence = words.evidence(TermLabel(field: .urgency, value: "acute"), [0.4, -0.2, 1.1, 3])

        #expect(evidence.map(\.text) == ["schlafe", "draußen"])
        #expect(evidence.map(\.start) == [11, 21])
        #expect(evidence.map(\.end) == [18, 28])
        #expect(evidence.allSatisfy { $0.field == "urgency" && $0.value == "acute" })
    }

    @Test func `names nothing where no word matters`() {
        #expect(words("ein zwei").evidence(TermLabel(field: .kind, value: "request"), [0.1, 0.2]).isEmpty)
    }

    @Test func `leaves out several neighbours at a time in a long text`() {
        let words = words(Array(repeating: "wort", count: 1_000).joined(separator: " "))

        #expect(words.steps.count <= LeftOutWords.mostSteps)
        #expect(words.steps.map(\.count).reduce(0, +) == 1_000)
    }

    @Test func `without a deep tier the reasons are those of the lexicons`() throws {
        let classifier = try SmallLexicon.classifier("topic|housing|3|miete")

        #expect(classifier.explained("die miete") == classifier.classify("die miete"))
        #expect(classifier.explained("die miete").evidence.map(\.text) == ["miete"])
    }
}
