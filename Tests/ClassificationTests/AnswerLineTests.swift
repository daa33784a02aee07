import Domain
import Foundation
import Platforms
import TestSupport
import Testing

@testable import Classification

/// What `classify` writes must be what Foundation would write, to the byte.
struct AnswerLineTests {
    @Test(arguments: ["classification", "posts/evaluation"])
    func `writes the labels of the project's own posts as Foundation does`(_ folder: String) throws {
        let classifier = try ShippedClassifier.get()
        let files = try FileManager.default.contentsOfDirectory(atPath: Fixtures.url(folder).path).sorted()
        var count = 0

        for file in files where file.hasSuffix(".jsonl") {
            for line in try Fixtures.bytes("\(folder)/\(file)").split(separator: UInt8(ascii: "\n")) {
                let question = try QuestionLine.read(Array(line))
                try expectSame(AnswerLine(id: question.id, prediction: classifier.classify(question.text)))
                count += 1
            }
        }

        #expect(count > 500)
    }

    @Test(
        arguments: [.text("a\"\\/\u{1}\n"), .text(""), .number(-7), .number(.max), .fraction(1.5), .none] as [LineID]
    )
    func `writes ids and fields with odd letters as Foundation does`(_ id: LineID) throws {
        let odd = "\u{0}\"\\/\u{8}\u{c}\u{1F}\u{7F}\u{2028}🙂e\u{301}"
        for confidence in [0, 1, 0.5, 0.12345, 0.00004, 0.99999] {
            let evidence = Evidence(field: odd, value: odd, text: odd, start: 0, end: 1_000_000)
            let prediction = Prediction(
                language: Language(rawValue: odd),
                script: odd,
                confidence: confidence,
                kind: .claim,
                topics: ["housing", TopicID(rawValue: odd)],
                primary: confidence == 0 ? nil : "housing",
                urgency: .soon,
                minors: confidence == 1,
                places: ["Köln", odd],
                evidence: [evidence, evidence],
                model: "not written"
            )

            try expectSame(AnswerLine(id: id, prediction: prediction))
            let date = try #require(CivilDate(year: 2026, month: 12, day: 5))
            let deadline = Deadline(date: date, text: odd, start: 3, end: 7)
            try expectSame(
                AnswerLine(
                    id: id,
                    prediction: prediction,
                    otherLanguages: ["de", "ro"],
                    deadlines: [deadline, deadline]
                )
            )
            try expectSame(AnswerLine(id: id, prediction: prediction, deadlines: []))
        }
    }

    private func expectSame(_ line: AnswerLine) throws {
        var writer = JSONWriter()
        line.write(to: &writer)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let thorough = try encoder.encode(ThoroughLine(line))
        #expect(String(decoding: writer.bytes, as: UTF8.self) == String(decoding: thorough, as: UTF8.self))
    }
}

/// The same line in the way of Foundation.
private struct ThoroughLine: Encodable {
    private enum CodingKeys: String, CodingKey {
        case id, language, script, confidence, kind, topics, primary, urgency, minors, places, evidence
        case otherLanguages, deadlines
    }

    private let line: AnswerLine

    init(_ line: AnswerLine) { self.line = line }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch line.id {
        case .text(let text): try container.encode(text, forKey: .id)
        case .number(let number): try container.encode(number, forKey: .id)
        case .fraction(let fraction): try container.encode(fraction, forKey: .id)
        case .none: try container.encodeNil(forKey: .id)
        }
        let prediction = line.prediction
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
        try container.encode(line.otherLanguages, forKey: .otherLanguages)
        try container.encodeIfPresent(line.deadlines?.map(ThoroughDeadline.init), forKey: .deadlines)
    }
}

private struct ThoroughDeadline: Encodable {
    let date: String
    let text: String
    let start: Int
    let end: Int

    init(_ deadline: Deadline) {
        date = deadline.date.description
        (text, start, end) = (deadline.text, deadline.start, deadline.end)
    }
}
