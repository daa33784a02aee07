import Domain
import Foundation
import Intake
import Operations
import Platforms
import Storage
import TestSupport
import Testing

struct SpaceOperationTests {
    let folder: TemporaryFolder
    let house: House

    init() throws {
        folder = try TemporaryFolder()
        house = try CaptureTests.house(folder, isDemonstration: false)
    }

    @Test func `a register handed over to another house comes out the same, byte for byte`() async throws {
        let table = try Fixtures.text("spaces/register.csv")
        let first = try await ImportSpaces(table: table).perform(in: house)
        let exported = try await ExportSpaces().perform(in: house)
        let other = try CaptureTests.house(try TemporaryFolder(), isDemonstration: false)
        _ = try await ImportSpaces(table: exported).perform(in: other)
        let again = try await ImportSpaces(table: exported).perform(in: other)

        #expect((first.new, first.refused.count) == (4, 0))
        #expect(exported == table)
        #expect(try await ExportSpaces().perform(in: other) == table)
        #expect((again.known, again.changed, again.new) == (4, 0, 0))
    }

    @Test func `an empty cell takes away, a missing column leaves`() async throws {
        _ = try await ImportSpaces(table: try Fixtures.text("spaces/register.csv")).perform(in: house)
        let table = "platform,externalID,region,keeper\nfacebook,4711,,bo\nfacebook,99,,\nfacebook,99,,\n"

        let outcome = try await ImportSpaces(table: table).perform(in: house)
        let space = try #require(try await ListSpaces().perform(in: house).first { $0.reference.externalID == "4711" })

        #expect((outcome.rows, outcome.changed, outcome.new) == (3, 1, 1))
        #expect(outcome.refused.map(\.line) == [4])
        #expect(space.entry.region == nil && space.entry.keeper == "bo" && space.entry.language == "ro")
        #expect(space.visits == 2 && space.isOpen)
    }

    @Test func `a table from before a withdrawal does not open the space again`() async throws {
        let table = try Fixtures.text("spaces/register.csv")
        _ = try await ImportSpaces(table: table).perform(in: house)
        let space = try #require(try await ListSpaces().perform(in: house).first { $0.reference.externalID == "4711" })
        _ = try await WithdrawConsent(id: space.id, user: "ana").perform(in: house)

        let outcome = try await ImportSpaces(table: table).perform(in: house)
        let after = try await ShowSpace(id: space.id).perform(in: house)

        #expect(outcome.refused.map(\.line) == [2])
        #expect(after.intakeWords == "closed: consent withdrawn")
        #expect(after.entry.consentWithdrawnBy == "ana")
    }

    @Test func `a withdrawal stops intake and deletes, and a new consent opens the space again`() async throws {
        let space = try await openSpace()
        let posts = (1...700).map { post("\($0)") }
        _ = try await house.intake().take(Array(posts.prefix(3)))
        for part in stride(from: 3, to: 700, by: 100) {
            _ = try await house.store.save(
                posts[part..<min(700, part + 100)].map { SamplePosts.post($0.externalID) },
                now: SamplePosts.now
            )
        }

        let outcome = try await WithdrawConsent(id: space, user: "ana").perform(in: house)
        let refused = try await house.intake().take([post("1")])
        _ = try await ConsentToSpace(id: space, by: "an admin", scope: "reading").perform(in: house)
        let taken = try await house.intake().take([post("1")])

        #expect(outcome.deleted == 700 && outcome.space.posts == 0)
        #expect((refused.ignored, refused.new) == (1, 0))
        #expect(taken.new == 1)
    }

    @Test func `what is not named stays, what is cleared goes, and a fault changes nothing`() async throws {
        let space = try await openSpace()
        var entry = SpaceEntry()
        (entry.members, entry.region) = (120, " Berlin ")

        let set = try await SetSpace(id: space, title: "Helpers", entry: entry, cleared: ["keeper"]).perform(in: house)
        entry.language = "Romanian"
        await #expect(throws: OperatorError.self) { try await SetSpace(id: space, entry: entry).perform(in: house) }
        await #expect(throws: OperatorError.self) {
            try await SetSpace(id: space, cleared: ["consentBy"]).perform(in: house)
        }
        await #expect(throws: OperatorError.self) { try await SetSpace(id: 99).perform(in: house) }
        let after = try await ShowSpace(id: space).perform(in: house)

        #expect(set.missing == ["keeper"])
        #expect((set.entry.region, set.entry.members, set.entry.membersAt) == ("Berlin", 120, SamplePosts.now))
        #expect(set.reference.name == "Helpers")
        #expect(after == set)
    }

    @Test func `every operation of the register goes through the table of the socket`() async throws {
        let table = OperationTable()
        let names = [
            "capture", "space/add", "space/consent", "space/export", "space/import", "space/list", "space/set",
            "space/show", "space/visit", "space/withdraw",
        ]
        let added = try await table.perform(
            "space/add",
            try OperationJSON.data(AddSpace(space: SpaceReference(platform: .facebook, externalID: "1"))),
            in: house
        )
        let id = try OperationJSON.value(Int64.self, from: added)
        let visit = try await table.perform(
            "space/visit",
            try OperationJSON.data(VisitSpace(id: id, user: "ana", relevant: 2)),
            in: house
        )

        #expect(Set(names).isSubset(of: Set(table.names)))
        #expect(try OperationJSON.value(SpaceVisitOutcome.self, from: visit).space.relevant == 2)
    }

    private func post(_ id: String) -> ReceivedPost {
        let space = SpaceReference(platform: .telegram, externalID: "-1001")
        return ReceivedPost(space: space, externalID: id, text: "words \(id)", publishedAt: SamplePosts.now)
    }

    private func openSpace() async throws -> Int64 {
        let reference = SpaceReference(platform: .telegram, externalID: "-1001")
        let space = try await AddSpace(space: reference).perform(in: house)
        var entry = SpaceEntry()
        (entry.visibility, entry.legalBasis, entry.rules, entry.keeper) = (.public, "Art. 6(1)(f)", "be kind", "ana")
        #expect(try await SetSpace(id: space, entry: entry).perform(in: house).isOpen)
        return space
    }
}
