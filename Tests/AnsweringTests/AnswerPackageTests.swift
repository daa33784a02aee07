import Domain
import Testing

@testable import Answering

struct AnswerPackageTests {
    @Test func `takes the full wording where it fits to the last unit`() throws {
        let package = try package(limit: 24, text: "The long wording: {place}", short: "Short")

        #expect(package.text == "The long wording: Görliz")
        #expect(package.characters == 24)
        #expect(!package.isShort)
    }

    @Test func `takes the short wording where the full one is one unit too long`() throws {
        let package = try package(limit: 23, text: "The long wording: {place}", short: "Short: {place}")

        #expect(package.text == "Short: Görliz")
        #expect(package.characters == 13)
        #expect(package.isShort)
    }

    @Test func `cuts nothing where not even the short wording fits`() {
        let error = #expect(throws: OperatorError.self) {
            try package(limit: 12, text: "The long wording: {place}", short: "Short: {place}")
        }

        #expect(error?.what == "Even the short wording of 'deposit' in de has 13 characters; 12 are allowed there.")
        #expect(error?.remedy.isEmpty == false)
    }

    @Test(arguments: [("ä", 1), ("🙏", 2), ("👍🏽", 4), ("👨‍👩‍👧", 8), ("a\u{308}", 2), ("🇧🇬", 4), ("щ", 1)])
    func `counts UTF-16 units`(_ text: String, _ units: Int) throws {
        #expect(try package(limit: units, text: text, short: "").characters == units)
        #expect(try package(limit: units - 1, text: text, short: "").isShort)
    }

    @Test func `sets the footer below the full wording and behind the short one, with its variables`() throws {
        let full = try package(limit: 100, text: "Full.", short: "Short.", footer: "– {counsellor}, {place}")
        let short = try package(limit: 24, text: "Full and longer.", short: "Short.", footer: "– {counsellor}, {place}")

        #expect(full.text == "Full.\n\n– Mara, Görliz")
        #expect(short.text == "Short. – Mara, Görliz")
    }

    @Test func `counts the footer`() throws {
        let package = try package(limit: 11, text: "Full.", short: "Short.", footer: "1234")

        #expect(package.text == "Full.\n\n1234")
        #expect(try self.package(limit: 11, text: "Full..", short: "Short.", footer: "1234").text == "Short. 1234")
        #expect(throws: OperatorError.self) {
            try self.package(limit: 10, text: "Full..", short: "Short.", footer: "1234")
        }
    }

    @Test func `remembers the wording, the limit and where to post`() throws {
        let package = try AnswerPackage(
            Wordings.template("deposit", variants: ["ro": Wordings.variant(text: "Da")]),
            in: "ro",
            values: ["channel": "x"],
            footer: "",
            limit: 50,
            permalink: "https://example.org/1",
            isDemonstration: true
        )

        #expect(package.template == TemplateUse(key: "deposit", language: "ro", version: 3))
        #expect(package.limit == 50)
        #expect(package.permalink == "https://example.org/1")
        #expect(package.isDemonstration)
    }

    @Test func `names the template and the language of a fault`() {
        let unknown = #expect(throws: OperatorError.self) { try package(limit: 99, text: "{x}", short: "") }
        let empty = #expect(throws: OperatorError.self) { try package(limit: 99, text: "{service}", short: "") }
        let footer = #expect(throws: OperatorError.self) {
            try package(limit: 99, text: "", short: "", footer: "{organisation}")
        }

        #expect(
            unknown?.what.hasPrefix("The template 'deposit' in de cannot be filled: unknown variable '{x}'") == true
        )
        #expect(empty?.what.contains("the variable '{service}' has no value") == true)
        #expect(footer?.what.contains("the variable '{organisation}' has no value") == true)
    }

    @Test func `checks the short wording even where the full one fits`() {
        #expect(throws: OperatorError.self) { try package(limit: 99, text: "Full", short: "{x}") }
    }

    @Test func `says where a template has no variant in a language`() {
        let error = #expect(throws: OperatorError.self) {
            try AnswerPackage(
                Wordings.template(),
                in: "it",
                values: [:],
                footer: "",
                limit: 99,
                permalink: nil,
                isDemonstration: false
            )
        }

        #expect(error?.what == "The template 'deposit' has no variant in it.")
    }

    private func package(limit: Int, text: String, short: String, footer: String = "") throws -> AnswerPackage {
        try AnswerPackage(
            Wordings.template("deposit", variants: ["de": Wordings.variant(text: text, short: short)]),
            in: "de",
            values: ["channel": "https://example.org/chat", "place": "Görliz", "counsellor": "Mara"],
            footer: footer,
            limit: limit,
            permalink: nil,
            isDemonstration: false
        )
    }
}
