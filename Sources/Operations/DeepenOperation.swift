import Classification
import Domain
import Foundation
import Intake
import Storage

/// Lets the deep tier look at some posts of its backlog.
package struct Deepen: HouseOperation {
    package static let name = "deepen"
    /// At most so many.
    package var limit: Int

    package init(limit: Int) { self.limit = limit }

    package func perform(in house: House) async throws -> DeepenedPosts {
        let done = try await house.intake().deepen(limit: limit)
        return DeepenedPosts(
            done: done,
            left: try await house.store.deepBacklogCount(),
            hasDeepTier: try house.classifier().hasDeepTier
        )
    }
}

/// How far the deep tier has come.
package struct DeepenedPosts: Codable, Sendable {
    /// Posts looked at just now.
    package var done: Int
    /// Posts that still wait.
    package var left: Int
    /// Whether there is a deep tier.
    package var hasDeepTier: Bool
}
