import CKernels
package import Classification
import Domain

/// A labelled post as training sees it.
package struct HeadsExample: Sendable {
    /// What the heads see of it.
    package var features: FeatureVector
    /// 1 for every output that holds.
    package var labels: SIMD16<Float>

    package init(features: FeatureVector, labels: SIMD16<Float>) {
        self.features = features
        self.labels = labels
    }
}

/// Trains `LinearHeads` by logistic regression with AdaGrad and weight decay; seeded, single-threaded.
package struct HeadsTrainer {
    private let outputs: [String]
    private let places: Int
    private let shares: OutputShares
    private let urgentRecall: Float?

    /// - Parameters:
    ///   - kinds: the lanes of the kinds, of which exactly one holds.
    ///   - urgentRecall: the share of acute posts that must be found among those held out, 0...1; nil weighs recall
    ///     twice as much as precision instead.
    package init(outputs: [String], places: Int, kinds: ClosedRange<Int>, urgentRecall: Float? = nil) {
        self.urgentRecall = urgentRecall
        self.outputs = outputs
        self.places = places
        shares = OutputShares(outputs: outputs.count, kinds: kinds)
    }

    /// How strongly to learn.
    package struct Setting: Sendable {
        /// How often every example is learned from.
        package var rounds: Int
        /// How strongly weights are pulled to zero.
        package var decay: Float

        package init(rounds: Int, decay: Float) {
            self.rounds = rounds
            self.decay = decay
        }
    }

    /// Trains on all examples, with the setting and the thresholds that do best on examples that were held out in turn.
    /// - Returns: the heads, the setting, and the mean F measure on what was held out.
    package func train(
        _ examples: [HeadsExample],
        settings: [Setting],
        folds: Int = 5
    ) -> (heads: LinearHeads, setting: Setting, measure: Float) {
        var best: (thresholds: [Float], setting: Setting, measure: Float)?
        for setting in settings {
            let held = heldOut(examples, setting, folds)
            let found = outputs.indices.map { lane in
                threshold(lane, held.map { OutputShares.logistic($0[lane]) }, examples.map { $0.labels[lane] > 0.5 })
            }
            let measure = found.map(\.measure).reduce(0, +) / Float(outputs.count)
            if measure > best?.measure ?? -1 { best = (found.map(\.threshold), setting, measure) }
        }
        let chosen = best ?? ([], Setting(rounds: 1, decay: 0), 0)
        let heads = LinearHeads(
            outputs: outputs,
            thresholds: chosen.thresholds,
            places: places,
            weights: fitted(examples, chosen.setting)
        )
        return (heads, chosen.setting, chosen.measure)
    }

    /// The scores of every example by heads that have not seen it.
    private func heldOut(_ examples: [HeadsExample], _ setting: Setting, _ folds: Int) -> [SIMD16<Float>] {
        var held = Array(repeating: SIMD16<Float>.zero, count: examples.count)
        for fold in 0..<folds {
            let rest = examples.indices.filter { $0 % folds != fold }.map { examples[$0] }
            let heads = LinearHeads(
                outputs: outputs,
                thresholds: outputs.map { _ in 0.5 },
                places: places,
                weights: fitted(rest, setting)
            )
            for index in examples.indices where index % folds == fold {
                held[index] = heads.scores(examples[index].features)
            }
        }
        return held
    }

    /// The highest threshold at which so many acute posts are found, with its F measure.
    private func urgentThreshold(_ shares: [Float], _ truth: [Bool], _ recall: Float) -> (Float, Float) {
        let acute = zip(shares, truth).filter(\.1).map(\.0).sorted()
        guard !acute.isEmpty else { return (0.5, 0) }
        let threshold = acute[min(acute.count - 1, Int(Float(acute.count) * (1 - recall)))]
        let found = shares.filter { $0 >= threshold }.count
        let right = acute.filter { $0 >= threshold }.count
        return (threshold, 2 * Float(right) / Float(found + acute.count))
    }

    /// The threshold with the best F measure; recall counts more where missing is the worst error.
    private func threshold(
        _ lane: Int,
        _ shares: [Float],
        _ truth: [Bool]
    ) -> (threshold: Float, measure: Float) {
        let isUrgent = outputs[lane] == "urgency:acute"
        if isUrgent, let urgentRecall { return urgentThreshold(shares, truth, urgentRecall) }
        let beta: Float = isUrgent ? 2 : 1
        var best: (threshold: Float, measure: Float) = (0.5, -1)
        for step in 4...90 {
            let candidate = Float(step) / 100
            var (right, wrong, missed): (Float, Float, Float) = (0, 0, 0)
            for (share, holds) in zip(shares, truth) {
                if share >= candidate { if holds { right += 1 } else { wrong += 1 } } else if holds { missed += 1 }
            }
            let measure = (1 + beta * beta) * right / max(1, (1 + beta * beta) * right + beta * beta * missed + wrong)
            if measure > best.measure { best = (candidate, measure) }
        }
        return best
    }

    private func fitted(_ examples: [HeadsExample], _ setting: Setting) -> [Float] {
        var weights = [Float](repeating: 0, count: places * LinearHeads.lanes)
        var squares = [Float](repeating: 0, count: places)
        var random = SeededRandom(state: 7)
        var order = Array(examples.indices)
        for round in 0..<setting.rounds {
            for index in order.indices.reversed() { order.swapAt(index, random.below(index + 1)) }
            let rate: Float = 0.35 * (1 - 0.9 * Float(round) / Float(setting.rounds))
            for index in order { step(examples[index], rate, setting.decay, &weights, &squares) }
        }
        return weights
    }

    private func step(
        _ example: HeadsExample,
        _ rate: Float,
        _ decay: Float,
        _ weights: inout [Float],
        _ squares: inout [Float]
    ) {
        let features = example.features
        let count = features.places.count
        var logits = [Float](repeating: 0, count: LinearHeads.lanes)
        kernel_sum_floats(weights, features.places, features.values, count, &logits)
        let gradient = shares.of(SIMD16(logits)) - example.labels
        let energy = (gradient * gradient).sum() / Float(outputs.count)
        let lanes = (0..<LinearHeads.lanes).map { gradient[$0] }
        kernel_learn(&weights, &squares, features.places, features.values, count, lanes, energy, rate, decay)
    }
}
