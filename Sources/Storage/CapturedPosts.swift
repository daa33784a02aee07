package import Domain
import GRDB

extension Store {
    /// The enquiries that posts stand in, each once, in the order of the posts.
    /// - Parameter posts: the platform's ids of posts of one space.
    package func enquiries(
        ofPosts posts: [String],
        in space: Int64
    ) async throws -> [(id: Int64, state: EnquiryState, urgency: Urgency, kind: Kind, language: Language)] {
        try await read { db in
            var seen: Set<Int64> = []
            return try posts.compactMap { post in
                let request = SQLRequest<Row>(
                    literal: """
                        SELECT enquiry.id, state, urgency, kind, language FROM post
                            JOIN enquiryPost ON postID = post.id JOIN enquiry ON enquiry.id = enquiryID
                        WHERE spaceID = \(space) AND post.externalID = \(post)
                        """
                )
                guard let row = try request.fetchOne(db), seen.insert(row["id"]).inserted else { return nil }
                return (
                    id: row["id"], state: try Queue.known(row["state"]), urgency: try Queue.known(row["urgency"]),
                    kind: try Queue.known(row["kind"]), language: Language(rawValue: row["language"])
                )
            }
        }
    }
}
