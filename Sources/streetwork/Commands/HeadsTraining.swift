import Classification
import Domain
import Foundation
import Training

/// Trains the models of both tiers from labelled posts.
///
/// What the attention heads say of a post enters the deep heads as a feature. While these are trained, it comes from
/// heads that have not seen the post, as it will be for posts to come.
struct HeadsTraining {
    let classifier: Classifier
    let posts: [LabelledPost]

    /// The layers of the encoder that are read: one of the middle, where words still are themselves, up to the last.
    private static let layers = [5, 8, 10, 12]
    private static let folds = 5
    /// The share of acute posts that the deep tier should find, among posts that were held out.
    private static let urgentRecall: Float = 0.95
    private static let nets = 3
    /// What is tried; the posts held out in turn choose.
    private static let settings = [(8, 0.0003), (15, 0.0003), (8, 0.001), (15, 0.001), (15, 0.003), (25, 0.003)].map {
        HeadsTrainer.Setting(rounds: $0.0, decay: $0.1)
    }

    /// Both tiers, the deep one only where there is an encoder.
    /// - Returns: the content of the files by their names.
    /// - Throws: `OperatorError` where the encoder cannot read a post: the deep tier is never left out silently.
    func files(encoder: (any TextEncoder)?) async throws -> [String: [UInt8]] {
        var models = ["fast.heads": try heads(meanings: nil)]
        guard let encoder else {
            Terminal.note("No encoder: only the fast tier is made. scripts/fetch-models adds it.")
            return models
        }
        let examples = try readings(encoder)
        let trainer = AttentionTrainer(
            outputs: classifier.outputs.names.count,
            kinds: classifier.outputs.kinds,
            urgent: classifier.outputs.acute,
            part: encoder.dimension
        )
        let meanings = await heldOut(examples, trainer)
        Terminal.note("attention heads: \(Self.nets) networks of all posts")
        let nets = await Self.trained((0..<Self.nets).map { (examples, UInt64(100 + $0)) }, trainer)
        let attention = AttentionHeads(outputs: classifier.outputs.names, layers: Self.layers, nets: nets)
        models["attention.heads"] = try attention.fileBytes()
        models["deep.heads"] = try heads(meanings: meanings)
        return models
    }

    private func target(_ post: LabelledPost) -> SIMD16<Float> {
        classifier.outputs.targets(
            kind: post.labels.kind,
            topics: post.labels.topics,
            urgency: post.labels.urgency,
            minors: post.labels.minors
        )
    }

    private func readings(_ encoder: any TextEncoder) throws -> [AttentionExample] {
        defer { if Terminal.showsProgress { Terminal.progress("") } }
        return try AttentionExample.read(posts, with: encoder, layers: Self.layers, labels: target) { count in
            if Terminal.showsProgress { Terminal.progress("reading \(count) of \(posts.count)") }
        }
    }

    /// What heads say of each post that have not seen it.
    private func heldOut(_ examples: [AttentionExample], _ trainer: AttentionTrainer) async -> [SIMD16<Float>] {
        Terminal.note("attention heads: \(Self.folds) networks, each without a part of the posts")
        let parts = (0..<Self.folds).map { fold in
            (examples.indices.filter { $0 % Self.folds != fold }.map { examples[$0] }, UInt64(1 + fold))
        }
        let nets = await Self.trained(parts, trainer)
        return examples.indices.map { nets[$0 % Self.folds].scores(examples[$0].reading.pieceNumbers) }
    }

    /// Trains networks side by side, and gives them in their order.
    private static func trained(
        _ parts: [(examples: [AttentionExample], seed: UInt64)],
        _ trainer: AttentionTrainer
    ) async -> [AttentionNet] {
        await withTaskGroup(of: (Int, AttentionNet).self) { group in
            for (number, part) in parts.enumerated() {
                group.addTask { (number, trainer.train(part.examples, seed: part.seed)) }
            }
            var nets: [Int: AttentionNet] = [:]
            for await (number, net) in group {
                nets[number] = net
                Terminal.note("  \(nets.count) of \(parts.count)")
            }
            return parts.indices.compactMap { nets[$0] }
        }
    }

    private func heads(meanings: [SIMD16<Float>]?) throws -> [UInt8] {
        let examples = posts.enumerated().map { number, post in
            HeadsExample(
                features: classifier.features(of: post.text, meaning: meanings?[number]),
                labels: target(post)
            )
        }
        let trainer = HeadsTrainer(
            outputs: classifier.outputs.names,
            places: classifier.featurePlaces(isDeep: meanings != nil),
            kinds: classifier.outputs.kinds,
            urgentRecall: meanings == nil ? nil : Self.urgentRecall
        )
        let (heads, setting, measure) = trainer.train(examples, settings: Self.settings)
        Terminal.note(
            "\(meanings == nil ? "fast" : "deep") tier: mean F \(Share.text(Double(measure))) on posts held out in turn, "
                + "\(setting.rounds) rounds, decay \(setting.decay)"
        )
        return try heads.fileBytes()
    }
}
