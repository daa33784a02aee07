import Testing

@testable import Classification

struct TermPatternTests {
    private typealias Step = TermPattern.Step

    @Test func `reads words, stems and their folding`() throws {
        #expect(try parts("Wohnung") == [[step(.word("wohnung"))]])
        #expect(try parts("închiri*") == [[step(.stem("inchiri"))]])
        #expect(try parts("ostao* bez  posla") == [[step(.stem("ostao")), step(.word("bez")), step(.word("posla"))]])
    }

    @Test func `cuts a word at an apostrophe and keeps the star for its last part`() throws {
        #expect(try parts("dall'uffici*") == [[step(.word("dall")), step(.stem("uffici"))]])
    }

    @Test func `shortens repeated letters as posts are shortened`() throws {
        #expect(try parts("copiii") == [[step(.word("copi"))]])
    }

    @Test func `reads a gap, in front of a word of several parts too`() throws {
        #expect(try parts("nu am ~ unde")[0].map(\.gap) == [0, 0, 3])
        #expect(try parts("nu ~ dall'ufficio")[0].map(\.gap) == [0, 3, 0])
    }

    @Test func `reads parts and marks`() throws {
        let parts = try parts("copil* & <phone> & strad*")

        #expect(parts == [[step(.stem("copil"))], [step(.mark(.phone))], [step(.stem("strad"))]])
        #expect(try self.parts("<question>") == [[step(.mark(.question))]])
    }

    private func parts(_ text: String) throws -> [[Step]] { try TermPattern(text, FoldTable()).parts }

    private func step(_ atom: Step.Atom) -> Step { Step(atom: atom, gap: 0) }
}
