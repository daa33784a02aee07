import Foundation

/// Slightly changed copies of posts, as people make them when they post elsewhere, for measuring how many are found.
///
/// The same seed makes the same copies.
package struct PostEdits {
    /// One way of changing a post.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        /// A slip of the pen in every forty letters.
        case slips
        /// No diacritics.
        case plainLetters
        /// A greeting before it.
        case greeting
        /// The last seventh of the words is missing.
        case cutEnd
        /// Emoji after it.
        case emoji
        /// Another town.
        case town
        /// One to three of these at once.
        case several
    }

    private let towns: [String]
    private var random: SeededRandom

    /// - Parameter towns: what a town is replaced by.
    package init(towns: [String], seed: UInt64) {
        self.towns = towns
        random = SeededRandom(state: seed)
    }

    /// The changed copy of a text; nil where the text has nothing to change in this way.
    /// - Parameters:
    ///   - places: the towns that it names.
    ///   - greeting: what people say first in its language.
    package mutating func copy(_ text: String, _ kind: Kind, places: [String], greeting: String) -> String? {
        let changed: String? =
            switch kind {
            case .slips: slipped(text)
            case .plainLetters: Self.plain(text)
            case .greeting: greeting + text
            case .cutEnd: Self.cut(text)
            case .emoji: text + " 🙏🙏"
            case .town: moved(text, places)
            case .several: several(text, places: places, greeting: greeting)
            }
        return changed == text ? nil : changed
    }

    private mutating func several(_ text: String, places: [String], greeting: String) -> String {
        var kinds = Kind.allCases.filter { $0 != .several }
        kinds.shuffle(using: &random)
        let count = 1 + random.below(3)
        return kinds.prefix(count).reduce(text) { changed, kind in
            copy(changed, kind, places: places, greeting: greeting) ?? changed
        }
    }

    private mutating func slipped(_ text: String) -> String {
        var letters = Array(text)
        for _ in 0..<max(1, letters.count / 40) {
            let place = random.below(max(1, letters.count))
            guard place < letters.count, letters[place].isLetter else { continue }
            switch random.below(3) {
            case 0: letters.remove(at: place)
            case 1: letters.insert(letters[place], at: place)
            case _ where place + 1 < letters.count: letters.swapAt(place, place + 1)
            case _: break
            }
        }
        return String(letters)
    }

    private mutating func moved(_ text: String, _ places: [String]) -> String? {
        guard let place = places.first(where: text.contains), !towns.isEmpty else { return nil }
        return text.replacing(place, with: towns[random.below(towns.count)])
    }

    private static func plain(_ text: String) -> String {
        let scalars = text.decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func cut(_ text: String) -> String {
        let words = text.split(separator: " ")
        return words.prefix(words.count - words.count / 7).joined(separator: " ")
    }
}
