package import Domain
package import Foundation
import GRDB

/// What became of a space that was handed over.
package enum SpaceRecordFate: String, Codable, Hashable, Sendable {
    /// It was not in the register.
    case added
    /// It was, with other words.
    case changed
    /// Nothing was to do.
    case known
    /// Its consent was withdrawn here, and the record knows nothing of that.
    case withdrawn
}

extension Store {
    /// Takes records of another register in, in one transaction; repeating it changes nothing.
    ///
    /// What a record says replaces what is noted here. Visits are added to those that are there. A withdrawal of
    /// consent is never taken back by a record that knows nothing of it: only a consent that is later than it counts.
    /// - Parameter changes: makes the entry that is to be noted out of the one that is there, one for each record.
    /// - Returns: what became of each, in their order.
    package func take(
        _ changes: [SpaceRecordChange],
        now: Date
    ) async throws -> [SpaceRecordFate] {
        try await write { db in try changes.map { try SpaceRecords.take($0, now: now, db) } }
    }
}

/// A record on its way into the register.
package struct SpaceRecordChange: Sendable {
    /// The space.
    package var reference: SpaceReference
    /// Visits that are added where they are not noted yet.
    package var visits: [SpaceVisit]
    /// Changes name, link and entry; what a table has no column for stays.
    package var apply: @Sendable (inout SpaceReference, inout SpaceEntry) -> Void

    package init(
        reference: SpaceReference,
        visits: [SpaceVisit],
        apply: @escaping @Sendable (inout SpaceReference, inout SpaceEntry) -> Void
    ) {
        self.reference = reference
        self.visits = visits
        self.apply = apply
    }
}

/// Takes records in within one transaction.
enum SpaceRecords {
    static func take(_ change: SpaceRecordChange, now: Date, _ db: Database) throws -> SpaceRecordFate {
        let known = try Spaces.id(change.reference.platform, change.reference.externalID, db)
        let id = try known ?? Spaces.findOrAdd(change.reference, now: now, db)
        let before = try Spaces.existing(id, .register, db)
        var (reference, entry) = (before.reference, before.entry)
        change.apply(&reference, &entry)
        if let withdrawnAt = before.entry.consentWithdrawnAt, entry.consentWithdrawnAt == nil {
            guard let consentAt = entry.consentAt, consentAt > withdrawnAt else { return .withdrawn }
        }
        try Spaces.write(entry, name: reference.name, link: reference.link, of: id, db)
        let there = Set(try SpaceVisits.all(of: id, db))
        let new = change.visits.filter { !there.contains($0) }
        for visit in new { try SpaceVisits.insert(visit, of: id, db) }
        if known == nil { return .added }
        let isSame = new.isEmpty && reference == before.reference && entry == before.entry
        return isSame ? .known : .changed
    }
}
