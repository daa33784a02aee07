/// Whether what is said to hold with a share of 70 % does hold in 70 of 100 posts.
package struct Calibration: Encodable, Hashable, Sendable {
    /// Posts whose predicted share lies in one tenth.
    package struct Bin: Encodable, Hashable, Sendable {
        /// How many they are.
        package fileprivate(set) var count = 0
        fileprivate var sum = 0.0
        fileprivate var holding = 0

        /// The mean of the predicted shares, 0...1; 0 for an empty bin.
        package var predicted: Double { count == 0 ? 0 : sum / Double(count) }
        /// The share of posts where it holds, 0...1; 0 for an empty bin.
        package var observed: Double { count == 0 ? 0 : Double(holding) / Double(count) }

        private enum CodingKeys: String, CodingKey { case count, predicted, observed }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(count, forKey: .count)
            try container.encode(predicted, forKey: .predicted)
            try container.encode(observed, forKey: .observed)
        }
    }

    /// Ten bins: predicted shares from 0 to under 0.1, and so on.
    package private(set) var bins = Array(repeating: Bin(), count: 10)

    package init() {}

    /// Counts one post, or one label of a post.
    package mutating func add(share: Double, holds: Bool) {
        let number = max(0, min(9, Int(share * 10)))
        bins[number].count += 1
        bins[number].sum += share
        bins[number].holding += holds ? 1 : 0
    }

    /// The mean distance of predicted and observed share, weighted by the posts of each bin.
    package var expectedError: Double {
        let count = bins.map(\.count).reduce(0, +)
        guard count > 0 else { return 0 }
        return bins.map { abs($0.predicted - $0.observed) * Double($0.count) }.reduce(0, +) / Double(count)
    }

    private enum CodingKeys: String, CodingKey { case bins, expectedError }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(bins, forKey: .bins)
        try container.encode(expectedError, forKey: .expectedError)
    }
}
