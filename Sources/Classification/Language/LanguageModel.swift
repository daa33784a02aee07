import CKernels

/// A linear model over hashed letter sequences: which language a text is in.
///
/// Scoring adds up whole numbers only, so the same text gives the same answer on every machine.
package struct LanguageModel: Sendable {
    /// The classes, such as `bg` and `bg-Latn`, in the order of the lanes.
    package let classes: [String]
    /// The table has 2 to the power of `bits` rows.
    package let bits: Int
    /// What one unit of a weight is worth as a log-likelihood.
    package let scale: Float
    private let weights: [Int8]

    /// All weights, row by row.
    var storedWeights: [Int8] { weights }

    /// A number for exactly these weights: FNV-1a over all of them, eight at a time.
    package var fingerprint: UInt64 {
        weights.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 8).reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, place in
                (hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) &* 0x100_0000_01B3
            }
        }
    }

    /// Classes are padded to so many lanes.
    package static let lanes = 32

    /// - Parameter weights: rows of `lanes` values, one per class.
    package init(classes: [String], bits: Int, scale: Float, weights: [Int8]) {
        precondition(classes.count <= Self.lanes && weights.count == Self.lanes << bits)
        self.classes = classes
        self.bits = bits
        self.scale = scale
        self.weights = weights
    }

    /// The score of every class, as log-likelihoods up to a constant; higher is likelier.
    ///
    /// Cost: some five rows of the table a letter. Of an empty sequence all are 0.
    package func scores(_ sequence: LetterSequence) -> [Float] {
        let (sums, count) = sums(sequence.letters)
        let unit = count > 0 ? scale / Float(count).squareRoot() : 0
        return classes.indices.map { Float(sums[$0]) * unit }
    }

    /// The sums of the weights of some letters, and how many rows were added up.
    func sums(_ letters: [UInt16]) -> (sums: SIMD32<Int32>, rows: Int) {
        guard letters.count > 1 else { return (.zero, 0) }
        let room = letters.count * Self.rowsALetter
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: room) { rows in
            guard let first = rows.baseAddress else { return (.zero, 0) }
            let count = kernel_language_rows(letters, letters.count, Int32(bits), first)
            var sums = SIMD32<Int32>.zero
            withUnsafeMutableBytes(of: &sums) { bytes in
                guard let target = bytes.baseAddress?.assumingMemoryBound(to: Int32.self) else { return }
                kernel_sum_bytes(weights, first, count, target)
            }
            return (sums, count)
        }
    }

    /// The rows that a text touches, for training.
    package static func rows(_ sequence: LetterSequence, bits: Int) -> [UInt32] {
        let letters = sequence.letters
        guard letters.count > 1 else { return [] }
        return Array(unsafeUninitializedCapacity: letters.count * rowsALetter) { rows, count in
            guard let first = rows.baseAddress else { return }
            count = kernel_language_rows(letters, letters.count, Int32(bits), first)
        }
    }

    private static let rowsALetter = 6
}
