import Foundation

/// Understands one JSON element of an export as a value.
///
/// Bytes that exports are known to spoil are repaired, but only after the plain attempt has failed.
/// - Returns: the value, or the row to report with one plain sentence on which field was wrong. The sentence never
///   quotes a value of the row.
package func decodeElement<T: Decodable>(_ type: T.Type, from element: ExportElement) -> Result<T, RejectedRow> {
    do {
        return .success(try decode(type, from: element.bytes))
    } catch {
        return decodeRepaired(type, from: element)
    }
}

/// A row that was refused can be thrown as well as listed.
extension RejectedRow: Error {}

extension ExportElement {
    /// This row as a refused one.
    package func rejected(_ reason: String) -> RejectedRow {
        RejectedRow(reason: reason, offset: offset, raw: Array(bytes.prefix(RejectedRow.keptBytes)))
    }
}

/// Shared, because a decoder is safe to share and costly to make.
private let decoder = JSONDecoder()

private func decode<T: Decodable>(_ type: T.Type, from bytes: UnsafeRawBufferPointer) throws -> T {
    guard let start = bytes.baseAddress else { return try decoder.decode(type, from: Data()) }
    // The decoder only reads, and the bytes outlive the call.
    let view = Data(
        bytesNoCopy: UnsafeMutableRawPointer(mutating: start),
        count: bytes.count,
        deallocator: .none
    )
    return try decoder.decode(type, from: view)
}

private func decodeRepaired<T: Decodable>(_ type: T.Type, from element: ExportElement) -> Result<T, RejectedRow> {
    let repaired = JSONRepair.repaired(element.bytes)
    do {
        return .success(try repaired.withUnsafeBytes { try decode(type, from: $0) })
    } catch let error as DecodingError {
        return .failure(element.rejected(sentence(for: error)))
    } catch {
        return .failure(element.rejected("the row is not valid JSON"))
    }
}

/// What was wrong, in one sentence without values.
private func sentence(for error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let place):
        "the field '\(name(of: place.codingPath + [key]))' is missing"
    case .valueNotFound(_, let place):
        "the field '\(name(of: place.codingPath))' is empty"
    case .typeMismatch(let type, let place):
        "\(subject(place.codingPath)) is not \(words(for: type))"
    case .dataCorrupted(let place):
        place.codingPath.isEmpty
            ? "the row is not valid JSON" : "\(subject(place.codingPath)) \(place.debugDescription)"
    @unknown default:
        "the row cannot be understood"
    }
}

private func subject(_ path: [any CodingKey]) -> String {
    path.isEmpty ? "the row" : "the field '\(name(of: path))'"
}

private func name(of path: [any CodingKey]) -> String {
    path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
}

private func words(for type: any Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type: "a whole number"
    case is any BinaryFloatingPoint.Type: "a number"
    case is [Any].Type: "a list"
    case is [String: Any].Type: "an object"
    default: "of the kind that belongs there"
    }
}
