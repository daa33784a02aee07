import Classification
import Domain
import Foundation
import Operations
import Training

/// Lets classifiers label posts that people have labelled.
struct Evaluator {
    let config: ConfigFolder
    let encoder: CachingEncoder?
    let posts: [(file: String, post: LabelledPost)]

    /// - Throws: `OperatorError` where a file cannot be read, or has no posts.
    init(_ composition: Composition, files: [String], encoder: CachingEncoder?) throws {
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
        let fast = try config.heads("fast.heads", in: models)
        let deep = try config.heads("deep.heads", in: models)
        return posts.enumerated().map { number, item in
            if Terminal.showsProgress { Terminal.progress("\(number + 1) of \(posts.count)") }
            let prediction = classifier.classify(item.post.text, tier: tier)
            let isDeep = prediction.model.hasSuffix("+deep")
            return MeasuredPost(
                file: item.file,
                post: item.post,
                found: PostLabels(prediction),
                shares: shares(item.post.text, classifier, isDeep ? deep : fast, isDeep: isDeep)
            )
        }
    }

    /// The measures of what was found.
    func outcomes(_ posts: [MeasuredPost]) throws -> OutcomeTable {
        OutcomeTable(posts.map { ($0.found, $0.post.labels) }, topics: try config.topics())
    }

    /// Empty where the heads were made for other topics or features: then they decided nothing.
    private func shares(
        _ text: String,
        _ classifier: Classifier,
        _ heads: LinearHeads?,
        isDeep: Bool
    ) -> [String: Double] {
        guard let heads, heads.fits(classifier, isDeep: isDeep) else { return [:] }
        let features = classifier.features(of: text, isDeep: isDeep)
        let shares = heads.shares(of: features, kinds: classifier.outputs.kinds)
        return Dictionary(uniqueKeysWithValues: zip(heads.outputs, shares))
    }
}

extension LinearHeads {
    /// Whether they were made for these topics and features.
    func fits(_ classifier: Classifier, isDeep: Bool) -> Bool {
        outputs == classifier.outputs.names && places == classifier.featurePlaces(isDeep: isDeep)
    }
}
