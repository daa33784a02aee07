import CKernels

extension LanguageModel {
    private struct Header: Codable {
        var classes: [String]
        var bits: Int
        var scale: Float
    }

    private static let file = ModelFile(format: "streetwork language model 2", refusal: "it is no language model")

    /// The model as a file: a line that names the format, a line of JSON, then one byte a weight of each class.
    /// - Throws: never for a model that was made by training.
    package func fileBytes() throws -> [UInt8] {
        var bytes = try Self.file.beginning(Header(classes: classes, bits: bits, scale: scale))
        bytes.reserveCapacity(bytes.count + classes.count << bits)
        for row in 0..<1 << bits {
            bytes += storedWeights[row * Self.lanes..<row * Self.lanes + classes.count].map { UInt8(bitPattern: $0) }
        }
        return bytes
    }

    /// Reads a file that `fileBytes` wrote.
    /// - Throws: `ModelFileFault` where it is none, or was cut off.
    package init(fileBytes bytes: [UInt8]) throws(ModelFileFault) {
        let (header, stored) = try Self.file.parts(of: bytes) { (header: Header) in
            (8...24).contains(header.bits) && (1...Self.lanes).contains(header.classes.count)
        }
        let width = header.classes.count
        guard stored.count == width << header.bits else { throw ModelFileFault(reason: "it is cut off") }
        let weights = [Int8](unsafeUninitializedCapacity: Self.lanes << header.bits) { weights, count in
            kernel_advise(weights.baseAddress, weights.count)
            weights.update(repeating: 0)
            count = weights.count
            stored.withUnsafeBytes { stored in
                for row in 0..<1 << header.bits {
                    for lane in 0..<width {
                        weights[row * Self.lanes + lane] = Int8(bitPattern: stored[row * width + lane])
                    }
                }
            }
        }
        self.init(
            classes: header.classes,
            bits: header.bits,
            scale: header.scale,
            weights: weights
        )
    }
}
