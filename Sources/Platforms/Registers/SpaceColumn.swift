package import Domain
import Foundation

/// A column of the register of spaces; its name is that of the field.
package enum SpaceColumn: String, CaseIterable, Sendable {
    case platform, externalID, name, link, language, region, members, membersAt, visibility, legalBasis
    case consentBy, consentAt, consentScope, consentWithdrawnAt, consentWithdrawnBy, rules, linksAllowed, keeper
    case nextVisitAt, visits

    /// The cell of a record; empty where nothing is noted.
    func cell(_ record: SpaceRecord) -> String {
        let (space, entry) = (record.reference, record.entry)
        switch self {
        case .platform: return space.platform.rawValue
        case .externalID: return space.externalID
        case .name: return space.name ?? ""
        case .link: return space.link ?? ""
        case .language: return entry.language?.rawValue ?? ""
        case .region: return entry.region ?? ""
        case .members: return entry.members.map(String.init) ?? ""
        case .membersAt: return Self.text(entry.membersAt)
        case .visibility: return entry.visibility?.rawValue ?? ""
        case .legalBasis: return entry.legalBasis ?? ""
        case .consentBy: return entry.consentBy ?? ""
        case .consentAt: return Self.text(entry.consentAt)
        case .consentScope: return entry.consentScope ?? ""
        case .consentWithdrawnAt: return Self.text(entry.consentWithdrawnAt)
        case .consentWithdrawnBy: return entry.consentWithdrawnBy ?? ""
        case .rules: return entry.rules ?? ""
        case .linksAllowed: return entry.linksAllowed.map { $0 ? "yes" : "no" } ?? ""
        case .keeper: return entry.keeper ?? ""
        case .nextVisitAt: return Self.text(entry.nextVisitAt)
        case .visits: return record.visits.map(Self.text).joined(separator: " ")
        }
    }

    /// Reads a cell that is not empty.
    func set(_ cell: String, _ record: inout SpaceRecord) throws(CellFault) {
        switch self {
        case .platform, .externalID: break
        case .name: record.reference.name = cell
        case .link: record.reference.link = cell
        case .language: record.entry.language = Language(rawValue: cell)
        case .region: record.entry.region = cell
        case .members: record.entry.members = try Self.read(Int(cell), "members must be a whole number")
        case .membersAt: record.entry.membersAt = try time(cell)
        case .visibility:
            record.entry.visibility = try Self.read(
                SpaceVisibility(rawValue: cell),
                "visibility must be \(SpaceVisibility.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        case .legalBasis: record.entry.legalBasis = cell
        case .consentBy: record.entry.consentBy = cell
        case .consentAt: record.entry.consentAt = try time(cell)
        case .consentScope: record.entry.consentScope = cell
        case .consentWithdrawnAt: record.entry.consentWithdrawnAt = try time(cell)
        case .consentWithdrawnBy: record.entry.consentWithdrawnBy = cell
        case .rules: record.entry.rules = cell
        case .linksAllowed:
            record.entry.linksAllowed = try Self.read(
                ["yes": true, "no": false][cell],
                "linksAllowed must be yes or no"
            )
        case .keeper: record.entry.keeper = cell
        case .nextVisitAt: record.entry.nextVisitAt = try time(cell)
        case .visits: record.visits = try Self.visits(cell)
        }
    }

    /// Copies the field of this column from one record to a space and its entry.
    package func copy(_ record: SpaceRecord, to space: inout SpaceReference, _ entry: inout SpaceEntry) {
        let other = record.entry
        switch self {
        case .platform, .externalID, .visits: break
        case .name: space.name = record.reference.name
        case .link: space.link = record.reference.link
        case .language: entry.language = other.language
        case .region: entry.region = other.region
        case .members: entry.members = other.members
        case .membersAt: entry.membersAt = other.membersAt
        case .visibility: entry.visibility = other.visibility
        case .legalBasis: entry.legalBasis = other.legalBasis
        case .consentBy: entry.consentBy = other.consentBy
        case .consentAt: entry.consentAt = other.consentAt
        case .consentScope: entry.consentScope = other.consentScope
        case .consentWithdrawnAt: entry.consentWithdrawnAt = other.consentWithdrawnAt
        case .consentWithdrawnBy: entry.consentWithdrawnBy = other.consentWithdrawnBy
        case .rules: entry.rules = other.rules
        case .linksAllowed: entry.linksAllowed = other.linksAllowed
        case .keeper: entry.keeper = other.keeper
        case .nextVisitAt: entry.nextVisitAt = other.nextVisitAt
        }
    }

    private func time(_ cell: String) throws(CellFault) -> Date {
        try Self.read(ExportTime.moment(cell), "\(rawValue) must be a time such as 2026-11-20T12:00:00Z, or a day")
    }

    private static func read<T>(_ value: T?, _ reason: String) throws(CellFault) -> T {
        guard let value else { throw CellFault(reason) }
        return value
    }

    private static func text(_ time: Date?) -> String { time?.formatted(.iso8601) ?? "" }

    /// `2026-11-20T12:00:00Z/ana/3`: when, who, how many relevant posts.
    private static func text(_ visit: SpaceVisit) -> String {
        "\(text(visit.visitedAt))/\(visit.user)/\(visit.relevant)"
    }

    private static func visits(_ cell: String) throws(CellFault) -> [SpaceVisit] {
        var visits: [SpaceVisit] = []
        for part in cell.split(separator: " ") {
            let fields = part.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 3, let time = ExportTime.moment(fields[0]), UserName.isFine(fields[1]),
                let relevant = Int(fields[2]), (0...100_000).contains(relevant)
            else { throw CellFault("visits must be like 2026-11-20T12:00:00Z/ana/3, with spaces between them") }
            visits.append(SpaceVisit(visitedAt: time, user: fields[1], relevant: relevant))
        }
        return visits
    }
}
