import ArgumentParser
import Domain
import Encoder
import Foundation
import Likeness
import Operations

/// Makes the space in which meanings are compared.
struct TrainLikenessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "likeness",
        abstract: "Measure what the vectors of all texts share, and what only tells their languages.",
        discussion: "Needs the sentence encoder: scripts/fetch-models. Each file holds the posts of one language."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "Posts, as JSON Lines, a file a language.") var files: [String]
    @Option(help: "The folder to write likeness.space to.") var output: String

    func run() async throws {
        try await reporting {
            guard let encoder = try Composition(house).encoder() else {
                throw OperatorError("There is no sentence encoder.", remedy: "Fetch it with scripts/fetch-models.")
            }
            let groups = try files.map { file in
                try LabelledPost.read(file).compactMap { encoder.vector(of: $0.text) }
            }
            let folder = URL(fileURLWithPath: output, isDirectory: true)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(MeaningSpace(groups: groups).text.utf8).write(to: folder.appending(path: "likeness.space"))
            Terminal.note("\(groups.joined().count) posts in \(groups.count) languages")
        }
    }
}
