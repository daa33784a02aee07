import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

struct WithdrawalTests {
    let folder: TemporaryFolder
    let store: Store
    let now = SamplePosts.now

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(at: folder.url.appending(path: "a.sqlite"))
    }

    @Test func `nothing of the space's words is left in the files, and figures and answers stay`() async throws {
        let needles = (1...20).map { "needle\($0)needle" }
        _ = try await store.save(
            needles.enumerated().map { post("\($0)", $1) } + [post("x", "kept", in: "-2")],
            now: now
        )
        try await correct()
        try await answer(enquiry: 1)
        let before = try await store.counts(through: ISOWeek(of: now)).filter { $0.figure != .dismissed }
        try await withdraw("-1")

        let sweep = try await store.sweepWithdrawn(limit: 500, now: now)
        let isEmptied = try await store.emptyJournal()

        #expect(sweep == WithdrawalSweep(deleted: 20, isDone: true))
        #expect(isEmptied)
        for name in ["a.sqlite", "a.sqlite-wal"] {
            let bytes = try Data(contentsOf: folder.url.appending(path: name))
            #expect(needles.allSatisfy { bytes.range(of: Data($0.utf8)) == nil }, "\(name)")
        }
        #expect(try Data(contentsOf: folder.url.appending(path: "a.sqlite")).range(of: Data("kept".utf8)) != nil)
        #expect(try await store.counts(through: ISOWeek(of: now)).filter { $0.figure != .dismissed } == before)
        #expect(try await store.answers(to: 1).map(\.text) == ["an answer"])
        #expect(try await store.faults() == [])
    }

    @Test func `open enquiries that nobody else asks are dismissed, others stay`() async throws {
        _ = try await store.save(
            [post("1", "a", likeness: 1), post("2", "b", likeness: 2), post("3", "b", in: "-2", likeness: 2)],
            now: now
        )
        try await withdraw("-1")

        _ = try await store.sweepWithdrawn(limit: 500, now: now)
        let alone = try await store.enquiry(1, now: now)
        let shared = try await store.enquiry(2, now: now)

        #expect(alone.state == .dismissed && alone.reason == ClosingReason.withdrawnConsent && alone.posts.isEmpty)
        #expect(shared.state == .open && shared.posts.map(\.externalID) == ["3"])
    }

    @Test func `it goes on where it stopped, and a consent before the end keeps the rest`() async throws {
        _ = try await store.save((1...5).map { post("\($0)", "words \($0)") }, now: now)
        try await withdraw("-1")

        let first = try await store.sweepWithdrawn(limit: 2, now: now)
        let second = try await store.sweepWithdrawn(limit: 2, now: now)
        let space = try #require(try await store.space(.telegram, "-1"))
        _ = try await store.change(space: space.id, under: .register) { _, entry in entry.consentWithdrawnAt = nil }
        let third = try await store.sweepWithdrawn(limit: 2, now: now)

        #expect([first, second] == Array(repeating: WithdrawalSweep(deleted: 2, isDone: false), count: 2))
        #expect(third == WithdrawalSweep(deleted: 0, isDone: true))
        #expect(try await store.spaces().first?.posts == 1)
    }

    private func post(_ id: String, _ text: String, in space: String = "-1", likeness: UInt8? = nil) -> ClassifiedPost {
        var item = SamplePosts.post(id, in: space, text: text, author: 3, likeness: likeness)
        item.prediction.evidence = [Evidence(field: "kind", value: "request", text: text, start: 0, end: 1)]
        item.sealedHandle = Array(text.utf8)
        item.post.permalink = "https://example.org/\(text)"
        item.meaning = MeaningVector(bytes: Data(text.utf8), model: "m")
        return item
    }

    private func withdraw(_ id: String) async throws {
        let space = try #require(try await store.space(.telegram, id))
        let day = now
        _ = try await store.change(space: space.id, under: .register) { _, entry in entry.consentWithdrawnAt = day }
    }

    private func correct() async throws {
        var change = LabelChange()
        change.places = ["needle1needle"]
        _ = try await store.correct(.post(1), by: change, as: "ana", note: "needle2needle", now: now) { _, _ in
            SamplePosts.post("1")
        }
    }

    private func answer(enquiry: Int64) async throws {
        _ = try await store.record(
            enquiry: enquiry,
            as: "ana",
            template: TemplateUse(key: "k", language: "ro", version: 1),
            text: "an answer",
            sentURL: "https://example.org/answer",
            now: now
        )
    }
}
