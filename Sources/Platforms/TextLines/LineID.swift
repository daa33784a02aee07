/// The id of a line: whatever came, a text or a number.
package enum LineID: Decodable, Hashable, Sendable {
    /// A text.
    case text(String)
    /// A whole number.
    case number(Int)
    /// Any other number.
    case fraction(Double)
    /// None, or null.
    case none

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .none
        } else if let text = try? container.decode(String.self) {  // not a text: tried as a number next
            self = .text(text)
        } else if let number = try? container.decode(Int.self) {  // not whole: tried as a fraction next
            self = .number(number)
        } else {
            self = .fraction(try container.decode(Double.self))
        }
    }
}
