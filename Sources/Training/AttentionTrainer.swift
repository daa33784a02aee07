import CKernels
package import Classification
import Domain

/// Trains an `AttentionNet` with Adam; seeded, single-threaded, so that the same examples give the same network.
package struct AttentionTrainer: Sendable {
    private let shares: OutputShares
    private let weighing: SIMD16<Float>
    private let part: Int
    private let setting: Setting

    /// How the network is made and trained.
    package struct Setting: Sendable {
        /// How many units a piece becomes; a multiple of 16.
        package var units = 96
        /// How often every example is learned from.
        package var rounds = 8
        /// The largest step.
        package var rate: Float = 0.002
        /// How strongly weights are pulled to zero.
        package var decay: Float = 0.02
        /// The share of units that are left out of a step, 0...1.
        package var droppedUnits: Float = 0.2
        /// The share of pieces that are left out of a step, 0...1.
        package var droppedPieces: Float = 0.1
        /// How many examples a step is made of.
        package var batch = 64

        package init() {}
    }

    /// - Parameters:
    ///   - outputs: how many outputs there are.
    ///   - kinds: the lanes of which exactly one holds.
    ///   - urgent: the lane whose misses count double.
    ///   - part: how many numbers of a piece belong to one layer.
    package init(outputs: Int, kinds: ClosedRange<Int>, urgent: Int, part: Int, setting: Setting = Setting()) {
        (self.part, self.setting) = (part, setting)
        shares = OutputShares(outputs: outputs, kinds: kinds)
        var weighing = SIMD16<Float>.zero
        for lane in 0..<outputs { weighing[lane] = kinds.contains(lane) ? 1.5 : lane == urgent ? 2 : 1 }
        self.weighing = weighing
    }

    /// Trains on all examples.
    /// - Parameter progress: called after each round with its number.
    package func train(
        _ examples: [AttentionExample],
        seed: UInt64,
        progress: (Int) -> Void = { _ in }
    ) -> AttentionNet {
        let depth = examples.first.map { $0.reading.states.count / max(1, $0.reading.pieces) } ?? part
        var state = AttentionTrainingState(depth: depth, units: setting.units, seed: seed)
        var order = Array(examples.indices)
        let steps = setting.rounds * ((order.count + setting.batch - 1) / setting.batch)
        var step = 0
        for round in 0..<setting.rounds {
            order.shuffle(using: &state.random)
            for start in stride(from: 0, to: order.count, by: setting.batch) {
                let batch = order[start..<min(start + setting.batch, order.count)]
                for index in batch { learn(examples[index], &state) }
                state.step(rate: rate(step, of: steps), decay: setting.decay, factor: 1 / Float(batch.count))
                step += 1
            }
            progress(round + 1)
        }
        return AttentionNet(depth: depth, part: part, weights: state.weights)
    }

    /// Rises over the first twentieth of all steps, then falls along a cosine.
    private func rate(_ step: Int, of steps: Int) -> Float {
        let rise = max(1, steps / 20)
        if step < rise { return setting.rate * Float(step + 1) / Float(rise) }
        let share = Double(step - rise) / Double(max(1, steps - rise))
        return setting.rate * Float(0.505 + 0.495 * _cos(share * .pi))
    }

    private func learn(_ example: AttentionExample, _ state: inout AttentionTrainingState) {
        state.load(example.reading, dropping: setting.droppedPieces)
        state.drawUnits(dropping: setting.droppedUnits)
        let slope = (shares.of(state.scores(part: part)) - example.labels) * weighing
        state.learn((0..<AttentionNet.lanes).map { slope[$0] })
    }
}
