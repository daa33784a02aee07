/// Makes the vectors of a sentence encoder comparable: what all texts share, and what only tells their languages, is
/// taken out.
///
/// Made by `streetwork train likeness` from posts of each language; kept in `Config/models/likeness.space`.
package struct MeaningSpace: Sendable, Equatable {
    /// The mean of all texts.
    let mean: [Float]
    /// The directions in which the languages differ, each of length 1 and at right angles to the others.
    let languages: [[Float]]

    /// How many numbers a vector has.
    package var dimension: Int { mean.count }

    /// Finds mean and directions.
    /// - Parameter groups: vectors of texts, grouped by language; a group weighs the same, however large it is.
    package init(groups: [[[Float]]]) {
        let means = groups.filter { !$0.isEmpty }.map(Self.mean)
        let centre = means.isEmpty ? [] : Self.mean(means)
        var directions: [[Float]] = []
        for mean in means {
            let rest = Self.without(directions, zip(mean, centre).map { $0 - $1 })
            // The differences add up to nothing, so that the last one is made of the others.
            if Self.length(rest) > 1e-3 { directions.append(Self.unit(Self.without(directions, rest))) }
        }
        self.mean = centre
        languages = directions
    }

    /// The direction of a text: of length 1, without mean and language.
    /// - Returns: nil for a vector of another dimension, or one that holds nothing else.
    package func direction(of vector: [Float]) -> [Float]? {
        guard vector.count == dimension else { return nil }
        let rest = Self.without(languages, zip(vector, mean).map { $0 - $1 })
        return Self.length(rest) > 1e-6 ? Self.unit(rest) : nil
    }

    private static func mean(_ vectors: [[Float]]) -> [Float] {
        var sum = Array(repeating: Float(0), count: vectors.first?.count ?? 0)
        for vector in vectors { for place in sum.indices { sum[place] += vector[place] } }
        return sum.map { $0 / Float(vectors.count) }
    }

    private static func without(_ directions: [[Float]], _ vector: [Float]) -> [Float] {
        directions.reduce(vector) { rest, direction in
            let share = product(rest, direction)
            return zip(rest, direction).map { $0 - share * $1 }
        }
    }

    private static func product(_ left: [Float], _ right: [Float]) -> Float {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private static func length(_ vector: [Float]) -> Float { product(vector, vector).squareRoot() }

    private static func unit(_ vector: [Float]) -> [Float] {
        let length = length(vector)
        return vector.map { $0 / length }
    }
}

extension MeaningSpace {
    /// The space as a file: a line with the format, then one line of numbers for the mean and for each direction.
    package var text: String {
        let lines = ([mean] + languages).map { $0.map { "\($0)" }.joined(separator: " ") }
        return ([Self.head] + lines).joined(separator: "\n") + "\n"
    }

    /// Reads a file; nil where it is none.
    package init?(text: String) {
        let lines = text.split(separator: "\n")
        let rows = lines.dropFirst().map { $0.split(separator: " ").compactMap { Float(String($0)) } }
        guard lines.first.map(String.init) == Self.head, let mean = rows.first, !mean.isEmpty,
            rows.allSatisfy({ $0.count == mean.count && $0.allSatisfy(\.isFinite) })
        else { return nil }
        self.mean = mean
        languages = Array(rows.dropFirst())
    }

    private static let head = "likeness space 1"
}
