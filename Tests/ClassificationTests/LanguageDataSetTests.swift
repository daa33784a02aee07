import Classification
import Foundation
import TestSupport
import Testing

/// The language model on public test data that are not part of the project; floors some points below what was measured.
@Suite(.enabled(if: Fixtures.dataSets != nil, "STREETWORK_DATA_SETS names no folder"))
struct LanguageDataSetTests {
    private static let table = LetterTable()
    private static let model = Result {
        try LanguageModel(
            fileBytes: Array(Data(contentsOf: Fixtures.checkout.appending(path: "Config/models/languages.model")))
        )
    }

    /// The shares of lines that are right as they are, and without diacritics.
    private func accuracy(_ file: String) throws -> (whole: Double, plain: Double) {
        let model = try Self.model.get()
        let folder = try #require(Fixtures.dataSets)
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        var (total, whole, plain) = (0.0, 0.0, 0.0)
        for line in text.split(separator: "\n") {
            let cells = line.split(separator: "\t", maxSplits: 1)
            guard cells.count == 2 else { continue }
            let letters = cells[1].unicodeScalars.map { Self.table.letter($0.value) }
            total += 1
            whole += language(letters, model) == cells[0] ? 1 : 0
            plain += language(letters.map(Self.table.withoutMarks), model) == cells[0] ? 1 : 0
        }
        return (whole / total, plain / total)
    }

    private func language(_ letters: [UInt16], _ model: LanguageModel) -> Substring {
        let scores = model.scores(LetterSequence(letters: letters))
        let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
        return model.classes[best].split(separator: "-")[0]
    }

    @Test(arguments: [("lid_lingua_sent.tsv", 0.98, 0.975), ("lid_lingua_pairs.tsv", 0.925, 0.91)])
    func `stays above its floors, with diacritics and without`(_ file: String, _ whole: Double, _ plain: Double) throws
    {
        let measured = try accuracy(file)

        #expect(measured.whole >= whole, "\(file): \(measured.whole)")
        #expect(measured.plain >= plain, "\(file) without diacritics: \(measured.plain)")
    }
}
