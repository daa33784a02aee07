import Answering
import ArgumentParser
import Domain
import Foundation
import Operations

/// Makes an answer ready, and records it.
struct AnswerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Make an answer ready for posting by hand; with --sent, record that it was posted.",
        discussion: """
            Without --sent the enquiry is yours, and the text is printed with the link of the post. Post it there by \
            hand, then run the same command with --sent and the link of your answer. With --send it is released, and \
            goes out by itself where the platform allows it: Telegram, your own Facebook Page, Instagram account and \
            TikTok videos.
            """
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the enquiry.") var id: Int64
    @Option(name: .customLong("as"), help: "Your user name.") var user: String
    @Option(help: "The key of the template; 'streetwork queue show ID' names those that fit.") var template: String
    @Option(help: "The language of the answer; by default the one of the enquiry.") var language: String?
    @Option(help: "What '{place}' in the wording becomes; without it the wording speaks of no place.") var place:
        String?
    @Option(help: "A service to refer to, by its number.") var service: [String] = []
    @Option(help: "The link of your answer, once it is posted.") var sent: String?
    @Flag(help: "Release it: it goes out through the platform's interface, where there is one.") var send = false

    func validate() throws {
        guard service.isEmpty else {
            throw ValidationError("--service: the directory of services is empty in this version.")
        }
        guard sent == nil || !send else {
            throw ValidationError(
                "--send and --sent exclude each other: either it goes out by itself, or you posted it."
            )
        }
    }

    func run() async throws {
        try await reporting {
            let operation = MakeAnswer(
                enquiry: id,
                user: user,
                template: template,
                language: language.map(Language.init(rawValue:)),
                place: place,
                sentURL: sent,
                isReleased: send
            )
            let made = try await Performer.open(try Composition(house)).perform(operation)
            if house.json { return try Terminal.result(json: made) }
            show(made)
        }
    }

    private func show(_ made: MadeAnswer) {
        if let answer = made.answer {
            return Terminal.result(
                "Recorded: enquiry \(answer.enquiryID) answered by \(answer.user) with \(answer.template.key) "
                    + "(\(answer.template.language.rawValue), version \(answer.template.version))."
            )
        }
        if let item = made.outgoing {
            return Terminal.result(
                "Released: it goes out at \(item.notBefore.ISO8601Format()). Until then 'streetwork outbox cancel "
                    + "\(item.id)' takes it back; 'streetwork outbox show \(item.id)' tells what became of it."
            )
        }
        if made.package.isDemonstration {
            Terminal.note("This is a demonstration: the wording has not been reviewed. Do not post it.")
        }
        Terminal.note("\(made.package.characters) of \(made.package.limit) characters. Post it at:")
        Terminal.note("  \(made.package.permalink ?? "(the post has no address; look for it in its space)")\n")
        Terminal.result(made.package.text)
        let chosen = language.map { " --language \($0)" } ?? ""
        Terminal.note("\nThen: streetwork answer \(id) --as \(user) --template \(template)\(chosen) --sent LINK")
    }
}
