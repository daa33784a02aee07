import CEncoder
import Domain
package import Foundation
import Synchronization

/// Turns a text into a vector whose direction is its meaning, across languages: multilingual-e5-small in 4 bits.
///
/// Engine and weights are loaded from the models folder at run time; without them there is no encoder, and the
/// program works with its fast tier alone. Costs some 50 ms of one core for a post of 45 tokens.
package final class SentenceEncoder: TextEncoder {
    /// How many numbers a vector has.
    package let dimension: Int
    private let handle: Mutex<Handle>

    /// The engine is called by one thread at a time.
    private struct Handle: ~Copyable {
        let pointer: OpaquePointer
        deinit { encoder_close(pointer) }
    }

    /// Loads the encoder of a models folder.
    /// - Returns: nil where the folder holds none.
    /// - Throws: `OperatorError` where it is there but cannot be loaded.
    package init?(modelsFolder: URL) throws {
        let folder = modelsFolder.appending(path: "encoder")
        let engine = folder.appending(path: "engine.so").path
        let weights = folder.appending(path: "weights.bin").path
        let runtime = folder.appending(path: "runtime.so").path
        let manager = FileManager.default
        guard manager.fileExists(atPath: engine), manager.fileExists(atPath: weights) else { return nil }
        // The engine would otherwise start a thread per core inside every call.
        setenv("OMP_NUM_THREADS", "1", 1)
        var error = [CChar](repeating: 0, count: 300)
        let loaded = encoder_open(
            manager.fileExists(atPath: runtime) ? runtime : nil,
            engine,
            weights,
            &error,
            Int32(error.count)
        )
        guard let pointer = loaded else {
            let reason = String(decoding: error.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw OperatorError(
                "The sentence encoder cannot be loaded: \(reason).",
                remedy: "Remove the folder '\(folder.path)' and run scripts/fetch-models, or do without it."
            )
        }
        dimension = Int(encoder_dimension(pointer))
        handle = Mutex(Handle(pointer: pointer))
    }

    /// The vector of a text, of length 1; only the first 2,000 characters are read.
    /// - Returns: nil where the engine fails, which it does for no known text.
    package func vector(of text: String) -> [Float]? {
        var vector = [Float](repeating: 0, count: dimension)
        let short = String(text.prefix(2_000)).filter { $0 != "\0" }
        let status = handle.withLock { handle in encoder_embed(handle.pointer, short, &vector) }
        return status == 0 ? vector : nil
    }
}
