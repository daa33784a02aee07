extension LinearHeads {
    /// How likely each output holds by these heads, 0...1, before any threshold; for measuring.
    ///
    /// Every output but the kinds stands alone; the kinds add up to 1.
    /// - Parameter kinds: the lanes of the kinds.
    package func shares(of features: FeatureVector, kinds: ClosedRange<Int>) -> [Double] {
        let scores = scores(features)
        var shares = outputs.indices.map { 1 / (1 + Self.power(Double(-scores[$0]))) }
        let largest = kinds.map { scores[$0] }.max() ?? 0
        let powers = kinds.map { Self.power(Double(scores[$0] - largest)) }
        let sum = powers.reduce(0, +)
        for (lane, power) in zip(kinds, powers) { shares[lane] = power / sum }
        return shares
    }

    private static func power(_ value: Double) -> Double {
        PortableExponential.power(value, limit: 40, squarings: 16)
    }
}
