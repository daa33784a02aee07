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
        var rows: [Int] = []
        rows.reserveCapacity(sequence.letters.count * 6)
        LanguageFeatures.forEach(sequence, bits: bits) { rows.append($0) }
        guard !rows.isEmpty else { return 0 }
        let unit = 1 / Float(rows.count).squareRoot()
        var logits = SIMD32<Float>.zero
        weights.withUnsafeBytes { bytes in
            for row in rows { logits += bytes.loadUnaligned(fromByteOffset: row &* 128, as: SIMD32<Float>.self) }
        }
        var gradient = Self.softmax(logits * unit, count: classes.count)
        let loss = -Self.log(max(gradient[label], 1e-9))
        gradient[label] -= 1
        if gradient[label] > -0.002 { return loss }
        let energy = (gradient * gradient).sum() * unit * unit
        weights.withUnsafeMutableBytes { bytes in
            for row in rows {
                squares[row] += energy
                let step = rate * unit / (squares[row].squareRoot() + 1e-3)
                let place = row &* 128
                let old = bytes.loadUnaligned(fromByteOffset: place, as: SIMD32<Float>.self)
                bytes.storeBytes(of: old - gradient * step, toByteOffset: place, as: SIMD32<Float>.self)
            }
        }
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

    private static func softmax(_ logits: SIMD32<Float>, count: Int) -> SIMD32<Float> {
        var largest = -Float.infinity
        for lane in 0..<count { largest = max(largest, logits[lane]) }
        var result = SIMD32<Float>.zero
        var sum: Float = 0
        for lane in 0..<count {
            result[lane] = exponential(logits[lane] - largest)
            sum += result[lane]
        }
        return result / sum
    }

    private static func exponential(_ value: Float) -> Float { Float(_exp(Double(value))) }
    private static func log(_ value: Float) -> Float { Float(_log(Double(value))) }
}
