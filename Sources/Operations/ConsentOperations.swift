package import Domain
package import Foundation
import Storage

/// Notes the consent of an admin; a withdrawal that was noted before is over.
package struct ConsentToSpace: HouseOperation {
    package static let name = "space/consent"
    /// The number of the space.
    package var id: Int64
    /// Which admin consented, by the name or role that you need to find the person again.
    package var by: String
    /// What the consent is for.
    package var scope: String
    /// When it was given; nil: now.
    package var date: Date?

    package init(id: Int64, by: String, scope: String, date: Date? = nil) {
        self.id = id
        self.by = by
        self.scope = scope
        self.date = date
    }

    package func perform(in house: House) async throws -> RegisteredSpace {
        var news = SpaceEntry()
        (news.consentBy, news.consentScope) = (by, scope)
        news.consentAt = date ?? house.now()
        news = news.trimmed
        try SpaceCheck.refuse(news)
        return try await house.store.change(space: id, under: house.settings.intakeRules) { [news] _, entry in
            (entry.consentBy, entry.consentScope, entry.consentAt) = (news.consentBy, news.consentScope, news.consentAt)
            (entry.consentWithdrawnAt, entry.consentWithdrawnBy) = (nil, nil)
        }
    }
}

/// Notes that a consent was withdrawn: intake stops at once, and the deletion of the space's posts begins.
///
/// A few thousand posts are deleted before this returns; the daemon deletes the others within the hour, or whoever
/// repeats this.
package struct WithdrawConsent: HouseOperation {
    package static let name = "space/withdraw"
    /// The number of the space.
    package var id: Int64
    /// The user name of whoever notes it.
    package var user: String

    package init(id: Int64, user: String) {
        self.id = id
        self.user = user
    }

    package func perform(in house: House) async throws -> WithdrawalOutcome {
        try house.check(user: user)
        let (now, user) = (house.now(), user)
        _ = try await house.store.change(space: id, under: house.settings.intakeRules) { _, entry in
            guard entry.consentWithdrawnAt == nil else { return }
            (entry.consentWithdrawnAt, entry.consentWithdrawnBy) = (now, user)
        }
        var outcome = WithdrawalOutcome(space: try await house.space(id), deleted: 0)
        for _ in 0..<Self.mostBatches {
            let sweep = try await house.store.sweepWithdrawn(limit: 500, now: now)
            outcome.deleted += sweep.deleted
            if sweep.isDone { break }
        }
        // Where a reader is at work the daemon empties it within the hour.
        if outcome.deleted > 0 { _ = try await house.store.emptyJournal() }
        outcome.space = try await house.space(id)
        return outcome
    }

    private static let mostBatches = 10
}

/// What became of a withdrawal.
package struct WithdrawalOutcome: Codable, Hashable, Sendable {
    /// The space; its `posts` are those that are still to be deleted.
    package var space: RegisteredSpace
    /// Posts that were deleted already.
    package var deleted: Int
}
