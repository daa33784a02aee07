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

    private static let file = ModelFile(
        format: "streetwork attention heads 1",
        refusal: "it holds no attention heads"
    )

    /// The heads as a file: a line that names the format, a line of JSON, then two bytes a weight, little-endian.
    /// - Throws: never for heads that were made by training.
    package func fileBytes() throws -> [UInt8] {
        let tables = nets.flatMap { Self.tables($0.weights) }
        let scales = tables.map { StoredWeight.scale($0, atLeast: 1e-9) }
        let header = Header(
            outputs: outputs,
            layers: layers,
            depth: nets[0].depth,
            units: nets[0].weights.shift.count,
            nets: nets.count,
            scales: scales
        )
        var bytes = try Self.file.beginning(header)
        for (table, scale) in zip(tables, scales) {
            for weight in table { StoredWeight.append(weight, scale, to: &bytes) }
        }
        return bytes
    }

    /// Reads a file that `fileBytes` wrote.
    /// - Throws: `ModelFileFault` where it is none, or was cut off.
    package init(fileBytes bytes: [UInt8]) throws(ModelFileFault) {
        let (header, stored) = try Self.file.parts(of: bytes, isSound: Self.isSound)
        let sizes = Self.sizes(depth: header.depth, units: header.units)
        guard stored.count == header.nets * sizes.reduce(0, +) * 2 else {
            throw ModelFileFault(reason: "it is cut off")
        }
        var place = stored.startIndex
        var tables: [[Float]] = []
        for (number, scale) in header.scales.enumerated() {
            let size = sizes[number % sizes.count]
            tables.append((0..<size).map { StoredWeight.read(stored, at: place + $0 * 2, scale) })
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
