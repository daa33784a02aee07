import CEncoder
import Testing

struct ProductsTests {
    /// Depths with one block, with a short last block, and those of the real network.
    static let depths = [32, 160, 384, 1536]

    @Test(arguments: depths)
    func `every path gives the whole numbers that plain sums give`(depth: Int) {
        let sample = Sample(depth: depth, extreme: false)

        for path in OpenEncoder.paths {
            #expect(sample.sums(path) == sample.plainSums, "\(path)")
        }
    }

    @Test(arguments: depths)
    func `no path saturates at the largest numbers`(depth: Int) {
        let sample = Sample(depth: depth, extreme: true)

        for path in OpenEncoder.paths {
            #expect(sample.sums(path) == sample.plainSums, "\(path)")
        }
    }

    @Test func `the fastest path is one that this machine can compute`() {
        #expect(encoder_can(.fastest) == 1)
        #expect(OpenEncoder.paths.first == .portable)
    }
}

/// Eight rows of values and 32 rows of weights.
private struct Sample {
    let depth: Int
    var values: [Int8] = []
    var weights: [UInt8] = []
    var starts: [Int32] = []

    private var blocks: Int { (depth + 127) / 128 }

    init(depth: Int, extreme: Bool) {
        self.depth = depth
        var random = Numbers(state: UInt64(depth))
        values = (0..<depth * 8).map { extreme ? ($0 % 8 < 4 ? 127 : -127) : Int8(random.next() * 127) }
        weights = (0..<depth * 32).map { _ in extreme ? 255 : UInt8(128 + Int(random.next() * 127)) }
        starts = (0..<8 * blocks).map { _ in Int32(random.next() * 100_000) }
    }

    func sums(_ path: EncoderPath) -> [Int32] {
        var sums = [Int32](repeating: 0, count: blocks * 8 * 32)
        encoder_multiply(path, values, weights, depth, starts, &sums)
        return sums
    }

    var plainSums: [Int32] {
        var sums: [Int32] = []
        for block in 0..<blocks {
            for row in 0..<8 {
                for lane in 0..<32 {
                    let places = block * 128..<min(depth, block * 128 + 128)
                    sums.append(
                        places.reduce(starts[row * blocks + block]) { sum, place in
                            let (four, rest) = (place / 4, place % 4)
                            let value = Int32(values[four * 32 + row * 4 + rest])
                            return sum + value * Int32(weights[four * 128 + lane * 4 + rest])
                        }
                    )
                }
            }
        }
        return sums
    }
}
