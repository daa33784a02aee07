import Domain
import Testing

@testable import Answering

struct TemplatePickerTests {
    private static let templates = [
        Wordings.template("deposit", topics: ["housing"]),
        Wordings.template("arrears", topics: ["housing", "debt"]),
        Wordings.template("notice", topics: ["housing"]),
        Wordings.template("wages", topics: ["work"]),
        Wordings.template("dismissal", topics: ["work"], variants: ["de": Wordings.variant(.draft, approval: nil)]),
        Wordings.template("insurance", topics: ["health"]),
    ]

    @Test func `offers what shares a topic, the topic to deal with first counting most`() {
        let suggestions = suggest(["housing", "work"], primary: "work")

        #expect(suggestions.map(\.key) == ["wages", "deposit", "notice", "arrears", "dismissal"])
        #expect(suggestions.map(\.fit) == [0.75, 0.25, 0.25, 1.0 / 6, 0.75])
    }

    @Test func `puts the template with exactly the topics first`() {
        let suggestions = suggest(["housing", "debt"], primary: "housing")

        #expect(suggestions.map(\.key) == ["arrears", "deposit", "notice"])
        #expect(suggestions.first?.fit == 1)
        #expect(suggestions.first?.topics == ["housing", "debt"])
    }

    @Test func `puts what may not be used last and says why`() {
        let suggestions = suggest(["work"], primary: "work")

        #expect(suggestions.map(\.key) == ["wages", "dismissal"])
        #expect(suggestions.map { $0.blocked == nil } == [true, false])
        #expect(suggestions[1].blocked?.contains("is a draft") == true)
    }

    @Test func `offers drafts like others in a demonstration`() {
        let suggestions = suggest(["work"], primary: "work", isDemonstration: true)

        #expect(suggestions.map(\.key) == ["dismissal", "wages"])
        #expect(suggestions.allSatisfy { $0.blocked == nil })
    }

    @Test func `ranks without a first topic and offers nothing without topics`() {
        #expect(suggest(["housing"], primary: nil).map(\.key) == ["deposit", "notice", "arrears"])
        #expect(suggest(["housing"], primary: nil).first?.fit == 0.5)
        #expect(suggest([], primary: nil).isEmpty)
        #expect(suggest(["safety"], primary: "safety").isEmpty)
    }

    @Test func `blocks what has no wording in the language`() {
        let suggestions = TemplatePicker(Self.templates, isDemonstration: true)
            .suggestions(topics: ["health"], primary: "health", language: "pl", today: "2026-11-20")

        #expect(suggestions.map(\.blocked) == ["'insurance' has no variant in pl; it has de"])
    }

    private func suggest(
        _ topics: [TopicID],
        primary: TopicID?,
        isDemonstration: Bool = false
    ) -> [TemplateSuggestion] {
        TemplatePicker(Self.templates, isDemonstration: isDemonstration)
            .suggestions(topics: topics, primary: primary, language: "de", today: "2026-11-20")
    }
}
