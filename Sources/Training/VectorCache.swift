package import Classification

/// Vectors of texts by a hash of the text, for one encoder, as they are kept in a file between two trainings.
///
/// The file holds no text. A vector still tells what a text is about: it is to be kept no longer than the text.
package struct VectorCache: Sendable {
    /// The name of a text: 128 bits of hash.
    package struct Key: Hashable, Sendable {
        let high: UInt64
        let low: UInt64

        /// FNV-1a (Fowler, Noll, Vo), twice from different starts.
        package init(_ text: String) {
            (high, low) = (Self.hash(text, 0xCBF2_9CE4_8422_2325), Self.hash(text, 0x8422_2325_CBF2_9CE4))
        }

        private static func hash(_ text: String, _ start: UInt64) -> UInt64 {
            text.utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }

        fileprivate init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }
    }

    /// Which encoder made the vectors.
    package let encoder: UInt64
    /// How many numbers a vector has.
    package let dimension: Int
    /// The vectors.
    package var vectors: [Key: [Float]] = [:]

    private static let mark = Array("streetwork vectors 1\n".utf8)

    package init(encoder: UInt64, dimension: Int) {
        self.encoder = encoder
        self.dimension = dimension
    }

    /// A name for an encoder: a hash of the vectors that it gives for some texts.
    ///
    /// Another engine or other weights are never taken for it.
    package static func name(of probes: [[Float]]) -> UInt64 {
        probes.joined().reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.bitPattern)) &* 0x100_0000_01B3 }
    }

    /// The cache as a file: a line that names the format, encoder, dimension, then key and vector in turn, by keys.
    package var fileBytes: [UInt8] {
        var bytes = Self.mark
        bytes.reserveCapacity(bytes.count + 16 + vectors.count * (16 + dimension * 4))
        Self.append(encoder, &bytes)
        Self.append(UInt64(dimension), &bytes)
        for (key, vector) in vectors.sorted(by: { ($0.key.high, $0.key.low) < ($1.key.high, $1.key.low) }) {
            Self.append(key.high, &bytes)
            Self.append(key.low, &bytes)
            for value in vector { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 } }
        }
        return bytes
    }

    /// Reads a file that `fileBytes` wrote.
    /// - Throws: `ModelFileFault` where it is none, or was cut off.
    package init(fileBytes bytes: [UInt8]) throws(ModelFileFault) {
        let start = Self.mark.count + 16
        guard bytes.starts(with: Self.mark), bytes.count >= start else {
            throw ModelFileFault(reason: "it holds no vectors")
        }
        encoder = Self.number(bytes, Self.mark.count)
        let width = Self.number(bytes, Self.mark.count + 8)
        guard (1...65_536).contains(width) else { throw ModelFileFault(reason: "its header is damaged") }
        dimension = Int(width)
        let size = 16 + dimension * 4
        guard (bytes.count - start).isMultiple(of: size) else { throw ModelFileFault(reason: "it is cut off") }
        for entry in stride(from: start, to: bytes.count, by: size) {
            let key = Key(high: Self.number(bytes, entry), low: Self.number(bytes, entry + 8))
            vectors[key] = bytes.withUnsafeBytes { raw in
                (0..<dimension).map { number in
                    let pattern = raw.loadUnaligned(fromByteOffset: entry + 16 + number * 4, as: UInt32.self)
                    return Float(bitPattern: UInt32(littleEndian: pattern))
                }
            }
        }
    }

    private static func append(_ number: UInt64, _ bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    private static func number(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
        bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
    }
}
