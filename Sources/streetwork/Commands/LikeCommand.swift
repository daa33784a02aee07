import ArgumentParser
import Domain
import Foundation
import Operations

/// What is like a text.
struct LikeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "like",
        abstract: "Find enquiries and templates that are like a text by its meaning, in any language.",
        discussion: "Needs the sentence encoder: scripts/fetch-models. The text is not stored."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The text, or '-' for standard input.") var text: String

    func run() async throws {
        try await reporting {
            let words = text == "-" ? try Self.input() : text
            let composition = try Composition(house)
            let list = try await Performer.open(composition).perform(FindLike(text: words))
            if house.json { return try Terminal.result(json: list) }
            Terminal.result(QueueText(now: composition.now()).like(list).joined(separator: "\n"))
        }
    }

    private static func input() throws -> String {
        var lines: [String] = []
        let input = try TextLines("-")
        while let next = try input.next(100) { lines += next.map { String(decoding: $0, as: UTF8.self) } }
        return lines.joined(separator: "\n")
    }
}

/// Takes a post out of an enquiry.
struct QueueSplitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Take a post out of an enquiry that it does not belong to; it gets an enquiry of its own."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the post, as 'queue show' prints it.") var post: Int64
    @Option(name: .customLong("as"), help: "Your user name.") var user: String?

    func run() async throws {
        try await reporting {
            let operation = SplitPost(post: post, user: user)
            let enquiry = try await Performer.open(try Composition(house)).perform(operation)
            if house.json { return try Terminal.result(json: enquiry) }
            Terminal.result("Post \(post) is now enquiry \(enquiry.id).")
        }
    }
}
