import ArgumentParser
import Domain
import Foundation
import Operations

/// Notes something about a space.
struct SpaceSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Note something about a space; what is not named stays as it is."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the space.") var id: Int64
    @Option(help: "The title that people see.") var name: String?
    @Option(help: "The address of the space.") var link: String?
    @Option(help: "The main language, as an ISO 639-1 code such as ro.") var language: String?
    @Option(help: "The town or region that it is about.") var region: String?
    @Option(help: "How many members it has.") var members: Int?
    @Option(help: "When the members were counted: a day such as 2026-11-20; by default today.")
    var membersAt: DateArgument?
    @Option(help: "Who can read it: public (everybody), members or hidden.") var visibility: SpaceVisibility?
    @Option(help: "Why its posts may be taken in: articles of the law, and the paper that weighs them.")
    var legalBasis: String?
    @Option(help: "The rules of the space, as they stand there.") var rules: String?
    @Option(help: "The rules from a file, or '-' for standard input.") var rulesFile: String?
    @Option(help: "Whether the rules allow links: yes or no.") var links: YesOrNo?
    @Option(help: "Who looks after it, as a user name.") var keeper: String?
    @Option(help: "When somebody should look at it next: a day such as 2026-11-27.") var next: DateArgument?
    @Option(help: "Take a field away: \(SpaceEntry.cleared.keys.sorted().joined(separator: ", ")).")
    var clear: [String] = []

    func validate() throws {
        if rules != nil, rulesFile != nil { throw ValidationError("Give --rules or --rules-file, not both.") }
    }

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let operation = SetSpace(id: id, title: name, link: link, entry: try entry(), cleared: clear)
            let space = try await Performer.open(composition).perform(operation)
            if house.json { return try Terminal.result(json: space) }
            Terminal.result(SpaceText(now: composition.now()).detail(space))
        }
    }

    private func entry() throws -> SpaceEntry {
        var entry = SpaceEntry()
        entry.language = language.map(Language.init(rawValue:))
        entry.region = region
        (entry.members, entry.membersAt) = (members, membersAt?.date)
        entry.visibility = visibility
        entry.legalBasis = legalBasis
        entry.rules = try rules ?? rulesFile.map { try WholeText.read($0) }
        entry.linksAllowed = links.map { $0 == .yes }
        entry.keeper = keeper
        entry.nextVisitAt = next?.date
        return entry
    }
}

/// Notes a consent.
struct SpaceConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent",
        abstract: "Note that an admin consented; a withdrawal that was noted before is over."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the space.") var id: Int64
    @Option(help: "Which admin, so that you find the person again.") var by: String
    @Option(help: "What the consent is for.") var scope: String
    @Option(help: "When it was given: a day such as 2026-11-20; by default now.") var date: DateArgument?

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let operation = ConsentToSpace(id: id, by: by, scope: scope, date: date?.date)
            let space = try await Performer.open(composition).perform(operation)
            if house.json { return try Terminal.result(json: space) }
            Terminal.result(SpaceText(now: composition.now()).detail(space))
        }
    }
}

/// Notes a withdrawal.
struct SpaceWithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Note that a consent was withdrawn: intake stops at once, and all posts of the space are deleted."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the space.") var id: Int64
    @Option(name: .customLong("as"), help: "Your user name.") var user: String

    func run() async throws {
        try await reporting {
            let operation = WithdrawConsent(id: id, user: user)
            let outcome = try await Performer.open(try Composition(house)).perform(operation)
            if house.json { return try Terminal.result(json: outcome) }
            Terminal.result("Intake of space \(id) has stopped. \(outcome.deleted) posts were deleted.")
            if outcome.space.posts > 0 {
                Terminal.note(
                    "\(outcome.space.posts) are still to be deleted: the daemon does it within the hour, or repeat "
                        + "this command. 'streetwork space show \(id)' shows how far it is."
                )
            }
            Terminal.note("Exports of the space that you keep, such as in drop/done, you have to delete yourself.")
        }
    }
}

extension SpaceVisibility: ExpressibleByArgument {}
