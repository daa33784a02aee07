/// Linear models that share their features: one for each topic, kind, urgency and for children.
package struct LinearHeads: Sendable {
    /// What each lane decides, such as `topic:housing`, `kind:request` or `minors:yes`.
    package let outputs: [String]
    /// The probability from which on each output holds; unused for kinds, where the highest wins.
    package let thresholds: [Float]
    /// How many places a feature vector has.
    package let places: Int
    private let weights: [Float]

    /// Outputs are padded to so many lanes.
    package static let lanes = 32

    /// - Parameter weights: `places` rows of `lanes` values.
    package init(outputs: [String], thresholds: [Float], places: Int, weights: [Float]) {
        precondition(weights.count == places * Self.lanes && outputs.count <= Self.lanes)
        self.outputs = outputs
        self.thresholds = thresholds
        self.places = places
        self.weights = weights
    }

    /// The raw score of every output.
    package func scores(_ features: FeatureVector) -> SIMD32<Float> {
        var sum = SIMD32<Float>.zero
        weights.withUnsafeBytes { bytes in
            for (place, value) in zip(features.places, features.values) {
                let offset = Int(place) &* (Self.lanes * 4)
                sum += bytes.loadUnaligned(fromByteOffset: offset, as: SIMD32<Float>.self) * value
            }
        }
        return sum
    }

    /// The weights, for storing.
    var storedWeights: [Float] { weights }
}
