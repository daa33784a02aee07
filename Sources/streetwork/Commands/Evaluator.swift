import Classification
import Domain
import Foundation
import Operations
import Training

/// Lets classifiers label posts that people have labelled.
struct Evaluator {
    let config: ConfigFolder
    let encoder: (any TextEncoder)?
    let posts: [(file: String, post: LabelledPost)]

    /// - Throws: `OperatorError` where a file cannot be read, or has no posts.
    init(_ composition: Composition, files: [String], encoder: (any TextEncoder)?) throws {
        config = composition.config
        self.encoder = encoder
        posts = try files.flatMap { file in
            let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
            return try LabelledPost.read(file).map { (name, $0) }
        }
        guard !posts.isEmpty else {
            throw OperatorError("The files hold no posts.", remedy: "Name files of labelled posts, as JSON Lines.")
        }
    }

    /// What the models of a folder find in the posts.
    /// - Parameter models: nil for the models in use.
    func measure(models: URL?, tier: Classifier.Tier) throws -> [MeasuredPost] {
        let classifier = try config.classifier(encoder: tier == .fast ? nil : encoder, models: models)
        return posts.enumerated().map { number, item in
            if Terminal.showsProgress { Terminal.progress("\(number + 1) of \(posts.count)") }
            let prediction = classifier.classify(item.post.text, tier: tier)
            let isDeep = prediction.model.hasSuffix("+deep")
            return MeasuredPost(
                file: item.file,
                post: item.post,
                found: PostLabels(prediction),
                shares: classifier.shares(of: item.post.text, isDeep: isDeep)
            )
        }
    }

    /// The measures of what was found.
    func outcomes(_ posts: [MeasuredPost]) throws -> OutcomeTable {
        OutcomeTable(posts.map { ($0.found, $0.post.labels) }, topics: try config.topics())
    }
}
