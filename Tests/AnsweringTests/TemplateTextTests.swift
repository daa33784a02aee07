import Answering
import Testing

struct TemplateTextTests {
    @Test(arguments: [
        ("no variables", "no variables"), ("", ""), ("{channel}", "https://example.org/chat"),
        ("Write: {channel}.", "Write: https://example.org/chat."), ("{place}{place}", "BonnBonn"),
        ("in {place|your town}", "in Bonn"), ("by {service|us}", "by us"), ("by {service|us | them}", "by us | them"),
        ("x{service|}y", "xy"), ("a } b", "a } b"), ("{place|🙏 тук}", "Bonn"), ("{service|🙏 тук}", "🙏 тук"),
    ])
    func `fills in values and, where there is none, what stands in their place`(
        _ wording: String,
        _ filled: String
    ) throws {
        let values = ["channel": "https://example.org/chat", "place": "Bonn"]

        #expect(try TemplateText(wording).filled(values) == filled)
    }

    @Test(arguments: [
        ("{name}", "unknown variable '{name}'"), ("{}", "unknown variable '{}'"), ("{|x}", "unknown variable '{}'"),
        ("{Place}", "unknown variable '{Place}'"), ("{ place }", "unknown variable '{ place }'"),
        ("at {place", "'{' without '}' near '{place'"), ("{", "'{' without '}' near '{'"),
        ("{place|{channel}}", "'{' inside of braces near '{place|{channel}}'"),
        ("{place} and {channel", "'{' without '}' near '{channel'"),
    ])
    func `says what is wrong with a wording`(_ wording: String, _ reason: String) {
        let fault = #expect(throws: TemplateTextFault.self) { try TemplateText(wording) }

        #expect(fault?.reason.hasPrefix(reason) == true)
    }

    @Test func `names the variables that are known`() {
        let fault = #expect(throws: TemplateTextFault.self) { try TemplateText("{x}") }

        #expect(fault?.reason == "unknown variable '{x}'; known are channel, organisation, counsellor, place, service")
    }

    @Test func `refuses to fill a variable that has neither value nor fallback`() throws {
        let text = try TemplateText("{channel} {place}")

        let fault = #expect(throws: TemplateTextFault.self) { try text.filled(["channel": "x"]) }

        #expect(fault?.reason == "the variable '{place}' has no value and no fallback")
    }

    @Test func `takes values as they are, braces included`() throws {
        #expect(try TemplateText("{place}").filled(["place": "{channel}"]) == "{channel}")
    }
}
