import ArgumentParser
import Domain
import Foundation
import Operations
import Storage

/// The queue: look, take, give back, close.
struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Open enquiries in answering order: by urgency, then by who has waited longest.",
        discussion:
            "The filters --language, --topic, --urgency and --limit are explained by 'streetwork queue list --help'.",
        subcommands: [
            QueueListCommand.self, QueueNextCommand.self, QueueShowCommand.self, QueueReleaseCommand.self,
            QueueDismissCommand.self, QueueReopenCommand.self, QueueExplainCommand.self,
            QueueSplitCommand.self,
        ],
        defaultSubcommand: QueueListCommand.self
    )
}

/// Which enquiries are wanted.
struct QueueFilterOptions: ParsableArguments {
    @Option(help: "Only this language, as an ISO 639-1 code such as ro.")
    var language: String?

    @Option(help: "Only those about this topic, such as housing.")
    var topic: String?

    @Option(help: "Only this urgency: acute, soon or routine.")
    var urgency: Urgency?

    @Option(help: "At most so many.")
    var limit = 20

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
    }

    /// Whether anything but the number was asked for.
    var isNarrow: Bool { language != nil || topic != nil || urgency != nil }

    var filter: QueueFilter {
        QueueFilter(
            language: language.map(Language.init(rawValue:)),
            topic: topic.map(TopicID.init(rawValue:)),
            urgency: urgency,
            limit: limit
        )
    }
}

extension Urgency: ExpressibleByArgument {}

/// `queue` alone.
struct QueueListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Show the queue.")

    @OptionGroup var house: HouseOptions
    @OptionGroup var filter: QueueFilterOptions

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let performer = try await Performer.open(composition)
            let enquiries = try await performer.perform(ListQueue(filter: filter.filter))
            if house.json { return try Terminal.result(json: enquiries) }
            if enquiries.isEmpty {
                if filter.isNarrow { return Terminal.note("No open enquiry fits these filters.") }
                return Terminal.note(
                    "The queue is empty. New posts come in with 'streetwork import FILE', or through the drop folder "
                        + "of 'streetwork serve'."
                )
            }
            Terminal.result(QueueText(now: composition.now()).list(enquiries))
        }
    }
}

/// Takes the first one.
struct QueueNextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "Take the first free enquiry. It returns to the queue by itself when the lease ends."
    )

    @OptionGroup var house: HouseOptions

    @Option(name: .customLong("as"), help: "Your user name.")
    var user: String

    @Option(help: "Only this language, as an ISO 639-1 code such as ro.")
    var language: String?

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let performer = try await Performer.open(composition)
            let filter = QueueFilter(language: language.map(Language.init(rawValue:)))
            let enquiry = try await performer.perform(TakeNext(user: user, filter: filter))
            if house.json { return try Terminal.result(json: enquiry) }
            guard let enquiry else {
                return Terminal.note("No enquiry is free. 'streetwork queue' shows who has which.")
            }
            let detail = try await performer.perform(ShowEnquiry(id: enquiry.id))
            Terminal.result(QueueText(now: composition.now()).detail(detail))
        }
    }
}

/// Shows one.
struct QueueShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an enquiry with its posts, the reasons, the templates that fit, and what is like it."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the enquiry.") var id: Int64

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let detail = try await Performer.open(composition).perform(ShowEnquiry(id: id))
            if house.json { return try Terminal.result(json: detail) }
            Terminal.result(QueueText(now: composition.now()).detail(detail))
        }
    }
}

/// Gives one back.
struct QueueReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Give an enquiry back to the queue."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the enquiry.") var id: Int64

    func run() async throws {
        try await reporting {
            let enquiry = try await Performer.open(try Composition(house)).perform(ReleaseEnquiry(id: id))
            if house.json { return try Terminal.result(json: enquiry) }
            Terminal.result("Enquiry \(enquiry.id) is back in the queue.")
        }
    }
}

/// Closes one without an answer.
struct QueueDismissCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dismiss",
        abstract: "Close an enquiry without an answer, with the reason."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the enquiry.") var id: Int64
    @Option(help: "Why, in a few words without names.") var reason: String
    @Option(name: .customLong("as"), help: "Your user name.") var user: String?

    func run() async throws {
        try await reporting {
            let operation = DismissEnquiry(id: id, user: user, reason: reason)
            let enquiry = try await Performer.open(try Composition(house)).perform(operation)
            if house.json { return try Terminal.result(json: enquiry) }
            Terminal.result(
                "Enquiry \(enquiry.id) is dismissed. 'streetwork queue reopen \(enquiry.id)' takes it back."
            )
        }
    }
}

/// Takes a dismissal back.
struct QueueReopenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Take a dismissal back."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the enquiry.") var id: Int64

    func run() async throws {
        try await reporting {
            let enquiry = try await Performer.open(try Composition(house)).perform(ReopenEnquiry(id: id))
            if house.json { return try Terminal.result(json: enquiry) }
            Terminal.result("Enquiry \(enquiry.id) is open again.")
        }
    }
}
