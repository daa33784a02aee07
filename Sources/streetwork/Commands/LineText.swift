import Foundation

/// The text of a line that is JSON with "text".
enum LineText {
    private struct Line: Decodable {
        var text: String
    }

    /// Nil where the line is no such JSON.
    static func text(_ line: [UInt8]) -> String? {
        // Whoever asks says what a line without a text means.
        try? JSONDecoder().decode(Line.self, from: Data(line)).text
    }
}
