import ArgumentParser
import Classification
import Domain
import Encoder
import Foundation
import Operations
import Training

/// Makes the linear models of both tiers.
struct TrainHeadsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heads",
        abstract: "Make the linear models of the fast and the deep tier from labelled posts.",
        discussion: "The deep ones need the sentence encoder: scripts/fetch-models."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "Labelled posts, as JSON Lines.") var posts: [String]
    @Option(help: "The folder to write fast.heads and deep.heads to.") var output: String

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let encoder = try composition.encoder()
            let classifier = try composition.config.classifier(encoder: encoder)
            let labelled = try posts.flatMap { try LabelledPost.read($0) }
            Terminal.note("\(labelled.count) posts")
            let folder = URL(fileURLWithPath: output, isDirectory: true)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try train(classifier, labelled, isDeep: false).write(to: folder.appending(path: "fast.heads"))
            guard encoder != nil else { return Terminal.note("No encoder: only the fast tier was made.") }
            try train(classifier, labelled, isDeep: true).write(to: folder.appending(path: "deep.heads"))
        }
    }

    /// What is tried; the posts held out in turn choose.
    private static let settings = [(8, 0.0003), (15, 0.0003), (8, 0.001), (15, 0.001), (15, 0.003), (25, 0.003)].map {
        HeadsTrainer.Setting(rounds: $0.0, decay: $0.1)
    }

    private func train(_ classifier: Classifier, _ posts: [LabelledPost], isDeep: Bool) throws -> Data {
        var examples: [HeadsExample] = []
        if Terminal.showsProgress { Terminal.progress("") }
        for (number, post) in posts.enumerated() {
            let targets = classifier.outputs.targets(
                kind: post.labels.kind,
                topics: post.labels.topics,
                urgency: post.labels.urgency,
                minors: post.labels.minors
            )
            examples.append(HeadsExample(features: classifier.features(of: post.text, isDeep: isDeep), labels: targets))
            if isDeep, Terminal.showsProgress { Terminal.progress("\(number + 1) of \(posts.count)") }
        }
        let trainer = HeadsTrainer(
            outputs: classifier.outputs.names,
            places: classifier.featurePlaces(isDeep: isDeep),
            kinds: classifier.outputs.kinds
        )
        let (heads, setting, measure) = trainer.train(examples, settings: Self.settings)
        Terminal.note(
            "\(isDeep ? "deep" : "fast") tier: mean F \(measure) on posts held out in turn, "
                + "\(setting.rounds) rounds, decay \(setting.decay)"
        )
        return Data(try heads.fileBytes())
    }
}

extension LabelledPost {
    /// The posts of a file of labelled posts.
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
