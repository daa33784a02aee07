import Foundation
import TestSupport
import Testing

struct DuplicateTests {
    /// Least shares of copies that are found; nothing may ever join a wrong enquiry.
    private static let floors = [
        "slips other": 0.45, "slips same": 0.9, "plainLetters other": 0.98, "plainLetters same": 0.98,
        "greeting other": 0.95, "greeting same": 0.95, "cutEnd other": 0.95, "cutEnd same": 0.95, "emoji other": 0.95,
        "emoji same": 0.95, "town other": 0, "town same": 0.9, "several other": 0.65, "several same": 0.9,
    ]

    @Test func `copies join the right enquiry and never a wrong one`() throws {
        let files = ["bg", "de", "pl"].map { "Fixtures/posts/training/\($0).jsonl" }
        let outcome = try Program().run(
            "evaluate",
            "duplicates",
            files[0],
            files[1],
            files[2],
            "--limit",
            "40",
            "--json"
        )
        let figures = try outcome.object()
        let rows = try #require(figures["rows"] as? [[String: Any]])

        #expect(rows.count == Self.floors.count)
        for row in rows {
            let name = "\(row["kind"] ?? "") \(row["bySamePerson"] as? Bool == true ? "same" : "other")"
            let (copies, found) = (try #require(row["copies"] as? Int), try #require(row["found"] as? Int))
            #expect(Double(found) >= (Self.floors[name] ?? 2) * Double(copies), "\(name): \(found) of \(copies)")
            #expect(row["wrong"] as? Int == 0, "\(name)")
        }
        #expect(figures["similarPairs"] as? Int == 56)
        #expect(figures["similarMerged"] as? Int == 0)
    }
}
