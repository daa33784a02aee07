import ArgumentParser
import Domain
import Foundation
import Operations
import Platforms

/// The register of spaces.
struct SpaceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "space",
        abstract: "The spaces that posts come from: what is noted, who consented, who looks after them.",
        discussion: """
            Posts are taken in only from spaces whose visibility, legal basis, rules and keeper are noted, and whose \
            admin consented unless everybody can read them. A demonstration takes in everything but what was withdrawn.
            """,
        subcommands: [
            SpaceListCommand.self, SpaceShowCommand.self, SpaceAddCommand.self, SpaceSetCommand.self,
            SpaceVisitCommand.self, SpaceConsentCommand.self, SpaceWithdrawCommand.self, SpaceImportCommand.self,
            SpaceExportCommand.self,
        ],
        defaultSubcommand: SpaceListCommand.self
    )
}

/// All spaces.
struct SpaceListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All spaces.")

    @OptionGroup var house: HouseOptions

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let spaces = try await Performer.open(composition).perform(ListSpaces())
            if house.json { return try Terminal.result(json: spaces) }
            if spaces.isEmpty {
                return Terminal.note(
                    "No spaces yet. They appear with the first import; 'streetwork space add' or 'streetwork space "
                        + "import FILE.csv' notes them before."
                )
            }
            Terminal.result(SpaceText(now: composition.now()).list(spaces))
            if spaces.contains(where: { !$0.isOpen }) {
                Terminal.note("Posts of closed spaces are not taken in. 'streetwork space show ID' says what to do.")
            }
        }
    }
}

/// One space.
struct SpaceShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Everything that is noted about a space, and whether it is open for intake."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the space.") var id: Int64

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let space = try await Performer.open(composition).perform(ShowSpace(id: id))
            if house.json { return try Terminal.result(json: space) }
            Terminal.result(SpaceText(now: composition.now()).detail(space))
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
            let performer = try await Performer.open(try Composition(house))
            let number = try await performer.perform(AddSpace(space: space))
            if house.json { return try Terminal.result(json: ["id": number]) }
            Terminal.result("Space \(number).")
            if let closed = try await performer.perform(ShowSpace(id: number)).closed {
                Terminal.note("It is \(closed.words). \(closed.remedy)")
            }
        }
    }
}

/// Notes a visit.
struct SpaceVisitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visit",
        abstract: "Note that you looked at a space, what you found there, and when to look again."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the space.") var id: Int64
    @Option(name: .customLong("as"), help: "Your user name.") var user: String
    @Option(help: "How many relevant posts you found; by default the enquiries since the visit before.")
    var relevant: Int?
    @Option(help: "When to look again: a day such as 2026-11-27.") var next: DateArgument?

    func run() async throws {
        try await reporting {
            let operation = VisitSpace(id: id, user: user, relevant: relevant, next: next?.date)
            let outcome = try await Performer.open(try Composition(house)).perform(operation)
            if house.json { return try Terminal.result(json: outcome) }
            let next = outcome.space.entry.nextVisitAt.map { ", the next one on \(SpaceText.day($0))" } ?? ""
            Terminal.result("Visit noted: \(outcome.visit.relevant) relevant\(next).")
        }
    }
}

/// A moment on the command line.
struct DateArgument: ExpressibleByArgument {
    let date: Date

    init?(argument: String) {
        guard let date = ExportTime.moment(argument) else { return nil }
        self.date = date
    }
}
