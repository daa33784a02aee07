import CKernels

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
    package static let lanes = 16

    /// - Parameter weights: `places` rows of `lanes` values.
    package init(outputs: [String], thresholds: [Float], places: Int, weights: [Float]) {
        precondition(weights.count == places * Self.lanes && outputs.count <= Self.lanes)
        self.outputs = outputs
        self.thresholds = thresholds
        self.places = places
        self.weights = weights
    }

    /// The raw score of every output.
    package func scores(_ features: FeatureVector) -> SIMD16<Float> {
        var sums = SIMD16<Float>.zero
        withUnsafeMutableBytes(of: &sums) { bytes in
            guard let target = bytes.baseAddress?.assumingMemoryBound(to: Float.self) else { return }
            kernel_sum_floats(weights, features.places, features.values, features.places.count, target)
        }
        return sums
    }

    /// The weights, for storing.
    var storedWeights: [Float] { weights }
}
