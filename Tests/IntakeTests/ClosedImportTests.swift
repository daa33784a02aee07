import Domain
import Foundation
import Intake
import Logging
import Platforms
import Storage
import TestSupport
import Testing

struct ClosedImportTests {
    @Test func `an export of a closed space is read to its end, stores nothing and says what to do`() async throws {
        let house = try TestHouse(rules: .register)

        let report = try await house.importing([Fixtures.url("exports/telegram/forum-berlin.json").path])
        let file = try #require(report.files.first)
        let run = try #require(try await house.store.importRuns(limit: 1).first)
        let space = try #require(try await house.store.spaces().first)

        #expect(report.tally.new == 0 && report.tally.rows == report.tally.ignored)
        #expect(file.ignoredReasons[IgnoreReason.closedSpace.rawValue] == 28)
        #expect(file.ignoredReasons.values.reduce(0, +) == file.tally.ignored)
        #expect(run.ignoredReasons == file.ignoredReasons)
        #expect(file.closedSpaces.map(\.posts) == [28] && file.closedSpaces.map(\.id) == [space.id])
        #expect(space.passedOver == 28 && space.posts == 0)
        #expect(!report.hasFaults)
    }

    @Test func `the reason is spelled alike where rows are read and where they are stored`() {
        #expect(IgnoreReason.closedSpace.rawValue == ClosedSpace.ignoreReason)
    }

    @Test func `what a source brings is stored with deletions and moves`() async throws {
        let house = try TestHouse()
        let old = SpaceReference(platform: .telegram, externalID: "-5")
        let new = SpaceReference(platform: .telegram, externalID: "-1001")
        var batch = IntakeBatch()
        batch.posts = [post("1", in: old), post("2", in: old)]
        _ = try await house.intake.take(batch, cursor: nil)
        batch.posts = [post("3", in: new)]
        batch.moved = [MovedSpace(space: old, newExternalID: "-1001")]
        batch.deleted = [DeletedPost(space: new, externalID: "-5:1", deletedAt: SamplePosts.now)]

        let saved = try await house.intake.takeIn(batch)

        #expect((saved.tally.new, saved.tally.rows, saved.deleted) == (1, 1, 1))
        #expect(try await house.store.spaces().map(\.reference.externalID) == ["-1001"])
    }

    @Test func `the hourly pass deletes everything of withdrawn spaces`() async throws {
        let house = try TestHouse()
        let space = SpaceReference(platform: .telegram, externalID: "-5")
        _ = try await house.intake.take((1...1_201).map { post("\($0)", in: space) })
        let id = try #require(try await house.store.spaces().first?.id)
        _ = try await house.store.change(space: id, under: .demonstration) { _, entry in
            entry.consentWithdrawnAt = SamplePosts.now
        }
        let pass = WithdrawalPass(store: house.store, logger: Logger(label: "test"), now: { SamplePosts.now })

        let deleted = try await pass.sweep()

        #expect(deleted == 1_201)
        #expect(try await house.store.spaces().first?.posts == 0)
    }

    private func post(_ id: String, in space: SpaceReference) -> ReceivedPost {
        ReceivedPost(space: space, externalID: id, text: "bună ziua \(id)", publishedAt: SamplePosts.now)
    }
}
