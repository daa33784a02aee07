import Domain
import TestSupport
import Testing

@testable import Classification

/// The labelled posts that were at hand while the lexicons were written.
///
/// The figures show when a change of the lexicons or of the code breaks something; they are no measure of how well
/// unseen posts are labelled.
struct DevelopmentPostTests {
    @Test(arguments: try Floors.all())
    func `labels the posts of a language no worse than its floors`(_ floors: Floors) throws {
        let accuracy = Accuracy(of: try ShippedClassifier.get(), on: try LabelledPost.all(floors.file))

        let measured = accuracy.line(floors.file)
        for (figure, floor) in zip(accuracy.figures, floors.values) {
            #expect(figure.value >= floor, "\(figure.name) of \(floors.file); measured: \(measured)")
        }
    }

    @Test func `agrees with the recorded accuracy`() throws {
        let classifier = try ShippedClassifier.get()
        let parts = try LabelledPost.files.map { (file: $0, posts: try LabelledPost.all($0)) }
        let names = Accuracy(of: classifier, on: parts[0].posts).figures.map(\.name)
        var lines = [
            "# Measured on the posts of Fixtures/classification, which were used while the lexicons were written.",
            "# So these figures are no measure of unseen posts. RECORD=1 swift test --disable-xctest rewrites this file.",
            "# "
                + (["language", "posts"] + names.map { $0 == "language" || $0 == "kind" ? "\($0) accuracy" : $0 })
                .joined(separator: "\t"),
        ]
        lines += parts.map { Accuracy(of: classifier, on: $0.posts).line($0.file) }
        lines.append(Accuracy(of: classifier, on: parts.flatMap(\.posts)).line("all"))

        try GoldenFile.expect(lines.joined(separator: "\n") + "\n", at: "Docs/accuracy/development-posts.tsv")
    }

    @Test func `has labelled posts for every language and script of the lexicons`() throws {
        let posts = try LabelledPost.files.map { try LabelledPost.all($0).count }
        let languages = Set(LabelledPost.files.map { Language(rawValue: String($0.prefix(2))) })

        #expect(posts.allSatisfy { $0 >= 40 })
        #expect(languages.sorted() == (try ShippedClassifier.get().languages))
        #expect(try Floors.all().map(\.file) == LabelledPost.files)
    }
}

/// What the figures of a language must not fall below, in the order of `Accuracy.figures`.
struct Floors: CustomTestStringConvertible, Sendable {
    let file: String
    let values: [Double]

    var testDescription: String { file }

    static func all() throws -> [Floors] {
        try TableRows.read("classification/floors.tsv").map { cells in
            Floors(file: cells[0], values: cells.dropFirst().compactMap(Double.init))
        }
    }
}
