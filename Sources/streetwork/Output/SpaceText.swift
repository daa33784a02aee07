import Domain
import Foundation
import Platforms

/// Writes spaces for a terminal.
struct SpaceText {
    let now: Date

    /// One line a space.
    func list(_ spaces: [RegisteredSpace]) -> String {
        spaces.map { space in
            var parts = ["\(space.id)", space.reference.platform.rawValue, Terminal.strong(name(space, 60))]
            if let language = space.entry.language { parts.append(language.rawValue) }
            if let members = space.entry.members { parts.append("\(members) members") }
            parts += ["\(space.posts) posts", space.intakeWords]
            if !space.isOpen, space.passedOver > 0 { parts.append("\(space.passedOver) passed over") }
            return parts.joined(separator: "  ") + due(space)
        }.joined(separator: "\n")
    }

    /// Everything about one space.
    func detail(_ space: RegisteredSpace) -> String {
        let entry = space.entry
        let rows: [(String, String?)] = [
            ("name", space.reference.name.map { Terminal.excerpt($0, 200) }), ("link", space.reference.link),
            ("language", entry.language?.rawValue), ("region", entry.region.map { Terminal.excerpt($0, 200) }),
            ("members", entry.members.map { "\($0)\(entry.membersAt.map { " on \(Self.day($0))" } ?? "")" }),
            ("visibility", entry.visibility?.rawValue),
            ("legal basis", entry.legalBasis.map { Terminal.excerpt($0, 300) }), ("consent", consent(entry)),
            ("rules", entry.rules.map { Terminal.excerpt($0, 300) }),
            ("links allowed", entry.linksAllowed.map { $0 ? "yes" : "no" }), ("keeper", entry.keeper),
            ("last visit", space.lastVisitAt.map(Self.day)), ("next visit", entry.nextVisitAt.map(Self.day)),
            ("yield", yield(space)), ("posts", "\(space.posts)"),
        ]
        let head = "\(space.id)  \(space.reference.platform.rawValue)  \(Terminal.safe(space.reference.externalID))"
        return
            ([Terminal.strong(head), space.intakeWords + due(space)] + waiting(space)
            + rows.map { "\($0): \($1 ?? "–")" }).joined(separator: "\n")
    }

    /// What a person has to do; empty where nothing is.
    private func waiting(_ space: RegisteredSpace) -> [String] {
        guard let closed = space.closed else { return [] }
        var lines: [String] = []
        if space.passedOver > 0 { lines.append("\(space.passedOver) posts were passed over so far") }
        if closed.isWithdrawn {
            lines.append(
                space.posts == 0 ? "all its posts are deleted" : "\(space.posts) posts are still to be deleted"
            )
        }
        return lines + [closed.remedy]
    }

    private func consent(_ entry: SpaceEntry) -> String? {
        if let withdrawn = entry.consentWithdrawnAt {
            let user = entry.consentWithdrawnBy.map { ", noted by \($0)" } ?? ""
            return "withdrawn on \(Self.day(withdrawn))\(user)"
        }
        guard let by = entry.consentBy else { return nil }
        let scope = entry.consentScope.map { ": \(Terminal.excerpt($0, 300))" } ?? ""
        return "\(Terminal.excerpt(by, 200))\(entry.consentAt.map { ", \(Self.day($0))" } ?? "")\(scope)"
    }

    private func yield(_ space: RegisteredSpace) -> String? {
        space.yield.map { yield in
            let tenths = Int((yield * 10).rounded())
            return "\(tenths / 10).\(tenths % 10) relevant posts a visit (\(space.relevant) in \(space.visits))"
        }
    }

    private func due(_ space: RegisteredSpace) -> String {
        guard let next = space.entry.nextVisitAt, next <= now else { return "" }
        return "  visit due since \(Self.day(next))"
    }

    private func name(_ space: RegisteredSpace, _ length: Int) -> String {
        Terminal.excerpt(space.reference.name ?? space.reference.externalID, length)
    }

    /// The day of a moment, in UTC as days are stored.
    static func day(_ moment: Date) -> String { String(moment.formatted(.iso8601).prefix(10)) }

    /// How many spaces a table holds.
    static func rows(in table: String) throws -> Int { try SpaceTable.read(Array(table.utf8)).rows.count }
}
