import Foundation

extension AttentionHeads {
    private struct Header: Codable {
        var outputs: [String]
        var layers: [Int]
        var depth: Int
        var units: Int
        var nets: Int
        /// What one unit of a stored weight is worth, for each table of each net.
        var scales: [Float]
    }

    private static let mark = Array("streetwork attention heads 1\n".utf8)

    /// The heads as a file: a line that names the format, a line of JSON, then two bytes a weight, little-endian.
    /// - Throws: never for heads that were made by training.
    package func fileBytes() throws -> [UInt8] {
        let tables = nets.flatMap { Self.tables($0.weights) }
        let scales = tables.map { max($0.lazy.map(abs).max() ?? 0, 1e-9) / 32_000 }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let header = Header(
            outputs: outputs,
            layers: layers,
            depth: nets[0].depth,
            units: nets[0].weights.shift.count,
            nets: nets.count,
            scales: scales
        )
        var bytes = Self.mark + Array(try encoder.encode(header)) + [UInt8(ascii: "\n")]
        for (table, scale) in zip(tables, scales) {
            for weight in table {
                let value = Int16((weight / scale).rounded())
                bytes.append(UInt8(truncatingIfNeeded: value))
                bytes.append(UInt8(truncatingIfNeeded: value >> 8))
            }
        }
        return bytes
    }

    /// Reads a file that `fileBytes` wrote.
    /// - Throws: `ModelFileFault` where it is none, or was cut off.
    package init(fileBytes bytes: [UInt8]) throws(ModelFileFault) {
        guard bytes.starts(with: Self.mark) else { throw ModelFileFault(reason: "it holds no attention heads") }
        let rest = bytes[Self.mark.count...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")),
            let header = try? JSONDecoder().decode(Header.self, from: Data(rest[..<end])),  // reported just below
            Self.isSound(header)
        else { throw ModelFileFault(reason: "its header is damaged") }
        let sizes = Self.sizes(depth: header.depth, units: header.units)
        guard bytes.count - end - 1 == header.nets * sizes.reduce(0, +) * 2 else {
            throw ModelFileFault(reason: "it is cut off")
        }
        var place = end + 1
        var tables: [[Float]] = []
        for (number, scale) in header.scales.enumerated() {
            let size = sizes[number % sizes.count]
            tables.append(
                (0..<size).map { index in
                    let at = place + index * 2
                    return Float(Int16(truncatingIfNeeded: Int(bytes[at]) | Int(bytes[at + 1]) << 8)) * scale
                }
            )
            place += size * 2
        }
        let nets = stride(from: 0, to: tables.count, by: sizes.count).map { start in
            AttentionNet(
                depth: header.depth,
                part: header.depth / header.layers.count,
                weights: Self.weights(Array(tables[start..<start + sizes.count]))
            )
        }
        self.init(outputs: header.outputs, layers: header.layers, nets: nets)
    }

    private static func isSound(_ header: Header) -> Bool {
        (1...AttentionNet.lanes).contains(header.outputs.count) && (1...64).contains(header.layers.count)
            && (1...65_536).contains(header.depth) && header.depth % header.layers.count == 0
            && (16...4_096).contains(header.units) && header.units % 16 == 0 && (1...16).contains(header.nets)
            && header.scales.count == header.nets * 6
    }

    private static func sizes(depth: Int, units: Int) -> [Int] {
        [depth * units, units, units * AttentionNet.lanes, units * AttentionNet.lanes, depth * AttentionNet.lanes]
            + [AttentionNet.lanes]
    }

    private static func tables(_ weights: AttentionNet.Weights) -> [[Float]] {
        [weights.units, weights.shift, weights.heed, weights.say, weights.means, weights.bias]
    }

    private static func weights(_ tables: [[Float]]) -> AttentionNet.Weights {
        AttentionNet.Weights(
            units: tables[0],
            shift: tables[1],
            heed: tables[2],
            say: tables[3],
            means: tables[4],
            bias: tables[5]
        )
    }
}
