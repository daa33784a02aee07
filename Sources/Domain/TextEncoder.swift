/// Turns a text into a vector whose direction is its meaning, and into what it knows of each piece of the text.
///
/// Absent is a normal state.
package protocol TextEncoder: Sendable {
    /// How many numbers a vector has.
    var dimension: Int { get }
    /// What is known of a text; nil where it cannot be made.
    ///
    /// - Parameter layers: the layers whose states are wanted, from 1, rising; none for the vector alone.
    func reading(of text: String, layers: [Int]) -> TextReading?
}

extension TextEncoder {
    /// The vector of a text, of length 1; nil where it cannot be made.
    package func vector(of text: String) -> [Float]? { reading(of: text, layers: [])?.vector }
}

/// What an encoder knows of a text.
package struct TextReading: Sendable {
    /// The meaning of the whole text, of length 1.
    package var vector: [Float]
    /// For each piece of the text the rows of the chosen layers, one after the other; each number is the upper half of a
    /// 32-bit float.
    package var states: [UInt16]
    /// How many pieces there are in `states`.
    package var pieces: Int

    package init(vector: [Float], states: [UInt16], pieces: Int) {
        self.vector = vector
        self.states = states
        self.pieces = pieces
    }
}
