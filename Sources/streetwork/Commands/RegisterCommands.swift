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

/// The register of spaces.
struct SpaceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "space",
        abstract: "The spaces that posts come from.",
        subcommands: [SpaceListCommand.self, SpaceShowCommand.self, SpaceAddCommand.self],
        defaultSubcommand: SpaceListCommand.self
    )
}

/// All spaces.
struct SpaceListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All spaces.")

    @OptionGroup var house: HouseOptions

    func run() async throws {
        try await reporting {
            let spaces = try await Performer.open(try Composition(house)).perform(ListSpaces())
            if house.json { return try Terminal.result(json: spaces) }
            if spaces.isEmpty { return Terminal.note("No spaces yet. They appear with the first import.") }
            for space in spaces {
                let name = Terminal.excerpt(space.reference.name ?? space.reference.externalID, 60)
                Terminal.result("\(space.id)  \(space.reference.platform.rawValue)  \(name)  \(space.posts) posts")
            }
        }
    }
}

/// One space.
struct SpaceShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "One space.")

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the space.") var id: Int64

    func run() async throws {
        try await reporting {
            let spaces = try await Performer.open(try Composition(house)).perform(ListSpaces())
            guard let space = spaces.first(where: { $0.id == id }) else {
                throw OperatorError("There is no space \(id).", remedy: "'streetwork space list' lists them.")
            }
            if house.json { return try Terminal.result(json: space) }
            Terminal.result("\(space.id)  \(space.reference.platform.rawValue)  \(space.reference.externalID)")
            Terminal.result("name: \(Terminal.excerpt(space.reference.name ?? "–", 200))")
            Terminal.result("link: \(space.reference.link ?? "–")\nposts: \(space.posts)")
        }
    }
}

/// Adds a space.
struct SpaceAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a space, or change the name or link of one."
    )

    @OptionGroup var house: HouseOptions
    @Option(help: "facebook, instagram, telegram or tiktok.") var platform: Platform
    @Option(parsing: .unconditional, help: "The platform's own id of the space, such as -1001234567890.") var id: String
    @Option(help: "The title that people see.") var name: String?
    @Option(help: "The address of the space.") var link: String?

    func run() async throws {
        try await reporting {
            let space = SpaceReference(platform: platform, externalID: id, name: name, link: link)
            let number = try await Performer.open(try Composition(house)).perform(AddSpace(space: space))
            if house.json { return try Terminal.result(json: ["id": number]) }
            Terminal.result("Space \(number).")
        }
    }
}

extension Platform: ExpressibleByArgument {}
