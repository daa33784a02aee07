import Testing

@testable import Classification

struct LabelScoresTests {
    @Test func `adds up different terms`() throws {
        #expect(try housing("miete und kaution", "topic|housing|2|miete\ntopic|housing|1|kaution") == 3)
    }

    @Test func `counts a term once however often it stands there`() throws {
        #expect(try housing("miete miete miete", "topic|housing|2|miete") == 2)
    }

    @Test func `counts a word once for a label, by its longest term`() throws {
        let lines = "topic|housing|5|wohn*\ntopic|housing|1|wohnung gesucht\ntopic|housing|2|gesucht"

        #expect(try housing("wohnung gesucht", lines) == 1)
        #expect(try housing("wohnung, dringend gesucht", lines) == 7)
    }

    @Test func `takes the heavier of two terms for the same words, of either sign`() throws {
        #expect(try housing("wohnung", "topic|housing|2|wohn*\ntopic|housing|3|wohnung") == 3)
        #expect(try housing("wohnung", "topic|housing|-4|wohn*\ntopic|housing|3|wohnung") == -4)
    }

    @Test func `counts a word for each label that it speaks for`() throws {
        let scores = try SmallLexicon.scores("jobcenter", "topic|housing|2|jobcenter\ntopic|work|3|jobcenter")

        #expect(scores[SmallLexicon.label(.topic, "housing")].sum == 2)
        #expect(scores[SmallLexicon.label(.topic, "work")].sum == 3)
        #expect(scores[SmallLexicon.label(.topic, "family")].sum == 0)
    }

    @Test func `lets negative weights speak against`() throws {
        let lines = "topic|housing|3|zimmer\ntopic|housing|-3|hotel*"

        #expect(try housing("zimmer im hotel", lines) == 0)
    }

    @Test func `counts a mark once for a label`() throws {
        let lines = "kind|request|2|<question>\nkind|request|2|<question>"

        #expect(try SmallLexicon.scores("ja? nein?", lines)[SmallLexicon.label(.kind, "request")].sum == 2)
    }

    @Test func `lets parts that are apart leave room for terms between them`() throws {
        let lines = "topic|housing|2|miete & weg\ntopic|housing|1|kaution"

        #expect(try housing("miete kaution weg", lines) == 3)
    }

    @Test func `keeps what counted in the order of the text`() throws {
        let lines = "topic|housing|1|c d\ntopic|housing|1|b\ntopic|housing|1|a"

        let scores = try SmallLexicon.scores("a b c d", lines)

        let hits = scores[SmallLexicon.label(.topic, "housing")].hits
        #expect(scores.counted[Int(hits.lowerBound)..<Int(hits.upperBound)].map(\.first) == [0, 1, 2])
    }

    private func housing(_ text: String, _ lines: String) throws -> Int32 {
        try SmallLexicon.scores(text, lines)[SmallLexicon.label(.topic, "housing")].sum
    }
}
