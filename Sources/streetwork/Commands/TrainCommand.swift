import ArgumentParser
import Classification
import Domain
import Foundation
import Operations
import Training

/// Makes models from texts.
struct TrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Make models from labelled posts and from corrections, and put them to use.",
        discussion: """
            Begin with 'streetwork train', which is 'streetwork train models': it writes new models to a folder of \
            their own. 'streetwork train install FOLDER' puts them to use where they are not worse.
            """,
        subcommands: [
            TrainModelsCommand.self, TrainInstallCommand.self, TrainUndoCommand.self, TrainHeadsCommand.self,
            TrainLanguagesCommand.self, TrainLikenessCommand.self,
        ],
        defaultSubcommand: TrainModelsCommand.self
    )
}

/// Makes the language model.
struct TrainLanguagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "languages",
        abstract: "Make the language model from a folder of texts, as scripts/train-languages gathers them."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The folder with CLASS.sentences and CLASS.words.") var corpus: String
    @Option(help: "The file to write.") var output: String
    @Option(help: "How many texts are learned from, in thousands.") var thousands = 6_000
    @Option(help: "The table has 2 to the power of so many rows.") var bits = 17
    @Option(help: "The step at the beginning; it falls to a twentieth.") var rate: Float = 1.0
    @Option(help: "Files with lines 'language TAB text' to measure on while training.") var measure: [String] = []

    func run() async throws {
        try await reporting {
            let config = try Composition(house).config
            let table = LetterTable()
            let corpus = try CorpusFolder(URL(fileURLWithPath: corpus), config: config).read(table)
            var trainer = LanguageTrainer(classes: corpus.classes, bits: bits, seed: 20_261_121)
            var random = SeededRandom(state: 47)
            let total = thousands * 1_000
            var loss: Float = 0
            for step in 0..<total {
                let (sequence, label) = corpus.draw(&random)
                let progress = Float(step) / Float(total)
                loss += trainer.learn(sequence, class: label, rate: rate * (1 - progress * 0.95))
                if (step + 1) % 1_000_000 == 0 || step + 1 == total {
                    Terminal.note("\((step + 1) / 1_000)k texts, loss \(loss / 1_000_000)")
                    loss = 0
                    let model = trainer.model()
                    for file in measure { Terminal.note(try LanguageMeasure(model: model, table: table).words(file)) }
                }
            }
            try Data(try trainer.model().fileBytes()).write(to: URL(fileURLWithPath: output))
        }
    }
}

/// Reads the texts of all classes.
struct CorpusFolder {
    let folder: URL
    let config: ConfigFolder

    init(_ folder: URL, config: ConfigFolder) {
        self.folder = folder
        self.config = config
    }

    func read(_ table: LetterTable) throws -> LanguageCorpus {
        let classes = try config.table("languages.tsv").compactMap(\.first)
        func lines(_ name: String) -> [String] {
            // A class without such a file has no texts of that kind.
            let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
            return text.split(separator: "\n").map(String.init)
        }
        let sentences = classes.map { lines("\($0).sentences") }
        for (name, found) in zip(classes, sentences) where found.isEmpty {
            throw OperatorError("There are no texts of '\(name)'.", remedy: "Run scripts/train-languages.")
        }
        return LanguageCorpus(
            classes: classes,
            sentences: sentences,
            words: classes.map { $0 == "sr-Latn" ? [] : lines("\($0).words") },
            posts: classes.map { lines("\($0).posts") },
            table: table,
            spellings: LatinSpellings(table: try config.table("lexicon/bg-Latn.tsv"))
        )
    }
}

/// Counts how many lines a language model gets right.
struct LanguageMeasure {
    let model: LanguageModel
    let table: LetterTable

    func words(_ file: String) throws -> String {
        let text = try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8)
        var right: [Bool: Int] = [:]
        var merged: [Bool: Int] = [:]
        var wrong: [String: Int] = [:]
        var total = 0
        for line in text.split(separator: "\n") {
            let cells = line.split(separator: "\t", maxSplits: 1)
            guard cells.count == 2 else { continue }
            total += 1
            let wanted = String(cells[0])
            for isPlain in [false, true] {
                let found = language(String(cells[1]), isPlain: isPlain)
                if found == wanted { right[isPlain, default: 0] += 1 }
                if Self.merged(found) == Self.merged(wanted) {
                    merged[isPlain, default: 0] += 1
                } else if !isPlain {
                    wrong["\(wanted)>\(found)", default: 0] += 1
                }
            }
        }
        func share(_ count: Int?) -> String { String(Double((count ?? 0) * 10_000 / max(1, total)) / 100) }
        let most = wrong.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(8).map { "\($0.key) \($0.value)" }
        let name = file.split(separator: "/").last ?? ""
        return "  \(name): \(share(right[false])) stripped \(share(right[true])); hr/sr merged "
            + "\(share(merged[false])) stripped \(share(merged[true])); \(most.joined(separator: ", "))"
    }

    private func language(_ text: String, isPlain: Bool) -> String {
        var letters = text.unicodeScalars.map { table.letter($0.value) }
        if isPlain { letters = letters.map(table.withoutMarks) }
        let scores = model.scores(LetterSequence(letters: letters))
        let best = scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
        return model.classes[best].split(separator: "-").first.map(String.init) ?? ""
    }

    private static func merged(_ language: String) -> String { language == "sr" ? "hr" : language }
}
