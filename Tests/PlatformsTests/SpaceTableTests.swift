import Domain
import Foundation
import Platforms
import TestSupport
import Testing

struct SpaceTableTests {
    @Test func `a table that is read and written again is the same, byte for byte`() throws {
        let table = try Fixtures.text("spaces/register.csv")

        let reading = try SpaceTable.read(Array(table.utf8))

        #expect(reading.refused == [])
        #expect(reading.rows.map(\.line) == [2, 5, 6, 7])
        #expect(SpaceTable.text(reading.rows.map(\.record)) == table)
    }

    @Test func `what a spreadsheet would take for a formula is written as text, and read as it was`() throws {
        let names = ["=1+1", "@name", "'already", "+49 170", "-- none --", "\tx", "plain", "\"q\"", "a\nb", " a "]
        let records = names.enumerated().map { number, name in
            SpaceRecord(
                reference: SpaceReference(platform: .facebook, externalID: "\(number)", name: name),
                entry: SpaceEntry(),
                visits: []
            )
        }

        let table = SpaceTable.text(records)
        let read = try SpaceTable.read(Array(table.utf8)).rows.map(\.record.reference.name)

        #expect(read == names)
        for sign in ["=", "@", "\t"] { #expect(!table.contains(",\(sign)")) }
    }

    @Test func `rows that cannot be taken are named with line and reason, the others are taken`() throws {
        let expected = try TableRows.read("spaces/refused.tsv")

        let reading = try SpaceTable.read(try Fixtures.bytes("spaces/refused.csv"))

        #expect(reading.rows.map(\.record.reference.externalID) == ["1", "9"])
        #expect(reading.rows.first?.record.entry.rules == "two\nlines")
        #expect(reading.refused.map { "\($0.line)" } == expected.map { $0[0] })
        for (refused, row) in zip(reading.refused, expected) { #expect(refused.reason.contains(row[1])) }
    }

    @Test(arguments: [
        "", "platform\n", "platform,externalID,colour\n", "platform,externalID,name,name\n", "a;b\n1;2\n",
    ])
    func `a table without a usable header is refused with the columns named`(_ table: String) throws {
        let error = #expect(throws: OperatorError.self) { try SpaceTable.read(Array(table.utf8)) }

        #expect(error?.remedy.contains("platform, externalID, name") == true)
    }

    @Test func `a table that a spreadsheet saved is read: byte order mark, semicolons, days`() throws {
        let table = "\u{FEFF}platform;externalID;members;membersAt\r\nfacebook;4711;10;2026-11-20\r\n"

        let entry = try SpaceTable.read(Array(table.utf8)).rows.first?.record.entry

        #expect(entry?.members == 10)
        #expect(entry?.membersAt == Date(timeIntervalSince1970: 1_795_132_800))
    }
}
