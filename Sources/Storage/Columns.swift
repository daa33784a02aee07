import Domain
import Foundation

extension Date {
    /// Whole seconds since 1970, as every time is stored.
    var stored: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }

    /// A time as it was stored.
    init(stored seconds: Int64) { self.init(timeIntervalSince1970: Double(seconds)) }
}

/// Lists and small structures that are stored as JSON text.
enum StoredJSON {
    /// - Throws: never for the values of the domain, which hold no infinite numbers.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// A list of texts, without the cost of an encoder.
    static func list(_ texts: [String]) -> String {
        if texts.isEmpty { return "[]" }
        let quoted = texts.map { text in
            let isPlain = !text.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
            return isPlain
                ? "\"\(text)\""
                : "\""
                    + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                    .filter { $0.isNewline == false && $0 != "\t" } + "\""
        }
        return "[" + quoted.joined(separator: ",") + "]"
    }

    static func value<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
