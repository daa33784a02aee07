package import Domain

/// An answer made ready for posting by hand.
package struct AnswerPackage: Codable, Hashable, Sendable {
    /// The words to post.
    package var text: String
    /// Their length as the platforms count it: UTF-16 units, the strictest of their ways.
    package var characters: Int
    /// The longest text that the platform takes there.
    package var limit: Int
    /// Which wording it was made from.
    package var template: TemplateUse
    /// Whether the short wording had to be used.
    package var isShort: Bool
    /// Whether the wording was never reviewed and may only be shown, not posted.
    package var isDemonstration: Bool
    /// Where to post it; nil where the post has no address.
    package var permalink: String?

    /// Fills in the wording that fits: the full one, else the short one.
    ///
    /// Nothing is ever cut.
    /// - Throws: `OperatorError` where not even the short wording fits, or a variable is wrong.
    package init(
        _ template: Template,
        in language: Language,
        values: [String: String],
        footer: String,
        limit: Int,
        permalink: String?,
        isDemonstration: Bool
    ) throws {
        guard let variant = template.variant(in: language) else {
            throw OperatorError(
                "The template '\(template.key)' has no variant in \(language.rawValue).",
                remedy: "Choose another language or template: 'streetwork template list'."
            )
        }
        func filled(_ words: String, separator: String) throws -> String {
            do throws(TemplateTextFault) {
                let text = try TemplateText(words).filled(values)
                return footer.isEmpty ? text : text + separator + (try TemplateText(footer).filled(values))
            } catch {
                throw OperatorError(
                    "The template '\(template.key)' in \(language.rawValue) cannot be filled: \(error.reason).",
                    remedy: "Correct the file Config/templates/\(template.key).yaml."
                )
            }
        }
        let full = try filled(variant.text, separator: "\n\n")
        let short = try filled(variant.short, separator: " ")
        isShort = full.utf16.count > limit
        text = isShort ? short : full
        characters = text.utf16.count
        guard characters <= limit else {
            throw OperatorError(
                "Even the short wording of '\(template.key)' in \(language.rawValue) has \(characters) characters; "
                    + "\(limit) are allowed there.",
                remedy: "Shorten the wording, the footer or the link of your channel."
            )
        }
        self.template = TemplateUse(key: template.key, language: language, version: variant.version)
        self.limit = limit
        self.permalink = permalink
        self.isDemonstration = isDemonstration
    }
}
