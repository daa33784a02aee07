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
        var done = try await house.intake().deepen(limit: limit)
        var left = try await house.store.deepBacklogCount()
        if left == 0, done < limit {
            try await house.prepareLikeness()
            done += try await house.intake().deepen(limit: limit - done)
            left = try await house.store.deepBacklogCount()
        }
        return DeepenedPosts(
            done: done,
            left: left,
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
