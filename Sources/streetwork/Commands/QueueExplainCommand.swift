import ArgumentParser
import Domain
import Operations

/// Shows which words decided.
struct QueueExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show which words decided about an enquiry.",
        discussion: """
            Each word is left out in turn; those without which the classifier would be less sure are listed, with what \
            the lexicons found. A person's labels are not explained: they hold because a person gave them.
            """
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the enquiry.") var id: Int64

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let posts = try await Performer.open(composition).perform(ExplainEnquiry(id: id))
            if house.json { return try Terminal.result(json: posts) }
            guard !posts.isEmpty else {
                return Terminal.note("The texts of enquiry \(id) have been deleted; nothing can be explained.")
            }
            for post in posts { Terminal.result(Self.words(post)) }
        }
    }

    private static func words(_ post: PostExplanation) -> String {
        var lines = [Terminal.safe(post.text)]
        for evidence in post.prediction.evidence {
            lines.append("  \(evidence.field) \(evidence.value): “\(Terminal.excerpt(evidence.text, 60))”")
        }
        if post.prediction.evidence.isEmpty { lines.append("  no single word decided") }
        if !post.isDeep { lines.append("  (without the deep tier: these are the words of the lexicons)") }
        return lines.joined(separator: "\n") + "\n"
    }
}
