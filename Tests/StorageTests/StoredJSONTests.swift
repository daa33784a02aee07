import Domain
import Testing

@testable import Storage

struct StoredJSONTests {
    private static let texts =
        [
            "", "housing", "Şura Müller 🙂", "a/b", #"she said "no" \ yes"#, "line\nline\r\n\ttab",
        ] + (0..<0x20).map { "x" + String(Unicode.Scalar($0)) + "y" } + ["\u{7F}\u{80}\u{2028}"]

    @Test(arguments: texts)
    func `lists are written as the encoder writes them`(_ text: String) throws {
        let evidence = Evidence(field: "kind", value: text, text: text + text, start: 3, end: 17)

        #expect(StoredJSON.list([text, "b"]) == (try StoredJSON.text([text, "b"])))
        #expect(StoredJSON.list([evidence, evidence]) == (try StoredJSON.text([evidence, evidence])))
    }

    @Test func `an empty list is written as the encoder writes it`() throws {
        #expect(StoredJSON.list([String]()) == (try StoredJSON.text([String]())))
        #expect(StoredJSON.list([Evidence]()) == (try StoredJSON.text([Evidence]())))
    }
}
