import Domain
package import Storage

/// What is like an enquiry or a text by its meaning, in any language.
///
/// False claims would stand here too, as a list of their own; there is no register of them yet.
package struct LikeList: Codable, Hashable, Sendable {
    /// Enquiries that were answered, the most alike first.
    package var answered: [LikeEnquiry] = []
    /// Enquiries that wait, the most alike first.
    package var open: [LikeEnquiry] = []
    /// Templates, the most alike first.
    package var templates: [LikeTemplate] = []
}

/// A template whose words are like a text.
package struct LikeTemplate: Codable, Hashable, Sendable {
    /// The key of the template.
    package var key: String
    /// How alike, up to 1.
    package var likeness: Double
}

/// Finds what is like a text.
package struct FindLike: HouseOperation {
    package static let name = "like"
    /// The text.
    package var text: String

    package init(text: String) { self.text = text }

    package func perform(in house: House) async throws -> LikeList {
        guard let found = try await house.likeness?.like(text: text) else {
            throw OperatorError(
                "Texts cannot be compared by meaning: there is no sentence encoder.",
                remedy: "Fetch it with scripts/fetch-models."
            )
        }
        return found
    }
}
