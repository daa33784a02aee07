import Classification
import Domain
import Foundation
import TestSupport
import Testing

struct LanguageModelTests {
    /// The model that is shipped; reading it takes a moment.
    private static let shipped = Result {
        try LanguageModel(
            fileBytes: Array(Data(contentsOf: Fixtures.checkout.appending(path: "Config/models/languages.model")))
        )
    }

    private func language(_ text: String) throws -> String {
        let model = try Self.shipped.get()
        let scores = model.scores(LetterSequence(text, LetterTable()))
        let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
        return model.classes[best]
    }

    @Test(
        arguments: [
            ("Търся квартира под наем, някой знае ли нещо", "bg"), ("tursq kvartira, nqkoi znae li ne6to", "bg-Latn"),
            ("Suche eine Wohnung, weiß jemand etwas", "de"), ("hledam byt v praze nevite o necem", "cs"),
            ("Caut chirie, stie cineva ceva", "ro"), ("Szukam mieszkania, czy ktoś coś wie", "pl"),
            ("cerco casa, qualcuno sa qualcosa", "it"), ("ev arıyorum, bilen var mı", "tr"),
            ("шукаю квартиру, хтось щось знає", "uk"), ("ищу квартиру, кто-нибудь знает", "ru"),
        ]
    )
    func `tells languages apart, also without diacritics and in Latin letters`(_ text: String, _ wanted: String) throws
    {
        #expect(try language(text) == wanted)
    }

    @Test func `a file gives back the same model`() throws {
        // Lanes beyond the classes are not kept.
        let weights = (0..<LanguageModel.lanes << 8).map {
            $0 % LanguageModel.lanes < 2 ? Int8(truncatingIfNeeded: $0 &* 37) : 0
        }
        let model = LanguageModel(classes: ["a", "b"], bits: 8, scale: 0.5, weights: weights)

        let again = try LanguageModel(fileBytes: model.fileBytes())

        #expect(again.fingerprint == model.fingerprint)
        #expect(again.classes == ["a", "b"])
        #expect(
            again.scores(LetterSequence("wort", LetterTable())) == model.scores(LetterSequence("wort", LetterTable()))
        )
    }

    @Test func `a file that is none, or was cut off, is refused with the reason`() throws {
        let model = LanguageModel(
            classes: ["a"],
            bits: 8,
            scale: 1,
            weights: Array(repeating: 1, count: LanguageModel.lanes << 8)
        )
        let bytes = try model.fileBytes()

        #expect(throws: ModelFileFault(reason: "it is no language model")) { try LanguageModel(fileBytes: [1, 2, 3]) }
        #expect(throws: ModelFileFault(reason: "it is cut off")) {
            try LanguageModel(fileBytes: Array(bytes.dropLast()))
        }
    }

    @Test func `letters are lower case, words apart, long runs shortened`() {
        let table = LetterTable()

        let one = LetterSequence("12 Čakááááám  tě!! 12", table)
        let two = LetterSequence("čakáám tě", table)

        #expect(one.letters == two.letters)
        #expect(LetterSequence("", table).letters == [0])
        #expect(LetterSequence("4ovek 500 6te", table).letters.count == 11)
        #expect(LetterSequence(String(repeating: "ab", count: 10_000), table).letters.count <= LetterSequence.limit + 2)
    }
}
