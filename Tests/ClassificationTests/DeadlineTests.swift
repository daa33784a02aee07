import Domain
import TestSupport
import Testing

@testable import Classification

struct DeadlineTests {
    /// A line of `Fixtures/reading/deadlines.tsv`.
    private struct Row {
        var isSeen: Bool
        var language: Language
        var dates: [String]
        var text: String
    }

    @Test func `finds the days of time limits in all languages`() throws {
        let classifier = try ShippedClassifier.get()
        let today = try #require(CivilDate(year: 2026, month: 11, day: 18))
        var (seen, unseen) = ((right: 0, all: 0), (right: 0, all: 0))
        for row in try rows() {
            let found = classifier.deadlines(in: row.text, language: row.language, publishedOn: today)
            let isRight = Set(found.map(\.date.description)) == Set(row.dates)
            if row.isSeen { seen.all += 1 } else { unseen.all += 1 }
            if isRight, row.isSeen { seen.right += 1 }
            if isRight, !row.isSeen { unseen.right += 1 }
        }

        #expect(seen.all + unseen.all >= 120)
        #expect(Double(seen.right) >= Double(seen.all) * 0.95)
        #expect(Double(unseen.right) >= Double(unseen.all) * 0.9)
    }

    @Test func `says which words name the limit`() throws {
        let text = "🙏 ich muss bis zum 15.12. raus"
        let today = try #require(CivilDate(year: 2026, month: 11, day: 18))

        let found = try ShippedClassifier.get().deadlines(in: text, language: "de", publishedOn: today)

        #expect(found.map(\.date.description) == ["2026-12-15"])
        #expect(found.map(\.text) == ["bis zum 15.12"])
        #expect(found.map(\.start) == [11])
        #expect(found.map(\.end) == [24])
    }

    @Test(arguments: [
        "bis 32.13.", "bis 2026-99-99", "in 9999 days", "bis", "in", "bis zum", "1.1", "99", "bis ende", "до",
    ])
    func `bears what is no date`(_ text: String) throws {
        let today = try #require(CivilDate(year: 2026, month: 12, day: 31))

        #expect(try ShippedClassifier.get().deadlines(in: text, language: .undetermined, publishedOn: today).count <= 1)
    }

    private func rows() throws -> [Row] {
        try Fixtures.text("reading/deadlines.tsv").split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let cells = line.split(separator: "\t").map(String.init)
            return Row(
                isSeen: cells[0] == "a",
                language: Language(rawValue: cells[1]),
                dates: cells[2] == "-" ? [] : [cells[2]],
                text: cells[3]
            )
        }
    }
}
