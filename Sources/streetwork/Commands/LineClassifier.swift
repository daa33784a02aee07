import Classification
import Domain
import Foundation
import Intake
import Platforms

/// Labels JSON Lines from a file, many lines at a time, in their order.
struct LineClassifier {
    let classifier: Classifier
    let tier: Classifier.Tier
    let jobs: Int

    /// - Returns: whether every line could be understood.
    /// - Throws: `OperatorError` where the file cannot be read.
    func run(_ path: String) async throws -> Bool {
        let input = try TextLines(path)
        var isClean = true
        while let lines = try input.next(Self.linesAtATime * jobs) {
            for part in await classified(lines) {
                isClean = isClean && part.isClean
                part.output.withUnsafeBytes { Self.write($0) }
            }
        }
        return isClean
    }

    private struct Part: Sendable {
        var output: [UInt8] = []
        var isClean = true
    }

    private func classified(_ lines: [[UInt8]]) async -> [Part] {
        let share = max(1, (lines.count + jobs - 1) / jobs)
        let slices = stride(from: 0, to: lines.count, by: share).map { lines[$0..<min($0 + share, lines.count)] }
        guard slices.count > 1 else { return slices.map(part) }
        return await withTaskGroup(of: (Int, Part).self) { group in
            for (number, slice) in slices.enumerated() {
                group.addTask { (number, part(slice)) }
            }
            var parts = Array(repeating: Part(), count: slices.count)
            for await (number, part) in group { parts[number] = part }
            return parts
        }
    }

    private func part(_ lines: ArraySlice<[UInt8]>) -> Part {
        var part = Part()
        for line in lines {
            do {
                let question = try JSONDecoder().decode(LabelledLine.Question.self, from: Data(line))
                let answer = LabelledLine(id: question.id, prediction: classifier.classify(question.text, tier: tier))
                part.output += try LabelledLine.encoder.encode(answer)
            } catch {
                part.isClean = false
                part.output += Array(#"{"id":null,"error":"the line is not JSON with \"id\" and \"text\""}"#.utf8)
            }
            part.output.append(UInt8(ascii: "\n"))
        }
        return part
    }

    private static func write(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = Foundation.write(STDOUT_FILENO, piece.baseAddress, piece.count)
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static let linesAtATime = 500
}

/// A line of the answer of `classify`: the id as it came, and the labels.
struct LabelledLine: Encodable {
    /// A line as it comes in.
    struct Question: Decodable {
        var id: LineID
        var text: String

        private enum CodingKeys: String, CodingKey { case id, text }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decodeIfPresent(LineID.self, forKey: .id) ?? .none
            text = try container.decode(String.self, forKey: .text)
        }
    }

    let id: LineID
    let prediction: Prediction

    private enum CodingKeys: String, CodingKey {
        case id, language, script, confidence, kind, topics, primary, urgency, minors, places, evidence
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
    }

    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
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
