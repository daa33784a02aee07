import Classification
import Domain
import Foundation
import Operations
import Platforms

/// Labels JSON Lines from a file, many lines at a time, in their order.
struct LineClassifier {
    let classifier: Classifier
    let tier: Classifier.Tier
    let jobs: Int
    /// Where the days of time limits are counted.
    let timeZone: TimeZone

    /// - Returns: whether every line could be understood.
    /// - Throws: `OperatorError` where the file cannot be read.
    func run(_ path: String) async throws -> Bool {
        let input = try TextLines(path, keepsBlankLines: true)
        var isClean = true
        while let lines = try input.next(Self.linesAtATime * jobs) {
            for part in await classified(lines) {
                isClean = isClean && part.isClean
                part.output.bytes.withUnsafeBytes { Self.write($0) }
            }
        }
        return isClean
    }

    private struct Part: Sendable {
        var output = JSONWriter()
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
            // What the matter is with a line does not count: whoever wrote it sees it.
            if let question = try? QuestionLine.read(line) {
                answer(to: question).write(to: &part.output)
            } else {
                part.isClean = false
                AnswerLine.writeFault(to: &part.output)
            }
            part.output.endLine()
        }
        return part
    }

    private func answer(to question: QuestionLine) -> AnswerLine {
        let prediction = classifier.classify(question.text, tier: tier)
        let published = question.publishedAt.flatMap { ExportTime.moment($0, timeZone: timeZone) }
        return AnswerLine(
            id: question.id,
            prediction: prediction,
            otherLanguages: classifier.otherLanguages(in: question.text, besides: prediction.language),
            deadlines: published.map { moment in
                classifier.deadlines(
                    in: question.text,
                    language: prediction.language,
                    publishedOn: CivilDate(moment, in: timeZone)
                )
            }
        )
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
