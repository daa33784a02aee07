package import Domain

/// One vetted answer with its language variants, as a file in `Config/templates` holds it.
package struct Template: Codable, Hashable, Sendable {
    /// The name of the answer in every language, such as `eviction-notice`; also the name of its file.
    package var key: String
    /// What it answers.
    package var topics: [TopicID]
    /// Whom it is for, for counsellors.
    package var audience: String
    /// The law that it stands on.
    package var legalBasis: [LegalBasis]
    /// What whoever uses the file must know.
    package var note: String?
    /// The wording in each language.
    package var variants: [String: TemplateVariant]

    /// The wording in a language; nil where there is none.
    package func variant(in language: Language) -> TemplateVariant? { variants[language.rawValue] }

    /// The languages that it has a wording in, in alphabetical order.
    package var languages: [Language] { variants.keys.sorted().map(Language.init(rawValue:)) }
}

/// A section of law, or a source of an office or court, with the day on which it was last compared.
package struct LegalBasis: Codable, Hashable, Sendable {
    /// Law and section, such as `BGB § 573`.
    package var statute: String
    /// Where it can be read.
    package var source: String
    /// The day on which somebody last compared the wording with it, `YYYY-MM-DD`; `not yet` where nobody has.
    package var checked: String
}

/// The wording of an answer in one language.
package struct TemplateVariant: Codable, Hashable, Sendable {
    /// The number of the wording, from 1; grows with every change of words.
    package var version: Int
    /// How far it has come.
    package var state: TemplateState
    /// Who wrote it.
    package var author: String
    /// The day on which it was written, `YYYY-MM-DD`.
    package var written: String
    /// Who approved it and when; nil while it is not approved.
    package var approval: Approval?
    /// The last day on which it may be used, `YYYY-MM-DD`; nil where it has none.
    package var validUntil: String?
    /// The full wording, with variables in braces.
    package var text: String
    /// The wording for platforms with little room.
    package var short: String
}

/// An approval by a second person.
package struct Approval: Codable, Hashable, Sendable {
    /// Who approved it; must be another person than the author.
    package var reviewer: String
    /// The day, `YYYY-MM-DD`.
    package var on: String
}

/// How far a wording has come.
package enum TemplateState: String, Codable, Sendable, CaseIterable {
    case draft, approved, withdrawn
}
