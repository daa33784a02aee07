/// Turns a text into a vector whose direction is its meaning.
///
/// Absent is a normal state.
package protocol TextEncoder: Sendable {
    /// How many numbers a vector has.
    var dimension: Int { get }
    /// The vector of a text, of length 1; nil where it cannot be made.
    func vector(of text: String) -> [Float]?
}
