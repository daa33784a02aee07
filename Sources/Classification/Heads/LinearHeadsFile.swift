extension LinearHeads {
    private struct Header: Codable {
        var outputs: [String]
        var thresholds: [Float]
        var places: Int
        var scale: Float
    }

    private static let file = ModelFile(format: "streetwork linear heads 1", refusal: "it holds no linear heads")

    /// The heads as a file: a line that names the format, a line of JSON, then two bytes a weight of each output.
    /// - Throws: never for heads that were made by training.
    package func fileBytes() throws -> [UInt8] {
        let scale = StoredWeight.scale(storedWeights, atLeast: 1e-6)
        var bytes = try Self.file.beginning(
            Header(outputs: outputs, thresholds: thresholds, places: places, scale: scale)
        )
        for place in 0..<places {
            for lane in outputs.indices {
                StoredWeight.append(storedWeights[place * Self.lanes + lane], scale, to: &bytes)
            }
        }
        return bytes
    }

    /// Reads a file that `fileBytes` wrote.
    /// - Throws: `ModelFileFault` where it is none, or was cut off.
    package init(fileBytes bytes: [UInt8]) throws(ModelFileFault) {
        let (header, stored) = try Self.file.parts(of: bytes) { (header: Header) in
            (1...Self.lanes).contains(header.outputs.count) && header.thresholds.count == header.outputs.count
                && (1...1 << 22).contains(header.places)
        }
        let width = header.outputs.count
        guard stored.count == header.places * width * 2 else { throw ModelFileFault(reason: "it is cut off") }
        var weights = [Float](repeating: 0, count: header.places * Self.lanes)
        var index = stored.startIndex
        for place in 0..<header.places {
            for lane in 0..<width {
                weights[place * Self.lanes + lane] = StoredWeight.read(stored, at: index, header.scale)
                index += 2
            }
        }
        self.init(outputs: header.outputs, thresholds: header.thresholds, places: header.places, weights: weights)
    }
}
