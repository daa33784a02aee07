/// The name by which the program knows whoever uses it.
package enum UserName {
    /// Whether a text can be one: 1...64 letters, digits, `.`, `_`, `-`.
    package static func isFine(_ text: String) -> Bool {
        (1...64).contains(text.count)
            && text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || $0.properties.numericType != nil || "._-".unicodeScalars.contains($0)
            }
    }
}
