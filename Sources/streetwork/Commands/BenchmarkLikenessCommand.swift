import ArgumentParser
import Domain
import Foundation
import Likeness
import Operations
import Training

/// Measures the search by meaning.
struct BenchmarkLikenessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "likeness",
        abstract: "Measure how long a search among the vectors of many posts takes, on one core."
    )

    @OptionGroup var house: HouseOptions
    @Option(help: "How many vectors.") var vectors = 100_000
    @Option(help: "How many searches; their median is printed.") var searches = 51

    func validate() throws {
        guard (1...1_000_000).contains(vectors), (1...10_000).contains(searches) else {
            throw ValidationError("--vectors must be 1 to 1000000, --searches 1 to 10000.")
        }
    }

    /// One way of computing.
    struct Row: Encodable {
        var way: String
        var vectors: Int
        var millisecondsPerSearch: Double
        var hits: Int
    }

    func run() async throws {
        try await reporting {
            var random = SeededRandom(state: 47)
            var table = MeaningTable(dimension: 384)
            for number in 1...vectors {
                table.append(Self.vector(&random).numbers, entry: Int64(number), post: Int64(number))
            }
            let queries = (0..<searches).map { _ in Self.vector(&random) }
            let rows = MeaningTable.Way.available.map { way in measure(table, queries, way) }
            if house.json { return try Terminal.result(json: rows) }
            let lines = rows.map { row in
                let share = (row.millisecondsPerSearch / 15 * 100).rounded() / 100
                return "  \(row.way)\t\(row.millisecondsPerSearch) ms   (at most 15 wanted: \(share) of it)"
            }
            Terminal.result("search among \(vectors) vectors, one core\n" + lines.joined(separator: "\n"))
        }
    }

    private func measure(_ table: MeaningTable, _ queries: [MeaningVector], _ way: MeaningTable.Way) -> Row {
        var times: [Double] = []
        var hits = 0
        for query in queries {
            let start = ContinuousClock.now
            hits +=
                table.nearest(
                    to: query,
                    atLeast: MeaningVector.product(likeness: 0.1),
                    limit: 100,
                    way: way
                ).count
            let span = ContinuousClock.now - start
            times.append(Double(span.components.seconds) * 1e3 + Double(span.components.attoseconds) / 1e15)
        }
        let median = times.sorted()[times.count / 2]
        return Row(
            way: way.rawValue,
            vectors: vectors,
            millisecondsPerSearch: (median * 100).rounded() / 100,
            hits: hits
        )
    }

    /// A direction whose numbers are about as large as those of texts.
    private static func vector(_ random: inout SeededRandom) -> MeaningVector {
        MeaningVector(
            bytes: (0..<384).map { _ in UInt8(bitPattern: Int8(random.below(91) - 45)) },
            model: "benchmark"
        )
    }
}
