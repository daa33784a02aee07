/// A language by its ISO 639-1 code in lower case, such as `bg`; `und` where it could not be told.
///
/// An open set: a language is added by a lexicon file, without a change of code.
package struct Language: RawRepresentable, Hashable, Codable, Sendable, Comparable, ExpressibleByStringLiteral {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { self.rawValue = value }

    /// No language could be told with enough confidence.
    package static let undetermined = Language(rawValue: "und")

    package static func < (left: Language, right: Language) -> Bool { left.rawValue < right.rawValue }
}

/// The id of a topic as `Config/topics.tsv` lists it, such as `housing`.
///
/// An open set: a topic is added by a row in that file. Ids are never reused.
package struct TopicID: RawRepresentable, Hashable, Codable, Sendable, Comparable, ExpressibleByStringLiteral {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { self.rawValue = value }

    package static func < (left: TopicID, right: TopicID) -> Bool { left.rawValue < right.rawValue }
}
