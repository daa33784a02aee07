package import Classification
import Domain

/// A labelled post as training sees it.
package struct HeadsExample: Sendable {
    package var features: FeatureVector
    /// 1 for every output that holds.
    package var labels: SIMD32<Float>

    package init(features: FeatureVector, labels: SIMD32<Float>) {
        self.features = features
        self.labels = labels
    }
}

/// Trains `LinearHeads` by logistic regression with AdaGrad and weight decay; seeded, single-threaded.
package struct HeadsTrainer {
    private let outputs: [String]
    private let places: Int
    private let kinds: ClosedRange<Int>

    /// - Parameter kinds: the lanes of the kinds, of which exactly one holds.
    package init(outputs: [String], places: Int, kinds: ClosedRange<Int>) {
        self.outputs = outputs
        self.places = places
        self.kinds = kinds
    }

    /// Trains on all examples, with thresholds chosen on examples that were held out in turn.
    package func train(_ examples: [HeadsExample], rounds: Int, decay: Float, folds: Int = 5) -> LinearHeads {
        var held = Array(repeating: SIMD32<Float>.zero, count: examples.count)
        for fold in 0..<folds {
            let rest = examples.indices.filter { $0 % folds != fold }.map { examples[$0] }
            let weights = fitted(rest, rounds: rounds, decay: decay)
            let heads = LinearHeads(
                outputs: outputs, thresholds: outputs.map { _ in 0.5 }, places: places, weights: weights)
            for index in examples.indices where index % folds == fold {
                held[index] = heads.scores(examples[index].features)
            }
        }
        let thresholds = outputs.indices.map { lane in
            threshold(lane, held.map { Self.sigmoid($0[lane]) }, examples.map { $0.labels[lane] > 0.5 })
        }
        let weights = fitted(examples, rounds: rounds, decay: decay)
        return LinearHeads(outputs: outputs, thresholds: thresholds, places: places, weights: weights)
    }

    /// The threshold with the best F measure; recall counts more where missing is the worst error.
    private func threshold(_ lane: Int, _ shares: [Float], _ truth: [Bool]) -> Float {
        let beta: Float = outputs[lane] == "urgency:acute" ? 2 : 1
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
        return best.threshold
    }

    private func fitted(_ examples: [HeadsExample], rounds: Int, decay: Float) -> [Float] {
        var weights = [Float](repeating: 0, count: places * LinearHeads.lanes)
        var squares = [Float](repeating: 0, count: places)
        var random = SeededRandom(state: 7)
        var order = Array(examples.indices)
        for round in 0..<rounds {
            for index in order.indices.reversed() { order.swapAt(index, random.below(index + 1)) }
            let rate: Float = 0.35 * (1 - 0.9 * Float(round) / Float(rounds))
            for index in order { step(examples[index], rate, decay, &weights, &squares) }
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
        weights.withUnsafeMutableBytes { bytes in
            var logits = SIMD32<Float>.zero
            for (place, value) in zip(example.features.places, example.features.values) {
                logits += bytes.loadUnaligned(fromByteOffset: Int(place) &* 128, as: SIMD32<Float>.self) * value
            }
            let gradient = probabilities(logits) - example.labels
            let energy = (gradient * gradient).sum() / Float(outputs.count)
            for (place, value) in zip(example.features.places, example.features.values) where value != 0 {
                let row = Int(place)
                squares[row] += energy * value * value
                let size = rate / (squares[row].squareRoot() + 0.02)
                let old = bytes.loadUnaligned(fromByteOffset: row &* 128, as: SIMD32<Float>.self)
                let new = old - (gradient * value + old * decay) * size
                bytes.storeBytes(of: new, toByteOffset: row &* 128, as: SIMD32<Float>.self)
            }
        }
    }

    /// Kinds exclude one another; every other output stands alone.
    private func probabilities(_ logits: SIMD32<Float>) -> SIMD32<Float> {
        var result = SIMD32<Float>.zero
        for lane in outputs.indices where !kinds.contains(lane) { result[lane] = Self.sigmoid(logits[lane]) }
        let largest = kinds.map { logits[$0] }.max() ?? 0
        let powers = kinds.map { Float(_exp(Double(logits[$0] - largest))) }
        let sum = powers.reduce(0, +)
        for (lane, power) in zip(kinds, powers) { result[lane] = power / sum }
        return result
    }

    static func sigmoid(_ value: Float) -> Float { Float(1 / (1 + _exp(Double(-value)))) }
}
