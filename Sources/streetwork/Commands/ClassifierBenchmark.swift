import ArgumentParser
import Classification
import Domain
import Foundation
import Operations
import Platforms

/// Measures how fast posts are labelled.
struct ClassifierBenchmarkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classifier",
        abstract: "Measure: label posts with one core, and print posts per second of processor time.",
        discussion: """
            The whole prediction is measured, from the text to the labels with their evidence; reading the files and \
            the models is not. Memory is that of the whole process at its highest.
            """
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "Posts as JSON Lines with \"text\".") var files: [String]
    @Option(help: "fast or deep.") var tier: Classifier.Tier = .fast
    @Option(help: "How many seconds of processor time to measure, at least.") var seconds = 3.0
    @Flag(help: "Only texts of at most 250 bytes, as most posts are.") var short = false

    func validate() throws {
        guard (0.1...3_600).contains(seconds) else { throw ValidationError("--seconds must be from 0.1 to 3600.") }
    }

    /// What was measured.
    private struct Figures: Encodable {
        var tier: String
        var posts: Int
        var medianBytes: Int
        var postsPerSecond: Double
        var microsecondsPerPost: Double
        var slowestMilliseconds: Double
        var peakResidentMegabytes: Double
    }

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            let classifier = try composition.config.classifier(
                encoder: tier == .fast ? nil : try composition.encoder()
            )
            guard tier == .fast || classifier.hasDeepTier else {
                throw OperatorError(
                    "There is no deep tier: the sentence encoder or its heads are missing.",
                    remedy: "Fetch the encoder with scripts/fetch-models, or use --tier fast."
                )
            }
            let texts = try texts()
            guard !texts.isEmpty else {
                throw OperatorError("There is no text in these files.", remedy: "Name JSON Lines with \"text\".")
            }
            let figures = measure(classifier, texts)
            if house.json { return try Terminal.result(json: figures) }
            Terminal.result(
                """
                \(tier.rawValue) tier, \(texts.count) texts, median \(figures.medianBytes) bytes, one core
                  posts/s       \(Int(figures.postsPerSecond))
                  a post        \(figures.microsecondsPerPost) µs, the slowest \(figures.slowestMilliseconds) ms
                  peak memory   \(Int(figures.peakResidentMegabytes)) MB
                """
            )
        }
    }

    private func texts() throws -> [String] {
        var texts: [String] = []
        for file in files {
            let lines = try TextLines(file)
            while let batch = try lines.next(1_000) {
                for line in batch {
                    // What is no post with a text is not measured.
                    guard let text = try? QuestionLine.read(line).text else { continue }
                    if !short || text.utf8.count <= 250 { texts.append(text) }
                }
            }
        }
        return texts
    }

    private func measure(_ classifier: Classifier, _ texts: [String]) -> Figures {
        var (count, checksum, slowest, spent) = (0, 0, 0.0, 0.0)
        let lengths = texts.map(\.utf8.count).sorted()
        while spent < seconds {
            let text = texts[count % texts.count]
            let start = ProcessorTime.seconds()
            // Enough of the fast tier at a time that reading the clock does not count.
            let round = tier == .fast ? min(200, texts.count) : 1
            for step in 0..<round {
                let next = round == 1 ? text : texts[(count + step) % texts.count]
                checksum &+= classifier.classify(next, tier: tier).evidence.count
            }
            let taken = ProcessorTime.seconds() - start
            spent += taken
            count += round
            slowest = max(slowest, taken / Double(round))
        }
        precondition(checksum >= 0)
        return Figures(
            tier: tier.rawValue,
            posts: count,
            medianBytes: lengths[lengths.count / 2],
            postsPerSecond: (Double(count) / spent).rounded(),
            microsecondsPerPost: (spent / Double(count) * 1e8).rounded() / 100,
            slowestMilliseconds: (slowest * 1e6).rounded() / 1_000,
            peakResidentMegabytes: ProcessMemory.peakMegabytes()
        )
    }
}
