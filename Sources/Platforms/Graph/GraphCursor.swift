import Foundation

/// Writes and reads the cursors of sources as JSON with sorted keys, so that the same state is the same text.
enum GraphCursor {
    /// A cursor as text.
    static func text(_ cursor: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Cursors hold text and whole numbers only, which can always be written.
        guard let data = try? encoder.encode(cursor) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    /// A cursor from text; nil where it is of another shape.
    static func read<T: Decodable>(_ type: T.Type, from text: String) -> T? {
        // A cursor that cannot be read makes the source begin anew.
        try? JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
