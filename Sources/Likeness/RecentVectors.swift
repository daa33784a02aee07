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

    /// The vector of a text, of length 1; nil where it cannot be made.
    package func vector(of text: String) -> [Float]? {
        if let known = recent.withLock({ $0.first { $0.text == text }?.vector }) { return known }
        guard let vector = encoder.vector(of: text) else { return nil }
        recent.withLock { recent in
            if recent.count >= Self.memory { recent.removeFirst() }
            recent.append((text, vector))
        }
        return vector
    }

    /// More than threads that label at once.
    private static let memory = 8
}
