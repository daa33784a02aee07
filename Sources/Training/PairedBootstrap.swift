/// Tells whether a difference between two models on the same posts is more than chance.
///
/// The posts are drawn again and again, with replacement, and both are measured on each draw (Efron 1979). Seeded.
package struct PairedBootstrap: Sendable {
    private let rounds: Int
    private let seed: UInt64

    package init(rounds: Int = 2_000, seed: UInt64 = 1) {
        self.rounds = rounds
        self.seed = seed
    }

    /// What is to be said about one measure.
    package struct Difference: Codable, Hashable, Sendable {
        /// Which measure.
        package var measure: MainMeasure
        /// Its value for the first models.
        package var value: Double
        /// Its value for those that they are compared with.
        package var other: Double
        /// The first less the second.
        package var difference: Double
        /// In 95 of 100 draws the difference is at least this, or above the other end.
        package var low: Double
        /// The other end.
        package var high: Double
        /// How often chance alone would give a difference so large, 0...1; small means that it is real.
        package var chance: Double

        package init(
            measure: MainMeasure,
            value: Double,
            other: Double,
            low: Double,
            high: Double,
            chance: Double
        ) {
            (self.measure, self.value, self.other) = (measure, value, other)
            difference = value - other
            (self.low, self.high, self.chance) = (low, high, chance)
        }
    }

    /// - Precondition: both tables are of the same posts in the same order.
    package func compare(_ one: OutcomeTable, with other: OutcomeTable) -> [Difference] {
        precondition(one.rows.count == other.rows.count)
        var random = SeededRandom(state: seed)
        var draws: [MainMeasure: [Double]] = [:]
        for _ in 0..<rounds where !one.rows.isEmpty {
            let posts = one.rows.indices.map { _ in random.below(one.rows.count) }
            let (first, second) = (one.measures(of: posts), other.measures(of: posts))
            for measure in MainMeasure.allCases {
                draws[measure, default: []].append((first[measure] ?? 0) - (second[measure] ?? 0))
            }
        }
        let (first, second) = (one.measures, other.measures)
        return MainMeasure.allCases.map { measure in
            let sorted = (draws[measure] ?? [0]).sorted()
            let (value, otherValue) = (first[measure] ?? 0, second[measure] ?? 0)
            return Difference(
                measure: measure,
                value: value,
                other: otherValue,
                low: sorted[(sorted.count - 1) * 25 / 1_000],
                high: sorted[(sorted.count - 1) * 975 / 1_000],
                chance: Self.chance(sorted)
            )
        }
    }

    /// Twice the share of draws on the rarer side of zero; a draw that shows no difference lies on both.
    private static func chance(_ draws: [Double]) -> Double {
        let (below, above) = (draws.filter { $0 <= 0 }.count, draws.filter { $0 >= 0 }.count)
        return min(1, 2 * Double(min(below, above)) / Double(draws.count))
    }
}
