import ArgumentParser
import Domain
import Foundation
import Operations
import Platforms

/// How posts reach us.
struct SourceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source",
        abstract: "The sources: by which ways posts of the spaces reach us, and how they fare.",
        discussion: """
            'streetwork source kinds' tells what each kind brings and needs. Add one with 'source add KIND NAME --set \
            …', give its secrets with 'source secret NAME FIELD < FILE', and look at 'source list'. The daemon asks \
            it from then on; 'source ask NAME' asks at once. Docs/sources.md leads through each platform.
            """,
        subcommands: [
            SourceListCommand.self, SourceShowCommand.self, SourceKindsCommand.self, SourceAddCommand.self,
            SourceSetCommand.self, SourceSecretCommand.self, SourceOnCommand.self, SourceOffCommand.self,
            SourceAskCommand.self, SourceRemoveCommand.self,
        ],
        defaultSubcommand: SourceListCommand.self
    )
}

/// All sources.
struct SourceListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All sources and how they fare.")

    @OptionGroup var house: HouseOptions

    func run() async throws {
        try await reporting {
            let views = try await Performer.open(try Composition(house)).perform(ListSources())
            if house.json { return try Terminal.result(json: views) }
            if views.isEmpty {
                return Terminal.note("No sources yet. 'streetwork source kinds' tells what can be added.")
            }
            for view in views { Terminal.result(SourceText.line(view)) }
        }
    }
}

/// One source.
struct SourceShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "One source.")

    @OptionGroup var house: HouseOptions
    @Argument(help: "The name of the source.") var name: String

    func run() async throws {
        try await reporting {
            try SourceText.show(
                try await Performer.open(try Composition(house)).perform(ListSources(only: name)).first,
                asJSON: house.json
            )
        }
    }
}

/// What kinds there are.
struct SourceKindsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kinds",
        abstract: "What kinds of sources there are, and what each needs."
    )

    @OptionGroup var house: HouseOptions

    func run() async throws {
        let kinds = SourceModules.all.map(SourceKindText.init)
        if house.json { return try Terminal.result(json: kinds) }
        for kind in kinds { Terminal.result(kind.text) }
    }
}

/// Adds a source.
struct SourceAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a source.")

    @OptionGroup var house: HouseOptions
    @Argument(help: "The kind; 'streetwork source kinds' lists them.") var kind: SourceKind
    @Argument(help: "What it is to be called: small letters, digits and hyphens.") var name: String
    @Option(name: .customLong("set"), help: ArgumentHelp("A setting.", valueName: "key=value")) var settings: [String] =
        []
    @Option(help: "The space of posts that name none, by its number.") var space: Int64?
    @Option(help: "Seconds from one round to the next.") var interval: Int?

    func run() async throws {
        try await reporting {
            let operation = AddSource(
                source: name,
                kind: kind,
                settings: try SourceText.pairs(settings),
                space: space,
                intervalSeconds: interval
            )
            let view = try await Performer.open(try Composition(house)).perform(operation)
            try SourceText.show(view, asJSON: house.json)
            guard !house.json, let module = SourceModules.module(of: kind) else { return }
            for field in module.secrets where field.isRequired {
                Terminal.note("Next: streetwork source secret \(name) \(field.name) < FILE   (\(field.meaning))")
            }
        }
    }
}

/// Changes a source.
struct SourceSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change a source; what is not named stays."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The name of the source.") var name: String
    @Option(name: .customLong("set"), help: ArgumentHelp("A setting; empty takes it away.", valueName: "key=value"))
    var settings: [String] = []
    @Option(help: "The space of posts that name none, by its number.") var space: Int64?
    @Option(help: "Seconds from one round to the next.") var interval: Int?

    func run() async throws {
        try await reporting {
            let operation = SetSource(
                source: name,
                settings: try SourceText.pairs(settings),
                space: space,
                intervalSeconds: interval
            )
            try SourceText.show(
                try await Performer.open(try Composition(house)).perform(operation),
                asJSON: house.json
            )
        }
    }
}

/// Puts a secret in use.
struct SourceSecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret",
        abstract: "Give a source a secret, read from standard input; an empty one forgets it.",
        discussion: "The one before it stays accepted, so that a platform can be changed over without a gap."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The name of the source.") var name: String
    @Argument(help: "Which secret; 'streetwork source kinds' names them.") var field: String

    func run() async throws {
        try await reporting {
            let input = FileHandle.standardInput.readDataToEndOfFile().prefix(8_192)
            let value = String(decoding: input, as: UTF8.self)
            let operation = SetSourceSecret(source: name, field: field, value: value)
            try SourceText.show(
                try await Performer.open(try Composition(house)).perform(operation),
                asJSON: house.json
            )
        }
    }
}

/// Turns a source on.
struct SourceOnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "on",
        abstract: "Ask a source again, from where it stopped; also after its trouble was mended."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The name of the source.") var name: String

    func run() async throws { try await reporting { try await SourceText.turn(name, on: true, house) } }
}

/// Turns a source off.
struct SourceOffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "off",
        abstract: "Ask a source no more and take no calls for it; its cursor stays."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The name of the source.") var name: String

    func run() async throws { try await reporting { try await SourceText.turn(name, on: false, house) } }
}

/// Asks a source at once.
struct SourceAskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "ask", abstract: "Ask a source once, now.")

    @OptionGroup var house: HouseOptions
    @Argument(help: "The name of the source.") var name: String

    func run() async throws {
        try await reporting {
            let asked = try await Performer.open(try Composition(house)).perform(AskSource(source: name))
            if house.json { return try Terminal.result(json: asked) }
            try SourceText.show(asked.view, asJSON: false)
            guard let tally = asked.tally else {
                return Terminal.note("The daemon asks it now; 'streetwork source show \(name)' tells what came.")
            }
            Terminal.result(
                "new \(tally.new), changed \(tally.changed), known \(tally.known), ignored \(tally.ignored)"
            )
        }
    }
}

/// Forgets a source.
struct SourceRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Forget a source, its cursor and its secrets; the posts that it brought stay."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The name of the source.") var name: String

    func run() async throws {
        try await reporting {
            _ = try await Performer.open(try Composition(house)).perform(RemoveSource(source: name))
            if house.json { return try Terminal.result(json: ["removed": name]) }
            Terminal.result("The source '\(name)' is forgotten.")
        }
    }
}

extension SourceKind: ExpressibleByArgument {}
