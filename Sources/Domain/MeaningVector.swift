/// The meaning of a text as a direction, in 8 bits a number.
///
/// The product of two vectors of one model tells how alike two texts are, whatever their languages.
package struct MeaningVector: Hashable, Sendable {
    /// The numbers, each `scale` times that of a vector of length 1.
    package let numbers: [Int8]
    /// What made it; vectors of different models say nothing about each other.
    package let model: String

    /// What 1 is stored as: fixed, so that every vector can be compared with every other.
    ///
    /// Numbers beyond a quarter are cut off; in 384 dimensions there are next to none.
    package static let scale: Float = 512

    /// - Parameter direction: of length 1.
    package init(direction: [Float], model: String) {
        numbers = direction.map { Int8(max(-127, min(127, ($0 * Self.scale).rounded()))) }
        self.model = model
    }

    /// Reads a stored vector.
    package init(bytes: some Sequence<UInt8>, model: String) {
        numbers = bytes.map { Int8(bitPattern: $0) }
        self.model = model
    }

    /// One byte a number.
    package var bytes: [UInt8] { numbers.map { UInt8(bitPattern: $0) } }

    /// How alike two texts are, -1...1; 0 for vectors of different lengths.
    package func likeness(to other: MeaningVector) -> Double {
        guard numbers.count == other.numbers.count else { return 0 }
        let product = zip(numbers, other.numbers).reduce(0) { $0 + Int($1.0) * Int($1.1) }
        return Self.likeness(product: Int32(product))
    }

    /// The likeness that a product of stored numbers stands for.
    package static func likeness(product: Int32) -> Double { Double(product) / Double(scale * scale) }

    /// The lowest product that stands for at least a likeness.
    package static func product(likeness: Double) -> Int32 { Int32((likeness * Double(scale * scale)).rounded(.up)) }
}
