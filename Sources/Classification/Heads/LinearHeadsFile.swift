import Foundation

extension LinearHeads {
    private struct Header: Codable {
        var outputs: [String]
        var thresholds: [Float]
        var places: Int
        var scale: Float
    }

    private static let mark = Array("streetwork linear heads 1\n".utf8)

    /// The heads as a file: a line that names the format, a line of JSON, then two bytes a weight of each output.
    /// - Throws: never for heads that were made by training.
    package func fileBytes() throws -> [UInt8] {
        let largest = storedWeights.lazy.map(abs).max() ?? 1
        let scale = max(largest, 1e-6) / 32_000
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let header = try encoder.encode(
            Header(outputs: outputs, thresholds: thresholds, places: places, scale: scale)
        )
        var bytes = Self.mark + Array(header) + [UInt8(ascii: "\n")]
        for place in 0..<places {
            for lane in outputs.indices {
                let value = Int16((storedWeights[place * Self.lanes + lane] / scale).rounded())
                bytes.append(UInt8(truncatingIfNeeded: value))
                bytes.append(UInt8(truncatingIfNeeded: value >> 8))
            }
        }
        return bytes
    }

    /// Reads a file that `fileBytes` wrote.
    /// - Throws: `ModelFileFault` where it is none, or was cut off.
    package init(fileBytes bytes: [UInt8]) throws(ModelFileFault) {
        guard bytes.starts(with: Self.mark) else { throw ModelFileFault(reason: "it holds no linear heads") }
        let rest = bytes[Self.mark.count...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")),
            let header = try? JSONDecoder().decode(Header.self, from: Data(rest[..<end])),  // reported just below
            (1...Self.lanes).contains(header.outputs.count), header.thresholds.count == header.outputs.count,
            (1...1 << 22).contains(header.places)
        else { throw ModelFileFault(reason: "its header is damaged") }
        let stored = rest[(end + 1)...]
        let width = header.outputs.count
        guard stored.count == header.places * width * 2 else { throw ModelFileFault(reason: "it is cut off") }
        var weights = [Float](repeating: 0, count: header.places * Self.lanes)
        var index = stored.startIndex
        for place in 0..<header.places {
            for lane in 0..<width {
                let value = Int16(truncatingIfNeeded: Int(stored[index]) | Int(stored[index + 1]) << 8)
                weights[place * Self.lanes + lane] = Float(value) * header.scale
                index += 2
            }
        }
        self.init(outputs: header.outputs, thresholds: header.thresholds, places: header.places, weights: weights)
    }
}
