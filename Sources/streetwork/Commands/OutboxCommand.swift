import ArgumentParser
import Domain
import Foundation
import Operations

/// Released answers on their way out.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Released answers on their way out: what waits, what is in doubt, what went wrong.",
        discussion: """
            'streetwork answer ID … --send' puts an answer here. An answer of unknown fate is looked up where the \
            platform allows it; where it does not, a person looks into the thread and says 'outbox confirm' or \
            'outbox retry'. Nothing is ever sent twice by itself.
            """,
        subcommands: [
            OutboxListCommand.self, OutboxShowCommand.self, OutboxCancelCommand.self, OutboxRetryCommand.self,
            OutboxConfirmCommand.self, OutboxSendCommand.self,
        ],
        defaultSubcommand: OutboxListCommand.self
    )
}

/// What is on its way.
struct OutboxListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Answers that are not out yet.")

    @OptionGroup var house: HouseOptions
    @Flag(help: "Those too that are out, given up or taken back.") var all = false

    func run() async throws {
        try await reporting {
            let items = try await Performer.open(try Composition(house)).perform(ListOutbox(all: all))
            if house.json { return try Terminal.result(json: items) }
            if items.isEmpty { return Terminal.note("Nothing is on its way. Release one with 'answer … --send'.") }
            for item in items { Terminal.result(OutboxText.line(item)) }
        }
    }
}

/// One item.
struct OutboxShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "One answer on its way.")

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the item.") var id: Int64

    func run() async throws {
        try await reporting { try await OutboxText.perform(ShowOutboxItem(item: id), house) }
    }
}

/// Takes an answer back.
struct OutboxCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Take an answer back that has not gone out; the enquiry stays yours."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the item.") var id: Int64

    func run() async throws {
        try await reporting { try await OutboxText.perform(DecideOutboxItem(item: id, decision: .cancel), house) }
    }
}

/// Sends an answer again.
struct OutboxRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Send an answer again, after you have seen that it does not stand in the thread."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the item.") var id: Int64

    func run() async throws {
        try await reporting { try await OutboxText.perform(DecideOutboxItem(item: id, decision: .retry), house) }
    }
}

/// Confirms that an answer stands there.
struct OutboxConfirmCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Say that an answer stands in the thread, after you have seen it there."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the item.") var id: Int64
    @Option(help: "The link of the answer.") var sent: String

    func run() async throws {
        try await reporting {
            try await OutboxText.perform(DecideOutboxItem(item: id, decision: .confirm(link: sent)), house)
        }
    }
}

/// Sends what is due.
struct OutboxSendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send what is due now; a running daemon does it by itself."
    )

    @OptionGroup var house: HouseOptions

    func run() async throws {
        try await reporting {
            let items = try await Performer.open(try Composition(house)).perform(SendOutbox())
            if house.json { return try Terminal.result(json: items) }
            for item in items { Terminal.result(OutboxText.line(item)) }
        }
    }
}

/// Items of the outbox as text.
enum OutboxText {
    static func line(_ item: OutboxItem) -> String {
        let place = item.sentURL.map { "  \($0)" } ?? ""
        let reason = item.reason.map { "\n      \($0)" } ?? ""
        let remedy = item.remedy.map { "\n      \($0)" } ?? ""
        return "\(item.id)  enquiry \(item.enquiryID)  \(item.state.rawValue)  by \(item.user)  \(item.template.key)"
            + "\(place)\(reason)\(remedy)"
    }

    static func perform<O: HouseOperation>(_ operation: O, _ house: HouseOptions) async throws
    where O.Outcome == OutboxItem {
        let item = try await Performer.open(try Composition(house)).perform(operation)
        if house.json { return try Terminal.result(json: item) }
        Terminal.result(line(item))
    }
}
