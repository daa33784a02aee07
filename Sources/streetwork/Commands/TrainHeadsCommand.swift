import ArgumentParser
import Classification
import Domain
import Encoder
import Foundation
import Intake
import Operations
import Training

/// Makes the models of both tiers.
struct TrainHeadsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heads",
        abstract: "Make the models of the fast and the deep tier from labelled posts.",
        discussion: """
            Writes fast.heads and, where the sentence encoder is there (scripts/fetch-models), attention.heads and \
            deep.heads. The same posts and files give the same models. Takes some minutes and up to 1 GB of memory.
            """
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "Labelled posts, as JSON Lines.") var posts: [String]
    @Option(help: "The folder to write the models to.") var output: String

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let encoder = try composition.encoder()
            let classifier = try composition.config.classifier(encoder: encoder)
            let labelled = try posts.flatMap { try LabelledPost.read($0) }
            Terminal.note("\(labelled.count) posts")
            let folder = URL(fileURLWithPath: output, isDirectory: true)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let training = HeadsTraining(classifier: classifier, posts: labelled)
            let models = try await withTaskExecutorPreference(BackgroundExecutor(label: "streetwork.train")) {
                try await training.run(encoder: encoder)
            }
            for (name, bytes) in models { try bytes.write(to: folder.appending(path: name)) }
            if encoder == nil { Terminal.note("No encoder: only the fast tier was made.") }
        }
    }
}

/// A post with the labels of the codebook.
struct LabelledPost: Decodable {
    var id: String
    var text: String
    var language: Language
    var kind: Kind
    var topics: [TopicID]
    var primary: TopicID?
    var urgency: Urgency
    var minors: Bool
    var places: [String]

    /// - Throws: `OperatorError` naming the line that is none.
    static func read(_ path: String) throws -> [LabelledPost] {
        let lines = try TextLines(path)
        var posts: [LabelledPost] = []
        while let batch = try lines.next(500) {
            for line in batch {
                do {
                    posts.append(try JSONDecoder().decode(LabelledPost.self, from: Data(line)))
                } catch {
                    throw OperatorError(
                        "Line \(posts.count + 1) of '\(path)' is no labelled post.",
                        remedy: "Each line needs id, text, language, kind, topics, primary, urgency, minors, places."
                    )
                }
            }
        }
        return posts
    }
}
