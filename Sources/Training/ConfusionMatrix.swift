/// How often a label was found where another one would have been right.
package struct ConfusionMatrix: Codable, Hashable, Sendable {
    /// The labels, in the order of rows and columns.
    package let labels: [String]
    /// A row for each true label, with a count for each found one.
    package private(set) var counts: [[Int]]

    package init(labels: [String]) {
        self.labels = labels
        counts = labels.map { _ in labels.map { _ in 0 } }
    }

    /// Counts one post; labels that the matrix does not have are passed over.
    package mutating func add(found: String, truth: String) {
        guard let row = labels.firstIndex(of: truth), let column = labels.firstIndex(of: found) else { return }
        counts[row][column] += 1
    }
}
