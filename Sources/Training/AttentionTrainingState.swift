import CKernels
import Classification
import Domain

/// The weights of an `AttentionNet` while it is trained, and what a step needs besides.
struct AttentionTrainingState {
    private(set) var weights: AttentionNet.Weights
    var random: SeededRandom
    private let depth: Int
    private let units: Int
    private let rows: [Int32]
    private var slopes: AttentionNet.Weights
    private var firsts: AttentionNet.Weights
    private var seconds: AttentionNet.Weights
    private var (firstPower, secondPower): (Float, Float) = (1, 1)
    private var pieces: [Float] = []
    private var count = 0
    private var keep: [Float]
    private var hidden: [Float] = []
    private var shares: [Float] = []
    private var said: [Float] = []
    private var means: [Float]
    private var room: [Float] = []

    init(depth: Int, units: Int, seed: UInt64) {
        (self.depth, self.units) = (depth, units)
        random = SeededRandom(state: seed)
        rows = (0..<Int32(depth)).map { $0 }
        let lanes = AttentionNet.lanes
        func zeros(_ count: Int) -> [Float] { Array(repeating: 0, count: count) }
        let empty = AttentionNet.Weights(
            units: zeros(depth * units),
            shift: zeros(units),
            heed: zeros(units * lanes),
            say: zeros(units * lanes),
            means: zeros(depth * lanes),
            bias: zeros(lanes)
        )
        (slopes, firsts, seconds, weights) = (empty, empty, empty, empty)
        keep = Array(repeating: 1, count: units)
        means = zeros(depth)
        fill(\.units, spread: 3 / Float(depth).squareRoot())
        fill(\.heed, spread: 0.1)
        fill(\.say, spread: 0.1)
    }

    private mutating func fill(_ table: WritableKeyPath<AttentionNet.Weights, [Float]>, spread: Float) {
        for index in weights[keyPath: table].indices {
            // Twelve even draws come close to a normal one.
            let sum = (0..<12).reduce(Float(0)) { sum, _ in sum + Float(random.next() >> 40) / Float(1 << 24) }
            weights[keyPath: table][index] = (sum - 6) * spread
        }
    }

    /// Takes the pieces of a text; some are left out by chance, never the first.
    mutating func load(_ reading: TextReading, dropping share: Float) {
        let limit = Int(share * 1_000)
        let kept = (0..<reading.pieces).filter { $0 == 0 || random.below(1_000) >= limit }
        count = kept.count
        pieces = [Float](unsafeUninitializedCapacity: count * depth) { numbers, filled in
            reading.states.withUnsafeBufferPointer { states in
                for (place, piece) in kept.enumerated() {
                    guard let from = states.baseAddress, let to = numbers.baseAddress else { return }
                    kernel_widen(from + piece * depth, depth, to + place * depth)
                }
            }
            filled = count * depth
        }
    }

    /// Draws which units are left out; the others weigh more instead.
    mutating func drawUnits(dropping share: Float) {
        let limit = Int(share * 1_000)
        for unit in 0..<units { keep[unit] = random.below(1_000) < limit ? 0 : 1 / (1 - share) }
    }

    mutating func scores(part: Int) -> SIMD16<Float> {
        func grow(_ table: inout [Float], _ size: Int) {
            if table.count < size { table = Array(repeating: 0, count: size) }
        }
        grow(&hidden, count * units)
        grow(&room, count * units)
        grow(&shares, count * AttentionNet.lanes)
        grow(&said, count * AttentionNet.lanes)
        var (sums, fromMeans) = (weights.bias, weights.bias)
        kernel_units(pieces, count, depth, weights.units, weights.shift, keep, units, &hidden)
        kernel_listen(hidden, count, units, weights.heed, weights.say, &shares, &said, &sums)
        kernel_means(pieces, count, depth, part, &means)
        kernel_sum_floats(weights.means, rows, means, depth, &fromMeans)
        return SIMD16(sums) + SIMD16(fromMeans)
    }

    /// Adds the slopes of one example.
    mutating func learn(_ slope: [Float]) {
        kernel_learn_attention(
            pieces,
            hidden,
            shares,
            said,
            count,
            depth,
            units,
            keep,
            weights.heed,
            weights.say,
            slope,
            &room,
            &slopes.units,
            &slopes.shift,
            &slopes.heed,
            &slopes.say
        )
        kernel_learn_means(means, depth, slope, &slopes.means)
        for lane in slope.indices { slopes.bias[lane] += slope[lane] }
    }

    /// Goes one step along the mean of the slopes.
    mutating func step(rate: Float, decay: Float, factor: Float) {
        firstPower *= 0.9
        secondPower *= 0.999
        let tables: [WritableKeyPath<AttentionNet.Weights, [Float]>] = [
            \.units, \.shift, \.heed, \.say, \.means, \.bias,
        ]
        for table in tables {
            kernel_adam(
                &weights[keyPath: table],
                &slopes[keyPath: table],
                &firsts[keyPath: table],
                &seconds[keyPath: table],
                weights[keyPath: table].count,
                rate,
                decay,
                factor,
                1 - firstPower,
                1 - secondPower
            )
        }
    }
}
