/// Tells the copies of one text among others; what is slow is done once, and only where it is needed.
package struct CopyCheck: Sendable {
    private let text: String
    private let numbers: TextNumbers
    private var words: PlainWords?

    package init(_ text: String) {
        self.text = text
        numbers = TextNumbers(text)
    }

    /// Whether one text is a copy of the other, as `PlainWords` says.
    package mutating func has(_ other: String) -> Bool {
        guard numbers.mayBeCopy(of: TextNumbers(other)) else { return false }
        let known = words ?? PlainWords(text)
        words = known
        return known.isCopy(of: PlainWords(other))
    }
}

/// The numbers in a text: a quick look at them spares the slow one at its words.
package struct TextNumbers: Hashable, Sendable {
    /// The digits with a space before each number.
    private let digits: [UInt8]

    /// Linear in the length of the text.
    package init(_ text: String) {
        var digits: [UInt8] = []
        var isInside = false
        for byte in text.utf8 {
            let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
            if isDigit {
                if !isInside { digits.append(UInt8(ascii: " ")) }
                digits.append(byte)
            }
            isInside = isDigit
        }
        self.digits = digits
    }

    /// Whether one text may be a copy of the other, by their numbers alone.
    package func mayBeCopy(of other: TextNumbers) -> Bool {
        let (longer, shorter) = digits.count >= other.digits.count ? (digits, other.digits) : (other.digits, digits)
        return (0...(longer.count - shorter.count)).contains { start in
            longer[start..<start + shorter.count].elementsEqual(shorter)
        }
    }
}
