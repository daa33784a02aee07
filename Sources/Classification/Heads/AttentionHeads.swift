package import Domain

/// Several `AttentionNet`s that were trained from different beginnings; their mean is steadier than each.
package struct AttentionHeads: Sendable {
    /// What each lane decides, as in `LinearHeads`.
    package let outputs: [String]
    /// The layers of the encoder that it reads, from 1, rising.
    package let layers: [Int]
    let nets: [AttentionNet]

    /// - Parameter nets: at least one, all of the same depth.
    package init(outputs: [String], layers: [Int], nets: [AttentionNet]) {
        precondition(!nets.isEmpty && outputs.count <= AttentionNet.lanes)
        (self.outputs, self.layers, self.nets) = (outputs, layers, nets)
    }

    /// The mean raw score of every output.
    ///
    /// Some 0.5 ms for each net and 45 pieces.
    package func scores(_ reading: TextReading) -> SIMD16<Float> {
        let pieces = reading.pieceNumbers
        let sum = nets.reduce(SIMD16<Float>.zero) { $0 + $1.scores(pieces) }
        return sum / Float(nets.count)
    }
}
