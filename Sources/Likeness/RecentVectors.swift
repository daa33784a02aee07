package import Domain
import Synchronization

/// An encoder that remembers its last texts, so that labelling a post and storing its meaning cost one pass.
package final class RecentVectors: TextEncoder {
    /// How many numbers a vector has.
    package let dimension: Int
    private let encoder: any TextEncoder
    private let recent = Mutex<[(text: String, vector: [Float])]>([])

    package init(_ encoder: any TextEncoder) {
        self.encoder = encoder
        dimension = encoder.dimension
    }

    /// What is known of a text; where only the vector is wanted, that of its last reading.
    package func reading(of text: String, layers: [Int]) -> TextReading? {
        if layers.isEmpty, let known = recent.withLock({ $0.first { $0.text == text }?.vector }) {
            return TextReading(vector: known, states: [], pieces: 0)
        }
        guard let reading = encoder.reading(of: text, layers: layers) else { return nil }
        recent.withLock { recent in
            if recent.count >= Self.memory { recent.removeFirst() }
            recent.append((text, reading.vector))
        }
        return reading
    }

    /// More than threads that label at once.
    private static let memory = 8
}
