import Foundation

/// A line that asks for labels: `{"id": …, "text": …}`, with other fields passed over.
package struct QuestionLine: Decodable, Hashable, Sendable {
    /// What the answer is recognised by.
    package var id: LineID
    /// The text to label.
    package var text: String

    /// When the post was published, by ISO 8601; without it no time limits are told.
    package var publishedAt: String?

    package init(id: LineID, text: String, publishedAt: String? = nil) {
        self.id = id
        self.text = text
        self.publishedAt = publishedAt
    }

    private enum CodingKeys: String, CodingKey { case id, text, publishedAt }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decodeIfPresent(LineID.self, forKey: .id) ?? .none
        text = try container.decode(String.self, forKey: .text)
        publishedAt = try container.decodeIfPresent(String.self, forKey: .publishedAt)
    }

    /// Reads a line of UTF-8.
    ///
    /// Plain JSON is read at some 500 MB/s; anything unusual goes through Foundation, with the same outcome.
    /// - Throws: `DecodingError` where it is not JSON with a text.
    package static func read(_ line: [UInt8]) throws -> QuestionLine {
        if let plain = plain(line) { return plain }
        return try JSONDecoder().decode(QuestionLine.self, from: Data(line))
    }

    /// Nil where the line needs the thorough decoder, be it valid or not.
    static func plain(_ line: [UInt8]) -> QuestionLine? {
        // The cursor does not look at the letters of strings that it passes over.
        guard (try? UTF8Span(validating: line.span)) != nil else { return nil }
        return line.withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            return try? cursor.question()  // what it cannot read is left to the thorough decoder
        }
    }
}

extension JSONCursor {
    fileprivate mutating func question() throws(Unusual) -> QuestionLine {
        var id: LineID?
        var text: String?
        var publishedAt: String?
        try members { (key, cursor) throws(Unusual) in
            switch key {
            case "id":
                guard id == nil else { throw Unusual() }
                id = try cursor.lineID()
            case "text":
                guard text == nil else { throw Unusual() }
                text = try cursor.string()
            case "publishedAt":
                guard publishedAt == nil else { throw Unusual() }
                publishedAt = try cursor.stringOrNull()
            default: try cursor.skip()
            }
        }
        try end()
        guard let text else { throw Unusual() }
        return QuestionLine(id: id ?? .none, text: text, publishedAt: publishedAt)
    }

    private mutating func lineID() throws(Unusual) -> LineID {
        switch try peek() {
        case UInt8(ascii: "\""), UInt8(ascii: "n"): try stringOrNull().map(LineID.text) ?? .none
        default: .number(Int(try integer()))
        }
    }
}
