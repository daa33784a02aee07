import Domain
import Testing

@testable import Classification

struct LanguageScorerTests {
    private static let lexicons: [Language: String] = [
        "bg": "word|-|1|аз\nword|-|1|съм\ntopic|housing|3|квартир*",
        "de":
            "word|-|1|und\nword|-|1|nicht\nword|-|1|in\nletter|-|1|ß\ntopic|housing|3|wohnung*\nkind|request|2|<question>",
        "it": "word|-|1|non\nword|-|1|una\nword|-|1|in\ntopic|housing|3|casa",
    ]

    @Test(
        arguments: [
            ("wohnung und nicht", "de"), ("non una casa", "it"), ("аз съм тук", "bg"), ("großer spaß", "de"),
            ("wohnung in", "de"), ("КВАРТИРА", "bg"),
        ] as [(String, Language)]
    )
    func `names the language whose words stand there`(_ text: String, _ language: Language) throws {
        let prediction = try classifier().classify(text)

        #expect(prediction.language == language)
        #expect(prediction.confidence > 0 && prediction.confidence <= 1)
    }

    @Test(arguments: ["", " ", "🙏", "500", "???", "xyz xyz", "wohnung", "lorem ipsum dolor sit amet consectetur elit"])
    func `leaves the language open where nothing tells it`(_ text: String) throws {
        let prediction = try classifier().classify(text)

        #expect(prediction.language == .undetermined)
        #expect(prediction.confidence == 0)
    }

    @Test func `takes the script for a sign of the only language that is written in it`() throws {
        let classifier = try classifier()

        #expect(classifier.classify("дом").language == "bg")
        #expect(classifier.classify("dom").language == .undetermined)
    }

    @Test func `knows the script of every lexicon that is shipped`() throws {
        let scripts = try ShippedClassifier.data().scripts

        #expect(scripts == ["Cyrl": ["bg"], "Latn": ["cs", "de", "en", "hr", "it", "pl", "ro"]])
    }

    @Test func `is surer of a language without a rival`() throws {
        let classifier = try classifier()

        let alone = classifier.classify("und nicht und nicht").confidence
        let mixed = classifier.classify("und nicht non una").confidence

        #expect(alone > mixed)
    }

    @Test func `lets a word of two languages speak for both in part`() throws {
        let classifier = try classifier()
        let matcher = TermMatcher(classifier.index, classifier.preparation.prepare("in"))

        var weights: [Double] = []
        matcher.forEachAtom { weights += classifier.index.votes[Int($0)].map(\.weight) }

        #expect(weights == [0.5, 0.5])
    }

    @Test func `takes a question mark for no sign of a language`() throws {
        let classifier = try classifier()

        #expect(classifier.classify("non??? ??? ???").language == "it")
        #expect(classifier.classify("xyz???").language == .undetermined)
    }

    @Test func `reads a mixed post with the lexicons of both languages`() throws {
        let classifier = try classifier()

        #expect(classifier.classify("non una und casa").topics == ["housing"])
        #expect(classifier.classify("non una wohnung und").topics == ["housing"])
        #expect(classifier.classify("non una non una non una non una wohnung").topics == [])
    }

    @Test func `gives the first in the alphabet where two languages are equal`() throws {
        let classifier = try classifier()

        #expect(classifier.classify("und non").language == "de")
        #expect(classifier.classify("non und").language == "de")
    }

    private func classifier() throws -> Classifier { try Classifier(SmallLexicon.data(Self.lexicons)) }
}
