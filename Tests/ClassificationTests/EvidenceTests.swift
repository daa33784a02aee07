import Domain
import Testing

@testable import Classification

struct EvidenceTests {
    @Test(arguments: LabelledPost.files)
    func `quotes every post word for word, in the order of the text`(_ file: String) throws {
        let classifier = try ShippedClassifier.get()

        for post in try LabelledPost.all(file) {
            let evidence = classifier.classify(post.text).evidence
            let wrong = evidence.filter {
                post.text.scalars(Int32($0.start), Int32($0.end)) != $0.text || $0.text.isEmpty
            }
            #expect(wrong == [], "\(post.id)")
            for (one, next) in zip(evidence, evidence.dropFirst()) where one.field == next.field {
                #expect(one.value != next.value || one.start <= next.start, "\(post.id)")
            }
        }
    }

    @Test(arguments: LabelledPost.files)
    func `gives a reason for every label of every post and for nothing else`(_ file: String) throws {
        let classifier = try ShippedClassifier.get()

        for post in try LabelledPost.all(file) {
            let prediction = classifier.classify(post.text)
            let labels =
                prediction.topics.map(\.rawValue) + prediction.places + [prediction.kind.rawValue]
                + (prediction.urgency == .routine ? [] : [prediction.urgency.rawValue])
                + (prediction.minors ? ["yes"] : [])
            let reasons = Set(prediction.evidence.map(\.value))
            // Chatter is what is left, and a request may follow from its urgency.
            #expect(reasons.isSubset(of: labels), "\(post.id)")
            #expect(Set(labels).subtracting(reasons).isSubset(of: ["chatter", "request"]), "\(post.id)")
        }
    }

    @Test func `points behind emoji, combining marks and repeated letters`() throws {
        let classifier = try SmallLexicon.classifier("topic|housing|3|camera\ntopic|housing|1|pret")
        let text = "👨‍👩‍👧🙏🏽 ca\u{306}meraaaa, pre\u{326}t!"

        let evidence = classifier.classify(text).evidence

        #expect(evidence.map(\.text) == ["ca\u{306}meraaaa", "pre\u{326}t"])
        #expect(evidence.map(\.start) == [8, 20])
        #expect(evidence.map(\.end) == [18, 25])
    }

    @Test func `leaves out what spoke against a label and what did not reach its threshold`() throws {
        let lines = "topic|housing|4|zimmer\ntopic|housing|-1|hotel\ntopic|work|2|lohn"

        let evidence = try SmallLexicon.classifier(lines).classify("lohn hotel zimmer").evidence

        #expect(evidence.map(\.text) == ["zimmer"])
    }

    @Test func `sorts by field, then by place, marks among words`() throws {
        let lines = """
            kind|request|2|<question>
            kind|request|2|wer kennt
            topic|housing|2|zimmer & <phone>
            topic|housing|2|frei
            minors|yes|3|kind
            """

        let evidence = try SmallLexicon.classifier(lines, places: "Bonn|DE|NRW|bonn")
            .classify("Bonn? frei: 0151 2345678 zimmer, kind, wer kennt").evidence

        #expect(evidence.map(\.field) == ["kind", "kind", "topic", "topic", "topic", "minors", "place"])
        #expect(evidence.map(\.text) == ["?", "wer kennt", "frei", "0151 2345678", "zimmer", "kind", "Bonn"])
    }
}
