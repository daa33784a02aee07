import ArgumentParser
import Classification
import Domain
import Foundation
import Intake
import Operations
import Training

/// Makes the linear models anew from everything that there is to learn from.
struct TrainModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract:
            "Make new linear models of both tiers from the labelled posts and the corrections of the data folder.",
        discussion: """
            Nothing is put to use: 'streetwork train install FOLDER' does that. The same posts, corrections and files \
            of Config give the same models.
            """
    )

    @OptionGroup var house: HouseOptions

    @Option(
        parsing: .upToNextOption,
        help: "Labelled posts, as JSON Lines; else Fixtures/posts/training beside Config."
    )
    var posts: [String] = []

    @Option(help: "The folder to write to; else training/models in the data folder.")
    var output: String?

    @Flag(help: "Learn from the labelled posts alone.")
    var withoutCorrections = false

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let files = try posts.isEmpty ? composition.postFiles("training") : posts
            let corrections = withoutCorrections ? nil : try await readCorrections(composition)
            let labelled = LabelledPost.unique(
                try files.flatMap { try LabelledPost.read($0) } + (corrections?.posts ?? [])
            )
            Terminal.note(
                "\(labelled.count) posts from \(files.count) files and \(corrections?.words ?? "no corrections")"
            )
            let made = try await labelled.trained(composition)
            let folder =
                output.map { URL(fileURLWithPath: $0, isDirectory: true) }
                ?? composition.trainingFolder.appending(path: "models")
            for (name, bytes) in made.sorted(by: { $0.key < $1.key }) {
                try DurableFile.write(bytes, to: folder.appending(path: name))
            }
            if house.json {
                return try Terminal.result(
                    json: TrainedModels(folder: folder.path, posts: labelled.count, files: made.keys.sorted())
                )
            }
            Terminal.result(
                "New models are in '\(folder.path)'. Put them to use: streetwork train install \(folder.path)"
            )
        }
    }

    /// The data folder is left again before the long work begins.
    private func readCorrections(_ composition: Composition) async throws -> CorrectedPosts {
        try await CorrectedPosts.read(try await Performer.open(composition))
    }
}

/// What training made.
private struct TrainedModels: Encodable {
    var folder: String
    var posts: Int
    var files: [String]
}

/// Makes the linear models from named files alone.
struct TrainHeadsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heads",
        abstract: "Make the linear models of the fast and the deep tier from labelled posts, without a data folder.",
        discussion: "The deep ones need the sentence encoder: scripts/fetch-models."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "Labelled posts, as JSON Lines.") var posts: [String]
    @Option(help: "The folder to write the models to.") var output: String

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let labelled = try posts.flatMap { try LabelledPost.read($0) }
            Terminal.note("\(labelled.count) posts")
            let made = try await labelled.trained(composition)
            for (name, bytes) in made {
                try DurableFile.write(bytes, to: URL(fileURLWithPath: output).appending(path: name), mode: 0o644)
            }
        }
    }
}

extension [LabelledPost] {
    /// The models of both tiers, made of these posts; see `HeadsTraining`.
    fileprivate func trained(_ composition: Composition) async throws -> [String: [UInt8]] {
        let encoder = try composition.encoder()
        let classifier = try composition.config.classifier(encoder: encoder)
        return try await withTaskExecutorPreference(BackgroundExecutor(label: "streetwork.train")) {
            try await HeadsTraining(classifier: classifier, posts: self).files(encoder: encoder)
        }
    }
}

extension Composition {
    /// What training keeps in the data folder.
    var trainingFolder: URL { dataFolder.appending(path: "training") }

    /// The labelled posts that the project ships beside `Config`, in alphabetical order.
    /// - Parameter part: `training` or `evaluation`.
    /// - Throws: `OperatorError` where there are none.
    func postFiles(_ part: String) throws -> [String] {
        let folder = config.url.deletingLastPathComponent().appending(path: "Fixtures/posts/\(part)")
        // A folder that is not there has no files, which is reported just below.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let files = names.filter { $0.hasSuffix(".jsonl") }.sorted().map { folder.appending(path: $0).path }
        guard !files.isEmpty else {
            throw OperatorError(
                "There are no labelled posts in '\(folder.path)'.",
                remedy: "Name the files: --posts FILE…"
            )
        }
        return files
    }
}
