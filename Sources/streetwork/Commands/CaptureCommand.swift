import ArgumentParser
import Domain
import Foundation
import Operations
import Platforms

/// Takes in posts that a person copied by hand.
struct CaptureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capture",
        abstract: "Take in a post, or several of a thread, that you copied by hand.",
        discussion: """
            The words come from standard input, or from a file. With --thread they are several posts with a line '---' \
            between them: the first is the one that the address leads to, the others answer it. Capturing a post again \
            stores nothing twice, and names its enquiry.
            """
    )

    @OptionGroup var house: HouseOptions
    @Option(help: "The number of the space, from 'streetwork space list'; needed where the address does not tell it.")
    var space: Int64?
    @Option(help: "The address of the post.") var url: String
    @Option(help: "The file with the words, or '-' for standard input.") var text = "-"
    @Option(help: "Who wrote the first post, as the platform shows the name; kept as a pseudonym.") var author: String?
    @Option(help: "When the first post was published, such as '2026-11-20 14:30'; by default now.") var time: String?
    @Option(name: .customLong("as"), help: "Your user name.") var user = NSUserName()
    @Flag(help: "Several posts, with a line '---' between them.") var thread = false

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            if text == "-", isatty(STDIN_FILENO) == 1 {
                Terminal.note("Paste the words; end with Ctrl-D on a line of its own.")
            }
            let operation = CapturePosts(
                space: space,
                url: url,
                posts: try posts(try WholeText.read(text), composition.settings.house.timeZone),
                user: user
            )
            let outcome = try await Performer.open(composition).perform(operation)
            for warning in outcome.warnings { Terminal.note(warning) }
            if house.json { return try Terminal.result(json: outcome) }
            Terminal.result(CaptureText.summary(outcome))
        }
    }

    private func posts(_ words: String, _ zone: String) throws -> [CapturedPost] {
        let texts = thread ? Self.cut(words) : [words]
        let published = try time.map { text in
            guard let moment = ExportTime.moment(text, timeZone: TimeZone(identifier: zone) ?? .gmt) else {
                throw OperatorError("'\(text)' is no time.", remedy: "Write it like --time '2026-11-20 14:30'.")
            }
            return moment
        }
        return texts.enumerated().map { number, text in
            let isFirst = number == 0
            return CapturedPost(
                text: text,
                author: isFirst ? author : nil,
                publishedAt: isFirst ? published : nil
            )
        }
    }

    /// The posts between lines that are nothing but `---`; empty ones are left out.
    static func cut(_ words: String) -> [String] {
        var posts = [""]
        for line in words.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.trimmingCharacters(in: .whitespacesAndNewlines) == "---" {
                posts.append("")
            } else {
                posts[posts.count - 1] += line + "\n"
            }
        }
        return posts.filter { $0.contains { !$0.isWhitespace } }
    }
}
