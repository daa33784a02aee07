/// Turns scores into shares of probability: exactly one of the kinds holds, every other output stands alone.
struct OutputShares: Sendable {
    /// How many outputs there are.
    let outputs: Int
    /// The lanes of the kinds.
    let kinds: ClosedRange<Int>

    func of(_ scores: SIMD16<Float>) -> SIMD16<Float> {
        var result = SIMD16<Float>.zero
        for lane in 0..<outputs where !kinds.contains(lane) { result[lane] = Self.logistic(scores[lane]) }
        let largest = kinds.map { scores[$0] }.max() ?? 0
        let powers = kinds.map { Float(_exp(Double(scores[$0] - largest))) }
        let sum = powers.reduce(0, +)
        for (lane, power) in zip(kinds, powers) { result[lane] = power / sum }
        return result
    }

    static func logistic(_ value: Float) -> Float { Float(1 / (1 + _exp(Double(-value)))) }
}
