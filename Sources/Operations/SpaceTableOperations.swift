import Domain
import Foundation
package import Platforms
import Storage

/// The register of spaces as a table.
package struct ExportSpaces: HouseOperation {
    package static let name = "space/export"

    package init() {}

    package func perform(in house: House) async throws -> String {
        SpaceTable.text(try await house.store.spaceRecords())
    }
}

/// Takes a table into the register of spaces.
///
/// What a column says replaces what is noted, also where its cell is empty; what has no column stays. Repeating it
/// changes nothing.
package struct ImportSpaces: HouseOperation {
    package static let name = "space/import"
    /// The table, as `ExportSpaces` writes it; columns may be missing and in any order.
    package var table: String

    package init(table: String) { self.table = table }

    package func perform(in house: House) async throws -> SpaceImportOutcome {
        let reading = try SpaceTable.read(Array(table.utf8))
        let columns = reading.columns
        let changes = reading.rows.map { row in
            let record = row.record
            return SpaceRecordChange(reference: record.reference, visits: record.visits) { space, entry in
                for column in columns { column.copy(record, to: &space, &entry) }
            }
        }
        let fates = try await house.store.take(changes, now: house.now())
        var outcome = SpaceImportOutcome(rows: reading.rows.count + reading.refused.count, refused: reading.refused)
        for (row, fate) in zip(reading.rows, fates) { outcome.count(fate, line: row.line) }
        outcome.refused.sort { $0.line < $1.line }
        return outcome
    }
}

/// What became of the rows of a table of spaces.
package struct SpaceImportOutcome: Codable, Hashable, Sendable {
    /// Rows without the header.
    package var rows: Int
    /// Spaces that were not in the register.
    package var new = 0
    /// Spaces that were, exactly so.
    package var known = 0
    /// Spaces that were, with something else noted.
    package var changed = 0
    /// Rows that were not taken, by their lines.
    package var refused: [SpaceTable.Refusal]

    init(rows: Int, refused: [SpaceTable.Refusal]) {
        self.rows = rows
        self.refused = refused
    }

    mutating func count(_ fate: SpaceRecordFate, line: Int) {
        switch fate {
        case .added: new += 1
        case .known: known += 1
        case .changed: changed += 1
        case .withdrawn:
            let reason = "its consent was withdrawn here; 'streetwork space consent' notes a new one"
            refused.append(SpaceTable.Refusal(line: line, reason: reason))
        }
    }
}
