package import Domain

/// Turns a text into the vector that is stored for it.
package struct MeaningEncoder: Sendable {
    /// What its vectors are of: encoder and space, by their contents.
    package let model: String
    private let encoder: any TextEncoder
    private let space: MeaningSpace

    /// - Parameter encoderName: tells one set of weights from another.
    /// - Returns: nil where encoder and space are of different dimensions.
    package init?(_ encoder: any TextEncoder, named encoderName: String, space: MeaningSpace) {
        guard encoder.dimension == space.dimension else { return nil }
        self.encoder = encoder
        self.space = space
        model = Self.model(encoderName: encoderName, space: space)
    }

    /// The vector of a text; nil where the encoder gives none.
    ///
    /// Costs what the encoder costs.
    package func vector(of text: String) -> MeaningVector? {
        encoder.vector(of: text).flatMap(space.direction).map { MeaningVector(direction: $0, model: model) }
    }

    /// The name of the vectors of an encoder in a space, known without loading the encoder.
    package static func model(encoderName: String, space: MeaningSpace) -> String {
        "meaning-1-" + String(Fingerprint.of((encoderName + "\u{1F}" + space.text).utf8), radix: 16)
    }
}

/// FNV-1a over bytes (Fowler, Noll, Vo): tells contents apart where nobody means harm.
package enum Fingerprint {
    /// The fingerprint of some bytes.
    package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
