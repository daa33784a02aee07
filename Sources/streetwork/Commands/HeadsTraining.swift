import Classification
import Domain
import Foundation
import Training

/// Makes the linear models of a tier from labelled posts; the same posts give the same bytes.
struct HeadsTraining: Sendable {
    let classifier: Classifier
    let posts: [LabelledPost]

    /// What is tried; the posts held out in turn choose.
    private static let settings = [(8, 0.0003), (15, 0.0003), (8, 0.001), (15, 0.001), (15, 0.003), (25, 0.003)].map {
        HeadsTrainer.Setting(rounds: $0.0, decay: $0.1)
    }

    /// The content of `fast.heads` or `deep.heads`.
    func bytes(isDeep: Bool) throws -> [UInt8] {
        var examples: [HeadsExample] = []
        for (number, post) in posts.enumerated() {
            let targets = classifier.outputs.targets(
                kind: post.labels.kind,
                topics: post.labels.topics,
                urgency: post.labels.urgency,
                minors: post.labels.minors
            )
            examples.append(HeadsExample(features: classifier.features(of: post.text, isDeep: isDeep), labels: targets))
            if isDeep, Terminal.showsProgress { Terminal.progress("vectors: \(number + 1) of \(posts.count)") }
        }
        if isDeep, Terminal.showsProgress { Terminal.progress("deep tier: learning …") }
        let trainer = HeadsTrainer(
            outputs: classifier.outputs.names,
            places: classifier.featurePlaces(isDeep: isDeep),
            kinds: classifier.outputs.kinds
        )
        let (heads, setting, measure) = trainer.train(examples, settings: Self.settings)
        if Terminal.showsProgress { Terminal.progress("") }
        Terminal.note(
            "\(isDeep ? "deep" : "fast") tier: mean F \(Share.text(Double(measure))) on posts held out in turn, "
                + "\(setting.rounds) rounds, decay \(setting.decay)"
        )
        return try heads.fileBytes()
    }

    /// Both tiers at once, the deep one only where there is an encoder.
    /// - Returns: the content of the files by their names.
    func files(hasEncoder: Bool) async throws -> [String: [UInt8]] {
        guard hasEncoder else {
            Terminal.note("No encoder: only the fast tier is made. scripts/fetch-models adds it.")
            return ["fast.heads": try bytes(isDeep: false)]
        }
        async let fast = bytes(isDeep: false)
        async let deep = bytes(isDeep: true)
        return ["fast.heads": try await fast, "deep.heads": try await deep]
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

    /// Every text once, at its first place, with the labels that were given last.
    static func unique(_ posts: [LabelledPost]) -> [LabelledPost] {
        var places: [String: Int] = [:]
        var result: [LabelledPost] = []
        for post in posts {
            if let place = places[post.text] {
                result[place] = post
            } else {
                places[post.text] = result.count
                result.append(post)
            }
        }
        return result
    }
}
