import Domain
import TestSupport
import Testing

struct PlainWordsTests {
    private static let plea = "Mein Chef zahlt mir seit zwei Monaten keinen Lohn, ich arbeite auf dem Bau, wer hilft?"

    @Test(arguments: [
        "MEIN CHEF ZAHLT MIR SEIT ZWEI MONATEN KEINEN LOHN ich arbeite auf dem bau wer hilft 🙏",
        "Hallo zusammen, mein Chef zahlt mir seit zwei Monaten keinen Lohn, ich arbeite auf dem Bau, wer hilft?",
        "Mein Chef zahlt mir seit zwei Monaten keinen Lohn, ich arbeite auf dem",
        "Mein Chfe zahlt mir siet zwei Monatn keinen Lohn, ich arbeite auf dem Bau, wer hilft?",
        "Mein Chef zahlt mirseit zwei Monaten keinen Lohn, ichar beite auf dem Bau, wer hilft?",
    ])
    func `a slightly changed text is a copy, seen from both sides`(_ copy: String) {
        #expect(PlainWords(copy).isCopy(of: PlainWords(Self.plea)))
        #expect(PlainWords(Self.plea).isCopy(of: PlainWords(copy)))
    }

    @Test(arguments: [
        "Mein Chef zahlt mir seit zwei Monaten keinen Urlaub, ich arbeite auf dem Bau, wer hilft?",
        "Mein Chef zahlt mir seit zwei Monaten einen Lohn, ich arbeite auf dem Bau, wer hilft?",
        "Mein Chef zahlt mir seit 12 Monaten keinen Lohn, ich arbeite auf dem Bau, wer hilft?",
        "Mein Chef zahlt mir seit zwei Monaten keinen Lohn",
        "Seit zwei Monaten zahlt mir mein Chef keinen Lohn, wer hilft? Ich arbeite auf dem Bau",
    ])
    func `another word, number, order or half the text is no copy`(_ other: String) {
        #expect(!PlainWords(other).isCopy(of: PlainWords(Self.plea)))
        #expect(!PlainWords(Self.plea).isCopy(of: PlainWords(other)))
    }

    @Test func `numbers that differ spare the slow look, a number before or after does not`() {
        #expect(!TextNumbers("7 months, 350 euro").mayBeCopy(of: TextNumbers("7 months, 400 euro")))
        #expect(!TextNumbers("am 13").mayBeCopy(of: TextNumbers("am 1 3")))
        #expect(TextNumbers("2 kids").mayBeCopy(of: TextNumbers("hello 1: 2 kids")))
        #expect(TextNumbers("no number").mayBeCopy(of: TextNumbers("call 0171")))
    }

    @Test func `a short text is nobody's copy, not even its own`() {
        let short = PlainWords("suche Zimmer in Köln bis 400 Euro")

        #expect(!short.isCopy(of: short))
    }

    @Test(arguments: try TableRows.read("likeness/similar.tsv"))
    func `two people who write alike are two people`(_ row: [String]) {
        #expect(!PlainWords(row[1]).isCopy(of: PlainWords(row[2])))
        #expect(!PlainWords(row[2]).isCopy(of: PlainWords(row[1])))
    }

    @Test(arguments: ["", " ", "🙏🙏", "a", "\u{301}\u{301}", "1 2 3 4 5 6 7 8 9"])
    func `any text can be compared`(_ text: String) {
        _ = PlainWords(text).isCopy(of: PlainWords(Self.plea))
    }
}
