import ArgumentParser
import Domain
import Foundation
import Operations
import Storage

/// Labels by people.
struct CorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Put the labels of posts right; the classifier learns from it with 'streetwork train'.",
        discussion: "The options are explained by 'streetwork correct make --help'.",
        subcommands: [CorrectMakeCommand.self, CorrectShowCommand.self, CorrectExportCommand.self],
        defaultSubcommand: CorrectMakeCommand.self
    )
}

/// Which posts: `58` an enquiry, `post:121` a post, or its address.
struct TargetArgument: ExpressibleByArgument {
    let target: CorrectionTarget

    init?(argument: String) {
        if argument.hasPrefix("https://") || argument.hasPrefix("http://") {
            target = .address(argument)
        } else if argument.hasPrefix("post:"), let id = Int64(argument.dropFirst(5)) {
            target = .post(id)
        } else if let id = Int64(argument.hasPrefix("#") ? String(argument.dropFirst()) : argument) {
            target = .enquiry(id)
        } else {
            return nil
        }
    }
}

/// Gives labels, or takes them back.
struct CorrectMakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make",
        abstract: "Give a post, or all posts of an enquiry, your labels. What is not named stays as it is.",
        discussion: """
            Without any label the labels are confirmed as they are. Queue, statistics and templates follow at once, and \
            the classifier never overwrites what a person said.
            """
    )

    @OptionGroup var house: HouseOptions

    @Argument(help: "An enquiry by its number, a post as post:NUMBER, or a post by its address.")
    var target: TargetArgument

    @Option(name: .customLong("as"), help: "Your user name.") var user: String
    @Option(help: "request, offer, claim or chatter.") var kind: Kind?
    @Option(help: "All topics, separated by commas; 'none' for no topic.") var topics: String?
    @Option(help: "The topic that an answer deals with first.") var primary: String?
    @Option(help: "acute, soon or routine.") var urgency: Urgency?
    @Option(help: "Whether children are part of it: yes or no.") var minors: YesOrNo?
    @Option(help: "Towns and regions, separated by commas; 'none' for no place.") var places: String?
    @Option(help: "The language, as an ISO 639-1 code such as ro.") var language: String?
    @Option(help: "Why, in a few words without names.") var note: String?
    @Flag(help: "Take the last correction back.") var undo = false

    func validate() throws {
        guard !undo || (change == LabelChange() && note == nil) else {
            throw ValidationError("--undo takes the last correction back; give it without labels and note.")
        }
    }

    func run() async throws {
        try await reporting {
            let performer = try await Performer.open(try Composition(house))
            let posts =
                undo
                ? try await performer.perform(UndoCorrection(target: target.target, user: user))
                : try await performer.perform(
                    CorrectPosts(target: target.target, user: user, change: change, note: note)
                )
            if house.json { return try Terminal.result(json: posts) }
            for post in posts { Terminal.result(CorrectionText.outcome(post)) }
        }
    }

    private var change: LabelChange {
        LabelChange(
            kind: kind,
            topics: topics.map { Self.list($0).map(TopicID.init(rawValue:)) },
            primary: primary.map(TopicID.init(rawValue:)),
            urgency: urgency,
            minors: minors.map { $0 == .yes },
            places: places.map(Self.list),
            language: language.map(Language.init(rawValue:))
        )
    }

    private static func list(_ words: String) -> [String] {
        words == "none" || words.isEmpty
            ? [] : words.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

/// An answer to a question of the codebook.
enum YesOrNo: String, CaseIterable, ExpressibleByArgument {
    case yes, no
}

extension Kind: ExpressibleByArgument {}

/// Shows what was corrected.
struct CorrectShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "All corrections of a post, or of the posts of an enquiry, the latest first."
    )

    @OptionGroup var house: HouseOptions

    @Argument(help: "An enquiry by its number, a post as post:NUMBER, or a post by its address.")
    var target: TargetArgument

    func run() async throws {
        try await reporting {
            let performer = try await Performer.open(try Composition(house))
            let corrections = try await performer.perform(ListCorrections(target: target.target))
            if house.json { return try Terminal.result(json: corrections) }
            if corrections.isEmpty { return Terminal.note("Nobody has corrected these labels.") }
            for correction in corrections { Terminal.result(CorrectionText.line(correction)) }
        }
    }
}

/// Writes corrections as labelled posts.
struct CorrectExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the corrections that hold as JSON Lines, in the form of Fixtures/posts.",
        discussion: """
            Holds the texts of posts: treat the file like the data folder. A correction whose text was deleted, or was \
            edited since, exports nothing; how many these are stands on standard error.
            """
    )

    @OptionGroup var house: HouseOptions

    func run() async throws {
        try await reporting {
            let performer = try await Performer.open(try Composition(house))
            let corrections = try await CorrectedPosts.read(performer)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            for post in corrections.posts {
                Terminal.result(String(decoding: try encoder.encode(post), as: UTF8.self))
            }
            Terminal.note(corrections.words)
        }
    }
}

/// All corrections that hold, read page by page.
struct CorrectedPosts {
    /// Those that there is something to learn from.
    private(set) var posts: [LabelledPost] = []
    private var withoutText = 0
    private var ofEarlierWording = 0

    static func read(_ performer: Performer) async throws -> CorrectedPosts {
        var all = CorrectedPosts()
        var next: Int64? = 0
        while let after = next {
            let page = try await performer.perform(ExportCorrections(after: after))
            all.posts += page.posts
            all.withoutText += page.withoutText
            all.ofEarlierWording += page.ofEarlierWording
            next = page.next
        }
        return all
    }

    var words: String {
        "\(posts.count) corrections; left out: \(withoutText) whose text was deleted, "
            + "\(ofEarlierWording) whose text was edited since"
    }
}
