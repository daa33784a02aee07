import Classification
package import Domain
import Storage

/// Says which words decided in the deep tier, for every post of an enquiry.
///
/// Costs some 9 ms a word of the posts; nothing is stored.
package struct ExplainEnquiry: HouseOperation {
    package static let name = "queue/explain"
    /// The number of the enquiry.
    package var id: Int64

    package init(id: Int64) { self.id = id }

    package func perform(in house: House) async throws -> [PostExplanation] {
        let enquiry = try await house.store.enquiry(id, now: house.now())
        let classifier = try house.classifier()
        return enquiry.posts.compactMap { post in
            post.text.map { text in
                PostExplanation(
                    post: post.id,
                    text: text,
                    isDeep: classifier.hasDeepTier,
                    prediction: classifier.explained(text)
                )
            }
        }
    }
}

/// What decided about a post.
package struct PostExplanation: Codable, Sendable {
    /// The number of the post.
    package var post: Int64
    /// Its text.
    package var text: String
    /// Whether the words were found by leaving them out; without the deep tier they are those of the lexicons.
    package var isDeep: Bool
    /// What the classifier says of it today, with its reasons.
    package var prediction: Prediction
}
