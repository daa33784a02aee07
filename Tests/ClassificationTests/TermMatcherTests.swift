import Domain
import Testing

@testable import Classification

struct TermMatcherTests {
    @Test(arguments: try ReasonedRow.all("lexicon/matches.tsv"))
    func `finds a pattern where it stands`(_ row: ReasonedRow) throws {
        let sides = row.input.split(separator: " => ", maxSplits: 1).map(String.init)

        let found = try found("topic|housing|3|\(sides[0])", in: sides[1])

        #expect(found == (row.expected == "-" ? [] : [row.expected]))
    }

    @Test(arguments: [1, 250])
    func `finds parts in short and in long posts alike`(_ fillers: Int) throws {
        let filler = String(repeating: "x ", count: fillers)

        let found = try found("topic|housing|3|a & b c\ntopic|work|3|a & d", in: filler + "a c b c " + filler)

        #expect(found == ["b c + a"])
    }

    @Test func `finds terms of the languages that are asked for and of all languages`() throws {
        let classifier = try Classifier(
            SmallLexicon.data(["de": "topic|work|3|zug", "hr": "topic|family|3|zug"], common: "topic|housing|3|zug")
        )
        let matcher = TermMatcher(classifier.index, classifier.preparation.prepare("zug"))
        func topics(_ languages: UInt64) -> [String] {
            matcher.hits(languages: languages).hits.map { classifier.index.labels[Int($0.label)].value }.sorted()
        }

        #expect(topics(0) == ["housing"])
        #expect(topics(0b01) == ["housing", "work"])
        #expect(topics(0b10) == ["family", "housing"])
        #expect(topics(.max) == ["family", "housing", "work"])
    }

    @Test func `finds some places only with a capital letter`() throws {
        let classifier = try SmallLexicon.classifier("", places: "Essen|DE|NRW|^essen,^la essen,essen centro")

        #expect(classifier.classify("ich wohne in Essen").places == ["Essen"])
        #expect(classifier.classify("wir essen heute, dann Essen").places == ["Essen"])
        #expect(classifier.classify("wir essen heute").places == [])
        #expect(classifier.classify("abito a essen centro").places == ["Essen"])
    }

    /// The words that each hit covers, its parts joined by +.
    private func found(_ lines: String, in text: String) throws -> [String] {
        let classifier = try SmallLexicon.classifier(lines)
        let prepared = classifier.preparation.prepare(text)
        let found = TermMatcher(classifier.index, prepared).hits(languages: .max)
        return found.hits.map { hit in
            hit.spans.map { number in
                let span = found.spans[Int(number)]
                guard span.first >= 0 else {
                    let mark = prepared.marks[Int(-1 - span.first)].origin
                    return text.scalars(mark.scalarStart, mark.scalarEnd)
                }
                let (first, last) = (prepared.words[Int(span.first)].origin, prepared.words[Int(span.last)].origin)
                return text.scalars(first.scalarStart, last.scalarEnd)
            }
            .joined(separator: " + ")
        }
    }
}
