import CKernels
package import Classification
import Domain

/// Trains a `LanguageModel` by logistic regression: stochastic gradient descent with AdaGrad (Duchi, Hazan, Singer
/// 2011), single-threaded and seeded, so that the same texts give the same model.
package struct LanguageTrainer {
    private let classes: [String]
    private let bits: Int
    private var weights: [Float]
    private var squares: [Float]
    private var random: SeededRandom

    package init(classes: [String], bits: Int, seed: UInt64) {
        self.classes = classes
        self.bits = bits
        weights = Array(repeating: 0, count: LanguageModel.lanes << bits)
        squares = Array(repeating: 0, count: 1 << bits)
        random = SeededRandom(state: seed)
    }

    /// Learns from one text.
    /// - Returns: the loss before the step, in nats.
    @discardableResult
    package mutating func learn(_ sequence: LetterSequence, class label: Int, rate: Float) -> Float {
        let rows = LanguageModel.rows(sequence, bits: bits)
        guard !rows.isEmpty else { return 0 }
        let unit = 1 / Float(rows.count).squareRoot()
        var sums = [Float](repeating: 0, count: LanguageModel.lanes)
        kernel_sum_rows(weights, rows, rows.count, &sums)
        var gradient = Self.softmax(sums.map { $0 * unit }, count: classes.count)
        let loss = -Self.log(max(gradient[label], 1e-9))
        gradient[label] -= 1
        if gradient[label] > -0.002 { return loss }
        let energy = gradient.reduce(0) { $0 + $1 * $1 } * unit * unit
        kernel_learn_rows(&weights, &squares, rows, rows.count, gradient, energy, rate * unit)
        return loss
    }

    /// The model in 8 bits a weight.
    package func model() -> LanguageModel {
        // The few largest weights are cut, so that the others keep their resolution.
        let sorted = weights.lazy.map(abs).filter { $0 > 0 }.sorted()
        let largest = sorted.isEmpty ? 1 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * 0.9999))]
        let scale = largest / 127
        return LanguageModel(
            classes: classes,
            bits: bits,
            scale: scale,
            weights: weights.map { Int8(max(-127, min(127, ($0 / scale).rounded()))) }
        )
    }

    private static func softmax(_ logits: [Float], count: Int) -> [Float] {
        let largest = logits.prefix(count).max() ?? 0
        var result = [Float](repeating: 0, count: logits.count)
        var sum: Float = 0
        for lane in 0..<count {
            result[lane] = exponential(logits[lane] - largest)
            sum += result[lane]
        }
        return result.map { $0 / sum }
    }

    private static func exponential(_ value: Float) -> Float { Float(_exp(Double(value))) }
    private static func log(_ value: Float) -> Float { Float(_log(Double(value))) }
}
