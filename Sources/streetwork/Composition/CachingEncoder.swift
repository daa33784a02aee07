import Classification
import Domain
import Encoder
import Foundation
import Operations
import Synchronization
import Training

/// A sentence encoder that remembers the vectors of texts that it has seen, also from one run to the next.
final class CachingEncoder: TextEncoder {
    private let base: any TextEncoder
    private let file: URL?
    private let state: Mutex<State>

    private struct State {
        var known: VectorCache
        /// What this run asked for.
        var used: Set<VectorCache.Key> = []
        /// What must not be written, because its text will be deleted.
        var fleeting: Set<VectorCache.Key> = []
        var isChanged = false
    }

    /// - Parameter file: where vectors are kept; nil keeps them for this run only. A file of another encoder, or a
    ///   damaged one, is made anew.
    init(_ base: any TextEncoder, file: URL?) {
        self.base = base
        self.file = file
        let name = VectorCache.name(of: Self.probes.compactMap { base.vector(of: $0) })
        var cache = VectorCache(encoder: name, dimension: base.dimension)
        if let file, let data = FileManager.default.contents(atPath: file.path),
            // A cache that cannot be read costs time, nothing else.
            let kept = try? VectorCache(fileBytes: Array(data)), kept.encoder == name,
            kept.dimension == base.dimension
        {
            cache = kept
        }
        state = Mutex(State(known: cache))
    }

    var dimension: Int { base.dimension }

    func vector(of text: String) -> [Float]? {
        let key = VectorCache.Key(text)
        let known = state.withLock { state in
            state.used.insert(key)
            return state.known.vectors[key]
        }
        if let known { return known }
        guard let vector = base.vector(of: text) else { return nil }
        state.withLock { state in
            state.known.vectors[key] = vector
            state.isChanged = true
        }
        return vector
    }

    /// Keeps the vectors of these texts out of the file.
    func keepOut(_ texts: [String]) { state.withLock { $0.fleeting.formUnion(texts.map(VectorCache.Key.init)) } }

    /// Writes the file, for its owner only; beyond 20,000 vectors only those of this run stay.
    /// - Throws: `OperatorError` where it cannot be written.
    func save() throws {
        let cache: VectorCache? = state.withLock { state in
            guard state.isChanged else { return nil }
            var cache = state.known
            let isFull = cache.vectors.count > 20_000
            cache.vectors = cache.vectors.filter { key, _ in
                !state.fleeting.contains(key) && (!isFull || state.used.contains(key))
            }
            return cache
        }
        guard let file, let cache else { return }
        try DurableFile.write(cache.fileBytes, to: file)
    }

    /// Texts of different lengths and scripts that tell one encoder from another.
    private static let probes = ["1", "a 23 b 45 c", "щ ą ß ț 678 – 90 ? !"]
}
