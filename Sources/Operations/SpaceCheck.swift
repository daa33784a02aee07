import Domain
import Foundation

/// Refuses what cannot stand in the register of spaces.
enum SpaceCheck {
    static func refuse(_ entry: SpaceEntry) throws {
        let faults = entry.faults
        if !faults.isEmpty { throw error(faults) }
    }

    static func refuse(time: Date, _ name: String) throws {
        if !SpaceVisit.isMoment(time) { throw error(["\(name) must be a time between 1990 and 2100"]) }
    }

    static func error(_ faults: [String]) -> OperatorError {
        OperatorError(
            "The register cannot hold this: \(faults.joined(separator: "; ")).",
            remedy: "Docs/spaces.md says what each field takes."
        )
    }
}
