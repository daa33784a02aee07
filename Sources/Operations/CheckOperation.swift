import Classification
import Domain
import Foundation
import Storage

/// Looks whether everything is in order.
package struct CheckHouse: HouseOperation {
    package static let name = "check"

    package init() {}

    package func perform(in house: House) async throws -> [Finding] {
        var findings: [Finding] = []
        let faults = try await house.store.faults()
        findings.append(
            Finding(
                subject: "database",
                isFine: faults.isEmpty,
                words: faults.isEmpty ? "is sound" : faults.joined(separator: "; ")
            )
        )
        do {
            let classifier = try house.classifier()
            let languages = classifier.languages.map(\.rawValue).joined(separator: " ")
            findings.append(Finding(subject: "classifier", isFine: true, words: "\(classifier.model) for \(languages)"))
            let backlog = try await house.store.deepBacklogCount()
            findings.append(
                Finding(
                    subject: "deep tier",
                    isFine: true,
                    words: classifier.hasDeepTier
                        ? "is there; \(backlog) posts wait for it"
                        : "is not there, the fast tier works alone; scripts/fetch-models adds it"
                )
            )
        } catch let error as OperatorError {
            findings.append(Finding(subject: "classifier", isFine: false, words: error.what))
        }
        let usable = try await ListTemplates().perform(in: house).flatMap(\.variants).filter { $0.blocked == nil }
        findings.append(
            Finding(
                subject: "templates",
                isFine: !usable.isEmpty,
                words: usable.isEmpty
                    ? "none may be used: have them reviewed and approved (Docs/templates.md)"
                    : "\(usable.count) wordings may be used"
                        + (house.settings.isDemonstration ? ", as a demonstration only" : "")
            )
        )
        return findings
    }
}

/// One thing that was looked at.
package struct Finding: Codable, Hashable, Sendable {
    /// What was looked at.
    package var subject: String
    /// Whether it is in order.
    package var isFine: Bool
    /// What was found.
    package var words: String
}
