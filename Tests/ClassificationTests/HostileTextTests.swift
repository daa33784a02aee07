import Domain
import Testing

@testable import Classification

/// Texts that nobody writes by hand.
///
/// A cost that grows with the square of the length would run into the time limit.
@Suite(.timeLimit(.minutes(5)))
struct HostileTextTests {
    @Test(arguments: HostileText.all)
    func `reads a text of any content and length`(_ text: HostileText) throws {
        let classifier = try ShippedClassifier.get()
        let content = text.content

        let prediction = classifier.classify(content)

        #expect(prediction.evidence.count <= text.mostEvidence)
        #expect((0...1).contains(prediction.confidence))
        let length = content.unicodeScalars.count
        #expect(prediction.evidence.allSatisfy { 0 <= $0.start && $0.start < $0.end && $0.end <= length })
    }

    @Test(arguments: ["?", "€ ", "https://x.y ", "01.02. ", "0151234567, ", "5 euro "])
    func `keeps one mark of a kind for a word`(_ unit: String) throws {
        let classifier = try ShippedClassifier.get()
        let prepared = classifier.preparation.prepare(String(repeating: unit, count: 5_000))

        var atoms = 0
        TermMatcher(classifier.index, prepared).forEachAtom { _ in atoms += 1 }

        #expect(atoms <= max(1, prepared.words.count) * 6)
    }

    @Test func `finds each term once, however long the text is`() throws {
        let classifier = try ShippedClassifier.get()
        let post = try LabelledPost.all("ro").prefix(20).map(\.text).joined(separator: " . ")
        let once = TermMatcher(classifier.index, classifier.preparation.prepare(post + " . " + post))
            .hits(languages: .max).hits.count

        let often = TermMatcher(
            classifier.index,
            classifier.preparation.prepare(Array(repeating: post, count: 20).joined(separator: " . "))
        ).hits(languages: .max).hits.count

        #expect(once > 50)
        #expect(often == once)
    }
}

/// A hostile text by name.
struct HostileText: CustomTestStringConvertible, Sendable {
    let name: String
    let unit: String
    let count: Int
    /// How many reasons a prediction may give at most.
    let mostEvidence: Int

    var testDescription: String { name }
    var content: String { String(repeating: unit, count: count) }

    static let all = [
        HostileText(name: "nothing", unit: "", count: 1, mostEvidence: 0),
        HostileText(name: "one word of 1 MB", unit: "wohnung", count: 150_000, mostEvidence: 20),
        HostileText(name: "one letter 1 M times", unit: "a", count: 1_000_000, mostEvidence: 0),
        HostileText(name: "1 MB of spaces", unit: " ", count: 1_000_000, mostEvidence: 0),
        HostileText(name: "emoji", unit: "👨‍👩‍👧‍👦🙏🏽", count: 5_000, mostEvidence: 0),
        HostileText(name: "marks heaped on one letter", unit: "\u{300}\u{336}", count: 100_000, mostEvidence: 0),
        HostileText(name: "NULs", unit: "\u{0}", count: 200_000, mostEvidence: 0),
        HostileText(name: "100,000 question marks", unit: "?", count: 100_000, mostEvidence: 1),
        HostileText(name: "100,000 signs of money", unit: "€", count: 100_000, mostEvidence: 2),
        HostileText(name: "200,000 digits", unit: "7", count: 200_000, mostEvidence: 0),
        HostileText(name: "100,000 single digits", unit: "0 ", count: 100_000, mostEvidence: 2),
        HostileText(name: "dates", unit: "01.02.", count: 30_000, mostEvidence: 2),
        HostileText(name: "amounts", unit: "5 € ", count: 50_000, mostEvidence: 2),
        HostileText(name: "names", unit: "@", count: 200_000, mostEvidence: 0),
        HostileText(name: "halves of mail addresses", unit: "a.b_c-", count: 50_000, mostEvidence: 0),
        HostileText(name: "beginnings of links", unit: "http:/", count: 50_000, mostEvidence: 0),
        HostileText(name: "one word 20,000 times", unit: "copil ", count: 20_000, mostEvidence: 20),
        HostileText(name: "a phrase that never ends", unit: "nu am ", count: 20_000, mostEvidence: 20),
        HostileText(name: "brackets", unit: "{<([", count: 50_000, mostEvidence: 0),
        HostileText(name: "letters of the last plane", unit: "\u{10FFFF}\u{FFFD}", count: 50_000, mostEvidence: 0),
    ]
}
