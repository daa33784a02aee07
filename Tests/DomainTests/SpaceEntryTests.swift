import Domain
import Foundation
import TestSupport
import Testing

struct SpaceEntryTests {
    @Test(arguments: try Openness.all)
    func `a space is open once everything that its visibility asks for is noted`(_ row: Openness) {
        #expect(row.entry.missing(under: .register) == row.missing)
        #expect(row.entry.missing(under: .demonstration) == (row.entry.isWithdrawn ? ["consent"] : []))
    }

    @Test func `a moved space keeps what it has, and never mixes halves of two consents`() {
        var old = Openness.entry("visibility legalBasis rules keeper consentBy consentAt withdrawn")
        old.members = 10
        var new = SpaceEntry()
        new.keeper = "bo"
        new.consentBy = "another admin"

        let merged = new.completed(by: old)
        let copied = SpaceEntry().completed(by: old)

        #expect(merged.keeper == "bo" && merged.members == 10 && merged.rules == old.rules)
        #expect(merged.consentBy == "another admin" && merged.consentAt == nil && !merged.isWithdrawn)
        #expect(copied == old)
    }

    @Test func `a closed space names the commands that open it`() {
        let space = SpaceReference(platform: .facebook, externalID: "1")
        let halfway = ClosedSpace(id: 7, reference: space, missing: ["keeper"], isWithdrawn: false, posts: 1)
        let withdrawn = ClosedSpace(id: 7, reference: space, missing: ["consent"], isWithdrawn: true, posts: 1)

        #expect(halfway.words == "closed: keeper missing")
        #expect(halfway.remedy == "'streetwork space set 7 --keeper USER' opens it.")
        #expect(withdrawn.words == "closed: consent withdrawn")
        #expect(withdrawn.remedy.contains("space consent 7"))
    }

    @Test func `what the register cannot hold is named by its field`() {
        var entry = Openness.entry("visibility legalBasis rules keeper")
        let before = entry.faults
        (entry.language, entry.keeper, entry.members, entry.region) = ("Romanian", "a b", -1, "")
        entry.rules = String(repeating: "r", count: 20_001)
        entry.consentAt = Date(timeIntervalSince1970: 0)

        let fields = entry.faults.compactMap { $0.split(separator: " ").first.map(String.init) }

        #expect(before == [])
        #expect(fields == ["region", "rules", "language", "members", "keeper", "consentAt"])
    }
}

/// A row of Fixtures/spaces/openness.tsv.
struct Openness: CustomTestStringConvertible, Sendable {
    let name: String
    let entry: SpaceEntry
    let missing: [String]

    var testDescription: String { name }

    static var all: [Openness] {
        get throws {
            try TableRows.read("spaces/openness.tsv").map { cells in
                var entry = entry(cells[2])
                entry.visibility = entry.visibility == nil ? nil : SpaceVisibility(rawValue: cells[1])
                let missing = cells[3] == "-" ? [] : cells[3].components(separatedBy: ", ")
                return Openness(name: cells[0], entry: entry, missing: missing)
            }
        }
    }

    /// An entry in which these fields are noted.
    static func entry(_ fields: String) -> SpaceEntry {
        var entry = SpaceEntry()
        for field in fields.split(separator: " ") {
            switch field {
            case "visibility": entry.visibility = .public
            case "legalBasis": entry.legalBasis = "Art. 6(1)(f)"
            case "rules": entry.rules = "be kind"
            case "keeper": entry.keeper = "ana"
            case "consentBy": entry.consentBy = "an admin"
            case "consentAt": entry.consentAt = SamplePosts.now
            case "withdrawn": entry.consentWithdrawnAt = SamplePosts.now
            default: break
            }
        }
        return entry
    }
}
