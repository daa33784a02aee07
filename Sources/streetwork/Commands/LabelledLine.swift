import Classification
import Domain
import Foundation

/// A line of the answer of `classify`: the id as it came, and the labels.
struct LabelledLine: Encodable {
    /// A line as it comes in.
    struct Question: Decodable {
        var id: LineID
        var text: String
        /// When the post was published, by ISO 8601; without it no time limits are told.
        var publishedAt: String?

        private enum CodingKeys: String, CodingKey { case id, text, publishedAt }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decodeIfPresent(LineID.self, forKey: .id) ?? .none
            text = try container.decode(String.self, forKey: .text)
            publishedAt = try container.decodeIfPresent(String.self, forKey: .publishedAt)
        }
    }

    let id: LineID
    let prediction: Prediction
    let otherLanguages: [Language]
    /// Nil where it is not known when the post was published.
    let deadlines: [Deadline]?

    private enum CodingKeys: String, CodingKey {
        case id, language, script, confidence, kind, topics, primary, urgency, minors, places, evidence
        case otherLanguages, deadlines
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(prediction.language, forKey: .language)
        try container.encode(prediction.script, forKey: .script)
        try container.encode((prediction.confidence * 10_000).rounded() / 10_000, forKey: .confidence)
        try container.encode(prediction.kind, forKey: .kind)
        try container.encode(prediction.topics, forKey: .topics)
        try container.encode(prediction.primary, forKey: .primary)
        try container.encode(prediction.urgency, forKey: .urgency)
        try container.encode(prediction.minors, forKey: .minors)
        try container.encode(prediction.places, forKey: .places)
        try container.encode(prediction.evidence, forKey: .evidence)
        try container.encode(otherLanguages, forKey: .otherLanguages)
        try container.encodeIfPresent(deadlines?.map(DeadlineLine.init), forKey: .deadlines)
    }

    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

/// A time limit as JSON.
struct DeadlineLine: Encodable {
    let date: String
    let text: String
    let start: Int
    let end: Int

    init(_ deadline: Deadline) {
        date = deadline.date.description
        (text, start, end) = (deadline.text, deadline.start, deadline.end)
    }
}

/// The id of a line: whatever came, a text or a number.
enum LineID: Codable {
    case text(String)
    case number(Int)
    case fraction(Double)
    case none

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .none
        } else if let text = try? container.decode(String.self) {  // not a text: tried as a number next
            self = .text(text)
        } else if let number = try? container.decode(Int.self) {  // not whole: tried as a fraction next
            self = .number(number)
        } else {
            self = .fraction(try container.decode(Double.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .fraction(let fraction): try container.encode(fraction)
        case .none: try container.encodeNil()
        }
    }
}
