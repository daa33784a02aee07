package import Foundation

/// What was said to an enquiry, with the wording it used.
package struct Answer: Hashable, Codable, Sendable {
    /// The number of the answer.
    package var id: Int64
    /// The enquiry that it answers.
    package var enquiryID: Int64
    /// Who answered.
    package var user: String
    /// The template, the language and the version that were used.
    package var template: TemplateUse
    /// The words as they were published.
    package var text: String
    /// When it was published.
    package var sentAt: Date
    /// Where it stands.
    package var sentURL: String

    package init(
        id: Int64,
        enquiryID: Int64,
        user: String,
        template: TemplateUse,
        text: String,
        sentAt: Date,
        sentURL: String
    ) {
        self.id = id
        self.enquiryID = enquiryID
        self.user = user
        self.template = template
        self.text = text
        self.sentAt = sentAt
        self.sentURL = sentURL
    }
}

/// Which wording an answer used; what a recall looks for.
package struct TemplateUse: Hashable, Codable, Sendable {
    /// The key of the template.
    package var key: String
    /// The language of the variant.
    package var language: Language
    /// The number of the approved wording.
    package var version: Int

    package init(key: String, language: Language, version: Int) {
        self.key = key
        self.language = language
        self.version = version
    }
}
