import CEncoder
package import Domain
package import Foundation

/// Turns a text into a vector whose direction is its meaning, across languages: multilingual-e5-small in 4 bits.
///
/// The weights are read from the models folder; without them there is no encoder, and the program works with its fast
/// tier alone. Costs some 10 ms of one core for a post of 45 tokens, and works on any number of threads at once. The
/// same text gives the same vector on every machine.
package final class SentenceEncoder: TextEncoder {
    /// How many numbers a vector has.
    package let dimension: Int
    private let opened: OpenedEncoder

    /// Loads the encoder of a models folder.
    /// - Returns: nil where the folder holds none.
    /// - Throws: `OperatorError` where it is there but cannot be loaded.
    package init?(modelsFolder: URL) throws {
        let folder = modelsFolder.appending(path: "encoder")
        let weights = folder.appending(path: "weights.bin").path
        guard FileManager.default.fileExists(atPath: weights) else { return nil }
        var error = [CChar](repeating: 0, count: 100)
        opened = encoder_open(weights, .fastest, &error, error.count)
        guard opened.model != nil else {
            let reason = String(decoding: error.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw OperatorError(
                "The sentence encoder '\(weights)' cannot be loaded: \(reason).",
                remedy: "Remove the folder '\(folder.path)' and run scripts/fetch-models, or do without it."
            )
        }
        dimension = encoder_dimension(opened)
    }

    deinit { if opened.model != nil { encoder_close(opened) } }

    /// The vector of a text, of length 1, and the states of its pieces.
    ///
    /// Only the first 2,000 letters and 512 pieces are read; states are given for the first 256.
    /// - Returns: nil where there is no memory left.
    package func reading(of text: String, layers: [Int]) -> TextReading? {
        var vector = [Float](repeating: 0, count: dimension)
        var text = text
        let numbers = layers.map(UInt32.init)
        let most = layers.isEmpty ? 0 : min(Self.mostPieces, text.utf8.count + 4)
        var count = 0
        let states = [UInt16](unsafeUninitializedCapacity: most * layers.count * dimension) { states, filled in
            text.withUTF8 { bytes in
                numbers.withUnsafeBufferPointer { numbers in
                    let beside = EncoderStates(
                        layers: numbers.baseAddress,
                        layer_count: numbers.count,
                        states: states.baseAddress,
                        most_tokens: most
                    )
                    count = encoder_read(opened, bytes.baseAddress, bytes.count, beside, &vector)
                }
            }
            filled = min(count, most) * layers.count * dimension
        }
        // A copy of just the size: room for as many pieces as there are letters would be kept otherwise.
        return count > 0
            ? TextReading(
                vector: vector,
                states: states.withUnsafeBufferPointer { Array($0) },
                pieces: min(count, most)
            ) : nil
    }

    private static let mostPieces = 256
}
