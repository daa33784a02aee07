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

    /// A list of texts, without the cost of an encoder, as `text` writes it.
    static func list(_ texts: [String]) -> String {
        texts.isEmpty ? "[]" : "[" + texts.map(quoted).joined(separator: ",") + "]"
    }

    /// The words that decided, without the cost of an encoder, as `text` writes them.
    static func list(_ evidence: [Evidence]) -> String {
        var json = "["
        for one in evidence {
            if json.utf8.count > 1 { json += "," }
            json += "{\"end\":\(one.end),\"field\":\(quoted(one.field)),\"start\":\(one.start),"
            json += "\"text\":\(quoted(one.text)),\"value\":\(quoted(one.value))}"
        }
        return json + "]"
    }

    private static func quoted(_ text: String) -> String {
        let isPlain = !text.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        return isPlain ? "\"\(text)\"" : "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\u{8}": "\\b"
        case "\u{C}": "\\f"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\0"..<" ": "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        default: String(scalar)
        }
    }

    static func value<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
