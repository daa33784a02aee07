import CKernels
package import Domain

/// A small network over the states of an encoder: for each output it decides which pieces of a text to heed, and adds
/// what they say to what the means of the layers say.
///
/// Attention with a query per label follows Mullenbach and others (2018), "Explainable prediction of medical codes".
package struct AttentionNet: Sendable {
    /// What the network is made of, for training and for storing.
    package struct Weights: Sendable {
        /// `depth` rows of `units`.
        package var units: [Float]
        /// What is added to each unit.
        package var shift: [Float]
        /// `units` rows of 16: how much an output heeds a piece.
        package var heed: [Float]
        /// `units` rows of 16: what a piece says.
        package var say: [Float]
        /// `depth` rows of 16: what the means say.
        package var means: [Float]
        /// What is added to the 16 outputs.
        package var bias: [Float]

        package init(units: [Float], shift: [Float], heed: [Float], say: [Float], means: [Float], bias: [Float]) {
            (self.units, self.shift, self.heed, self.say) = (units, shift, heed, say)
            (self.means, self.bias) = (means, bias)
        }
    }

    /// How many numbers a piece has: those of all layers.
    package let depth: Int
    /// How many of them belong to one layer.
    package let part: Int
    let weights: Weights
    private let rows: [Int32]
    private let keep: [Float]

    /// Outputs are padded to so many lanes.
    package static let lanes = 16

    /// - Parameter part: how many numbers of a piece belong to one layer.
    package init(depth: Int, part: Int, weights: Weights) {
        precondition(weights.units.count == depth * weights.shift.count && weights.shift.count % Self.lanes == 0)
        precondition(depth % part == 0 && weights.means.count == depth * Self.lanes)
        (self.depth, self.part, self.weights) = (depth, part, weights)
        rows = (0..<Int32(depth)).map { $0 }
        keep = Array(repeating: 1, count: weights.shift.count)
    }

    /// The raw score of every output.
    ///
    /// - Parameter pieces: the states of the pieces, `depth` numbers each.
    package func scores(_ pieces: [Float]) -> SIMD16<Float> {
        let count = pieces.count / depth
        let units = weights.shift.count
        var sums = weights.bias
        guard count > 0 else { return SIMD16(sums) }
        var hidden = [Float](repeating: 0, count: count * units)
        kernel_units(pieces, count, depth, weights.units, weights.shift, keep, units, &hidden)
        var (shares, said) = (
            [Float](repeating: 0, count: count * Self.lanes), [Float](repeating: 0, count: count * Self.lanes)
        )
        kernel_listen(hidden, count, units, weights.heed, weights.say, &shares, &said, &sums)
        var (means, fromMeans) = (
            [Float](repeating: 0, count: depth), [Float](repeating: 0, count: Self.lanes)
        )
        kernel_means(pieces, count, depth, part, &means)
        kernel_sum_floats(weights.means, rows, means, depth, &fromMeans)
        return SIMD16(sums) + SIMD16(fromMeans)
    }
}

extension TextReading {
    /// The states of the pieces as numbers.
    package var pieceNumbers: [Float] {
        [Float](unsafeUninitializedCapacity: states.count) { numbers, count in
            kernel_widen(states, states.count, numbers.baseAddress)
            count = states.count
        }
    }
}
