/// What a linear model sees of a post: places with values, all others zero.
package struct FeatureVector: Sendable {
    /// Places, in no order; a place may come twice, then its values add up.
    package var places: [Int32] = []
    /// The value at each place.
    package var values: [Float] = []

    package init() {}

    /// Adds a value at a place.
    package mutating func add(_ place: Int, _ value: Float) {
        places.append(Int32(place))
        values.append(value)
    }

    /// No features yet, with room for so many.
    init(capacity: Int) {
        places.reserveCapacity(capacity)
        values.reserveCapacity(capacity)
    }

    /// Gives all places from a number on the same value.
    mutating func fill(from first: Int, _ value: Float) {
        for index in first..<values.count { values[index] = value }
    }
}
