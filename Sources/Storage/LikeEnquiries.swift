package import Domain
import GRDB

/// An enquiry that is like another, in short.
package struct LikeEnquiry: Codable, Hashable, Sendable {
    /// The number of the enquiry.
    package var id: Int64
    /// What has become of it.
    package var state: EnquiryState
    /// Its main language.
    package var language: Language
    /// How alike it is, up to 1.
    package var likeness: Double
    /// The words of the post that is like it; nil after they were deleted.
    package var text: String?
    /// What it was answered with, the latest; nil where it was not.
    package var template: TemplateUse?
}

extension Store {
    /// The enquiries of some posts.
    /// - Parameter posts: each with its likeness, the most alike first.
    /// - Returns: each enquiry once, in the same order; dismissed ones are left out.
    package func enquiries(ofPosts posts: [(id: Int64, likeness: Double)]) async throws -> [LikeEnquiry] {
        try await read { db in
            var found: Set<Int64> = []
            return try posts.compactMap { post in
                guard let enquiry = try LikeEnquiries.enquiry(ofPost: post.id, likeness: post.likeness, db),
                    enquiry.state != .dismissed, found.insert(enquiry.id).inserted
                else { return nil }
                return enquiry
            }
        }
    }
}

/// The statements on enquiries that are like another.
enum LikeEnquiries {
    static func enquiry(ofPost post: Int64, likeness: Double, _ db: Database) throws -> LikeEnquiry? {
        let request = SQLRequest<Row>(
            literal: """
                SELECT enquiry.id, state, language, text FROM enquiryPost
                    JOIN enquiry ON enquiry.id = enquiryID JOIN post ON post.id = postID
                WHERE postID = \(post)
                """
        )
        guard let row = try request.fetchOne(db) else { return nil }
        return LikeEnquiry(
            id: row["id"],
            state: try Queue.known(row["state"]),
            language: Language(rawValue: row["language"]),
            likeness: likeness,
            text: row["text"],
            template: try Answers.all(to: row["id"], db).last?.template
        )
    }
}
