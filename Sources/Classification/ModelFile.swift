import Foundation

/// A file of a model: a line that names the format, a line of JSON, then the weights.
struct ModelFile {
    /// The line that names the format.
    let format: String
    /// What is said of a file that has another first line.
    let refusal: String

    /// The beginning of a file, up to the weights.
    /// - Throws: never for models that were made by training.
    func beginning(_ header: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return mark + Array(try encoder.encode(header)) + [Self.newline]
    }

    /// The header and the weights of a file.
    /// - Parameter isSound: whether a header can be one of a model.
    func parts<Header: Decodable>(
        of bytes: [UInt8],
        isSound: (Header) -> Bool
    ) throws(ModelFileFault) -> (header: Header, weights: ArraySlice<UInt8>) {
        let mark = mark
        guard bytes.starts(with: mark) else { throw ModelFileFault(reason: refusal) }
        let rest = bytes[mark.count...]
        guard let end = rest.firstIndex(of: Self.newline),
            let header = try? JSONDecoder().decode(Header.self, from: Data(rest[..<end])),  // reported just below
            isSound(header)
        else { throw ModelFileFault(reason: "its header is damaged") }
        return (header, rest[(end + 1)...])
    }

    private var mark: [UInt8] { Array((format + "\n").utf8) }

    private static let newline = UInt8(ascii: "\n")
}

/// Weights in two bytes each, little-endian, in units of a scale.
enum StoredWeight {
    /// The unit in which these weights can be stored.
    static func scale(_ weights: [Float], atLeast least: Float) -> Float {
        max(weights.lazy.map(abs).max() ?? least, least) / 32_000
    }

    static func append(_ weight: Float, _ scale: Float, to bytes: inout [UInt8]) {
        let value = Int16((weight / scale).rounded())
        bytes.append(UInt8(truncatingIfNeeded: value))
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    }

    /// Reads the weight at a place.
    static func read(_ bytes: ArraySlice<UInt8>, at place: Int, _ scale: Float) -> Float {
        Float(Int16(truncatingIfNeeded: Int(bytes[place]) | Int(bytes[place + 1]) << 8)) * scale
    }
}

/// Why a model file cannot be used.
package struct ModelFileFault: Error, Equatable {
    /// In words for the operator.
    package var reason: String

    package init(reason: String) { self.reason = reason }
}
