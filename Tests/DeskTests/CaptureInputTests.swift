import Foundation
import Operations
import TestSupport
import Testing

@testable import Desk

struct CaptureInputTests {
    /// A line of `Fixtures/desk/shared.tsv`: what a phone or a bookmark hands over, and what is made of it.
    struct Shared: CustomTestStringConvertible {
        let cells: [String]
        var testDescription: String { cells[0] }

        static func all() throws -> [Shared] {
            try TableRows.read("desk/shared.tsv").map { Shared(cells: $0.map { $0.replacing("\\n", with: "\n") }) }
        }
    }

    @Test(arguments: try Shared.all())
    func `an address is found where phones put it`(_ row: Shared) throws {
        try #require(row.cells.count == 7)
        let query = zip(["url", "text", "title"], row.cells[1...3]).map { "\($0)=\(DeskTester.encoded($1))" }

        let draft = SharedDraft(FormFields(query.joined(separator: "&").utf8))

        #expect([draft.url, draft.text, draft.title] == Array(row.cells[4...6]))
    }

    @Test func `the fields of a form are read as browsers write them`() {
        let fields = FormFields("a=1+2%C4%83&a=3&b=%zz%4&=x&c&%64=e%3Df&g=%00h%0D%0Ai%ff".utf8)

        #expect(
            ["a", "b", "", "c", "d", "g", "none"].map { fields[$0] } == [
                "1 2ă", "%zz%4", "x", "", "e=f", "h\ni\u{FFFD}", "",
            ]
        )
    }

    @Test func `posts are parted by lines of hyphens, also of those that phones make`() {
        var form = CaptureForm()
        form.text = "one\n---\ntwo\n-- not\n \n—-\nthree\n-----\n\n---\n"

        #expect(form.texts == ["one", "two\n-- not", "three"])
        form.text = "a\n—\nb\n--\nc"
        #expect(form.texts == ["a\n—\nb\n--\nc"])
    }

    /// A form with one thing changed, and what is wrong with it.
    struct Wrong: CustomTestStringConvertible {
        let fault: CaptureForm.Fault
        let change: @Sendable (inout CaptureForm) -> Void
        var testDescription: String { "\(fault)" }
    }

    static let wrong = [
        Wrong(fault: .address) { $0.url = "" }, Wrong(fault: .address) { $0.url = "javascript:alert(1)" },
        Wrong(fault: .text) { $0.text = " \n---\n" },
        Wrong(fault: .tooManyPosts(51)) { $0.text = Array(repeating: "a", count: 51).joined(separator: "\n---\n") },
        Wrong(fault: .authorOfMany) { ($0.text, $0.author) = ("a\n---\nb", "Ion") },
        Wrong(fault: .time) { $0.time = "yesterday" }, Wrong(fault: .time) { $0.time = "2026-02-30T10:00" },
        Wrong(fault: .time) { $0.time = "2026-13-01T10:00" }, Wrong(fault: .time) { $0.time = "0026-11-01T10:00" },
    ]

    @Test(arguments: wrong)
    func `what cannot be saved is named`(_ item: Wrong) throws {
        var form = CaptureForm()
        (form.url, form.text) = ("https://t.me/a/1", "some words")
        item.change(&form)

        #expect(throws: item.fault) { try form.operation(user: "ana", timeZone: .gmt) }
    }

    @Test func `a time is one of the time zone of the house`() throws {
        var form = CaptureForm(FormFields("url=https://t.me/a/1&text=a&author=Ion&time=2026-11-20T13:00&space=4".utf8))
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))

        let operation = try form.operation(user: "ana", timeZone: berlin)
        form.time = "2026-03-29T02:30"
        let skipped = try form.operation(user: "ana", timeZone: berlin)

        #expect(operation.posts == [CapturedPost(text: "a", author: "Ion", publishedAt: SamplePosts.now)])
        #expect(operation.space == 4)
        #expect(operation.user == "ana")
        #expect(skipped.posts.first?.publishedAt != nil)
    }

    @Test func `marks that nobody sees are shown`() {
        let text = VisibleText("a\u{202E}b\u{200B}\tc\nd\u{2069}")
        let family = VisibleText("👨‍👩‍👧 ok\u{AD}e")
        let words = VisibleText("पर\u{200D}ा")

        #expect(text.parts.map(\.words) == ["a", "U+202E", "b", "U+200B", "\tc\nd", "U+2069"])
        #expect(text.parts.map(\.isMark) == [false, true, false, true, false, true])
        #expect(!family.hasMarks)
        #expect(words.hasMarks)
        #expect(VisibleText("").parts.isEmpty)
        #expect(VisibleText("abcdef", limit: 3).parts.map(\.words) == ["abc …"])
    }
}
