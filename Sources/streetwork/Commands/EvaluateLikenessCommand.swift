import ArgumentParser
import Domain
import Encoder
import Foundation
import Likeness
import Operations

/// Measures how well meanings tell the same question from others.
struct EvaluateLikenessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "likeness",
        abstract: "Measure the search by meaning on the same questions asked in several languages.",
        discussion: """
            Reads Fixtures/likeness/questions.tsv and similar.tsv beside the configuration. The thresholds are those that \
            do best on the half to choose on; what they do on the half to report is what to expect.
            """
    )

    @OptionGroup var house: HouseOptions

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            guard let encoder = try composition.encoder(), let name = composition.encoderName,
                let space = try composition.config.meaningSpace(),
                let meaning = MeaningEncoder(encoder, named: name, space: space)
            else {
                throw OperatorError(
                    "There is no sentence encoder, or no space for it.",
                    remedy: "Fetch the encoder with scripts/fetch-models, and run 'streetwork train likeness'."
                )
            }
            let fixtures = ConfigFolder(
                composition.config.url.deletingLastPathComponent().appending(path: "Fixtures/likeness")
            )
            let questions = try fixtures.table("questions.tsv").filter { $0.count == 5 }.compactMap { row in
                meaning.vector(of: row[4]).map { LikenessMeasure.Question(row, $0) }
            }
            let similar = try fixtures.table("similar.tsv").filter { $0.count == 3 }.compactMap { row -> Double? in
                guard let one = meaning.vector(of: row[1]), let other = meaning.vector(of: row[2]) else { return nil }
                return one.likeness(to: other)
            }
            let figures = LikenessMeasure(questions: questions, similar: similar).figures(
                suggest: try composition.config.likenessThresholds().suggest
            )
            house.json ? try Terminal.result(json: figures) : Terminal.result(figures.table)
        }
    }
}
