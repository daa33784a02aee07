import Answering
import ArgumentParser
import Domain
import Foundation
import Operations
import Storage

/// The reply templates.
struct TemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "The reply templates; they are files in Config/templates.",
        subcommands: [TemplateListCommand.self, TemplateShowCommand.self],
        defaultSubcommand: TemplateListCommand.self
    )
}

/// All templates.
struct TemplateListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "All templates, with their languages."
    )

    @OptionGroup var house: HouseOptions

    func run() async throws {
        try await reporting {
            let templates = try await Performer.open(try Composition(house)).perform(ListTemplates())
            if house.json { return try Terminal.result(json: templates) }
            for template in templates {
                let languages = template.variants.map { variant in
                    variant.language.rawValue + (variant.blocked == nil ? "" : " (\(variant.state.rawValue), blocked)")
                }
                Terminal.result(
                    Terminal.strong(template.key) + "  " + template.topics.map(\.rawValue).joined(separator: ", ")
                )
                Terminal.result("    " + languages.joined(separator: ", "))
            }
        }
    }
}

/// One template.
struct TemplateShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One template with all its wordings."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The key of the template.") var key: String

    func run() async throws {
        try await reporting {
            let template = try await Performer.open(try Composition(house)).perform(ShowTemplate(key: key))
            if house.json { return try Terminal.result(json: template) }
            Terminal.result(
                Terminal.strong(template.key) + "  " + template.topics.map(\.rawValue).joined(separator: ", ")
            )
            for basis in template.legalBasis {
                Terminal.result("  \(basis.statute)  \(basis.source)  \(basis.checked)")
            }
            if let note = template.note { Terminal.result("  \(note)") }
            for (language, variant) in template.variants.sorted(by: { $0.key < $1.key }) {
                Terminal.result(
                    "\n[\(language), version \(variant.version), \(variant.state.rawValue)]\n\(variant.text)"
                )
                Terminal.result("short: \(variant.short)")
            }
        }
    }
}

extension Platform: ExpressibleByArgument {}
