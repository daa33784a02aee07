import Foundation

/// The words of a text without case, diacritics, punctuation and emoji, for telling a slightly changed copy from a text
/// that only sounds alike.
package struct PlainWords: Hashable, Sendable {
    /// The words in order, each as its Unicode scalars.
    private let words: [[UInt32]]

    /// Linear in the length of the text.
    package init(_ text: String) {
        var words: [[UInt32]] = [[]]
        for scalar in text.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars {
            switch Self.role(of: scalar) {
            case .letter: words[words.count - 1].append(scalar.value)
            case .gap where words.last?.isEmpty == false: words.append([])
            case .gap, .mark: break
            }
        }
        self.words = words.filter { !$0.isEmpty }
    }

    /// Whether one text is a copy of the other, whoever posted it: the same words in the same order but for slips of the
    /// pen, some words before them, and a missing end.
    ///
    /// Another word, number or town in the middle makes another text, and so does anything in texts of fewer than eight
    /// words: two people in need may write alike, and neither may be overlooked. Symmetric.
    package func isCopy(of other: PlainWords) -> Bool {
        guard min(words.count, other.words.count) >= Self.fewestWords else { return false }
        return (0...Self.mostWordsBefore).contains { skipped in
            Self.agree(words[...].dropFirst(skipped), other.words[...])
                || (skipped > 0 && Self.agree(words[...], other.words[...].dropFirst(skipped)))
        }
    }

    /// Walks through both texts word by word until one of them ends.
    private static func agree(_ left: ArraySlice<[UInt32]>, _ right: ArraySlice<[UInt32]>) -> Bool {
        var (left, right) = (left, right)
        let longest = max(left.count, right.count)
        var (equal, slips) = (0, 0)
        while let one = left.first, let other = right.first {
            if one == other {
                equal += 1
            } else if isSlip(one, other) {
                slips += 1
            } else if let space = movedSpace(left, right) {
                slips += 1
                (left, right) = (left.dropFirst(space.left - 1), right.dropFirst(space.right - 1))
            } else if isLone(one) != isLone(other) {
                // A letter that stands alone, such as a conjunction, is easily lost.
                slips += 1
                if isLone(one) { left = left.dropFirst() } else { right = right.dropFirst() }
                continue
            } else {
                return false
            }
            (left, right) = (left.dropFirst(), right.dropFirst())
        }
        return equal + slips >= fewestWords && slips * 2 <= equal && (left.count + right.count) * 10 <= longest * 3
    }

    /// Whether two words differ as by a slip of the pen: no numbers, with the same first letter, because the beginning
    /// of a word often denies it; in short words no letter for another, because that is often another word.
    private static func isSlip(_ one: [UInt32], _ other: [UInt32]) -> Bool {
        let shorter = min(one.count, other.count)
        let isExchanged = shorter >= 2 && one[0] == other[1] && one[1] == other[0]
        guard shorter >= 3, one.first == other.first || isExchanged, !hasNumber(one), !hasNumber(other) else {
            return false
        }
        let distance = SlipDistance(replacement: shorter >= 5 ? 1 : 9)
        return distance.between(one, other, atMost: shorter >= 8 ? 2 : 1)
    }

    /// How many words of each text hold the same letters with the space elsewhere, or without one; nil where the next
    /// ones do not.
    private static func movedSpace(_ left: ArraySlice<[UInt32]>, _ right: ArraySlice<[UInt32]>) -> (
        left: Int, right: Int
    )? {
        [(2, 1), (1, 2), (2, 2)].first { count in
            left.count >= count.0 && right.count >= count.1
                && left.prefix(count.0).joined().elementsEqual(right.prefix(count.1).joined())
        }
    }

    /// What a character is to a word.
    private enum Role { case letter, mark, gap }

    private static func role(of scalar: Unicode.Scalar) -> Role {
        // Looking properties up is slow, and most characters are ASCII.
        if scalar.isASCII {
            let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= UInt8(scalar.value)
            return isLetter || UInt8(ascii: "0")...UInt8(ascii: "9") ~= UInt8(scalar.value) ? .letter : .gap
        }
        let properties = scalar.properties
        if properties.isAlphabetic || properties.numericType != nil { return .letter }
        return properties.generalCategory == .nonspacingMark ? .mark : .gap
    }

    private static func isLone(_ word: [UInt32]) -> Bool { word.count == 1 && !hasNumber(word) }

    private static func hasNumber(_ word: [UInt32]) -> Bool {
        word.contains { Unicode.Scalar($0)?.properties.numericType != nil }
    }

    private static let fewestWords = 8
    private static let mostWordsBefore = 4
}

/// How many letters must be added, left out, changed or exchanged with their neighbour to make one word of another.
///
/// Optimal string alignment (Damerau 1964).
struct SlipDistance {
    /// What one letter for another counts.
    let replacement: Int

    func between(_ one: [UInt32], _ other: [UInt32], atMost limit: Int) -> Bool {
        guard abs(one.count - other.count) <= limit else { return false }
        var before: [Int] = []
        var last = Array(0...other.count)
        for row in 1...max(1, one.count) where row <= one.count {
            var current = [row]
            for column in 1...max(1, other.count) where column <= other.count {
                let isEqual = one[row - 1] == other[column - 1]
                var best = min(
                    last[column] + 1,
                    current[column - 1] + 1,
                    last[column - 1] + (isEqual ? 0 : replacement)
                )
                let isExchange =
                    row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1]
                if isExchange { best = min(best, before[column - 2] + 1) }
                current.append(best)
            }
            (before, last) = (last, current)
        }
        return (last.last ?? 0) <= limit
    }
}
