import Domain
import TestSupport
import Testing

@testable import Classification

struct LanguageSwitchesTests {
    @Test func `finds a second language, and none in posts with German office words`() throws {
        let classifier = try ShippedClassifier.withModel()
        var (found, wrong, missed) = (0, 0, 0)
        for line in try Fixtures.text("reading/languages.tsv").split(separator: "\n") where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t").map(String.init)
            let main = classifier.classify(cells[2]).language
            let others = classifier.otherLanguages(in: cells[2], besides: main)
            let told = Set((others.isEmpty ? [] : [main] + others).map(\.rawValue))
            let wanted = cells[1] == "-" ? [] : Set(cells[..<2])
            if wanted.isEmpty { wrong += told.isEmpty ? 0 : 1; continue }
            wrong += told.subtracting(wanted).count
            if wanted.isSubset(of: told) { found += 1 } else { missed += 1 }
        }

        #expect(Double(found) >= 0.9 * Double(found + wrong))
        #expect(Double(found) >= 0.9 * Double(found + missed))
    }

    @Test func `finds none without a language model`() throws {
        let text = "nu am unde sa dorm in noaptea asta. Wer kann mir in Dortmund helfen?"

        #expect(try ShippedClassifier.get().otherLanguages(in: text, besides: "ro") == [])
    }
}
