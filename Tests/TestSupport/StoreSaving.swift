package import Domain
package import Foundation
package import Storage

extension Store {
    /// Saves posts as a demonstration does, where every space is open; for tests that are about something else.
    package func save(
        _ posts: [ClassifiedPost],
        ignored: [String: Int] = [:],
        rejected: [KeptRow] = [],
        run: Int64? = nil,
        rules: IntakeRules = .demonstration,
        now: Date
    ) async throws -> Tally {
        let batch = ClassifiedBatch(posts: posts, ignored: ignored, rejected: rejected)
        return try await save(batch, run: run, rules: rules, now: now).tally
    }
}
