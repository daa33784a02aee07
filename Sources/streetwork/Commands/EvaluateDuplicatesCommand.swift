import ArgumentParser
import Classification
import Domain
import Foundation
import Operations
import Storage
import Training

/// Measures how well copies of a post are found.
struct EvaluateDuplicatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates",
        abstract: "Measure how many slightly changed copies of posts join the right enquiry, and how many a wrong one.",
        discussion: """
            Copies every relevant post in seven ways, by its author and by somebody else, and lets all of them join or \
            open enquiries in a database in memory. The pairs of Fixtures/likeness/similar.tsv are of two people who \
            write alike; none of them may join.
            """
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "Labelled posts, as JSON Lines.") var files: [String]
    @Option(help: "At most so many posts a file.") var limit = 1_000_000

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let fixtures = ConfigFolder(
                composition.config.url.deletingLastPathComponent().appending(path: "Fixtures/likeness")
            )
            let greetings = try fixtures.table("greetings.tsv")
            var posts: [DuplicateMeasure.Original] = []
            for file in files {
                let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
                let greeting = (greetings.first { $0.first == name }?.last ?? "") + " "
                posts += try LabelledPost.read(file).filter(\.labels.isRelevant).prefix(limit).map {
                    DuplicateMeasure.Original(text: $0.text, places: $0.labels.places, greeting: greeting)
                }
            }
            let measure = DuplicateMeasure(classifier: try composition.config.classifier(), posts: posts)
            let figures = try await measure.run(
                similar: try fixtures.table("similar.tsv").map { Array($0.dropFirst()) }
            )
            house.json ? try Terminal.result(json: figures) : Terminal.result(figures.table)
        }
    }
}

/// What became of the copies.
struct DuplicateFigures: Encodable {
    /// One way of copying.
    struct Row: Encodable {
        var kind: PostEdits.Kind
        var bySamePerson: Bool
        var copies: Int
        var found: Int
        var wrong: Int
    }

    var rows: [Row] = []
    /// Pairs of two people who write alike.
    var similarPairs = 0
    /// Those of them that were taken for one enquiry.
    var similarMerged = 0

    var table: String {
        let lines = rows.map { row in
            [
                row.kind.rawValue, row.bySamePerson ? "same" : "other", "\(row.copies)",
                Share.text(Double(row.found) / Double(max(1, row.copies))), "\(row.wrong)",
            ].joined(separator: "\t")
        }
        return (["copy\tperson\tn\trecall\twrong"] + lines).joined(separator: "\n")
            + "\n\nsimilar posts of two people: \(similarPairs) pairs, \(similarMerged) taken for one"
    }
}
