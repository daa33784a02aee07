import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct OutboxTests {
    private let store: Store
    private let source: Int64
    private let now = SamplePosts.now
    private let use = TemplateUse(key: "housing", language: "ro", version: 1)

    init() async throws {
        store = try Store()
        source = try await store.addSource(
            name: "bot",
            kind: .telegramBot,
            settings: [:],
            space: nil,
            intervalSeconds: 60,
            now: now
        ).id
        _ = try await store.save([SamplePosts.post("1")], now: now)
    }

    private func released(by user: String = "ana") async throws -> OutboxItem {
        try await store.release(
            answerTo: 1,
            through: source,
            as: user,
            template: use,
            message: "{}",
            notBefore: now.addingTimeInterval(10),
            now: now
        )
    }

    @Test func `an answer waits for its moment, goes out, and closes the enquiry`() async throws {
        let item = try await released()

        let early = try await store.outboxDue(now: now, limit: 5)
        let later = now.addingTimeInterval(10)
        let due = try await store.outboxDue(now: later, limit: 5)
        let begun = try await store.beginSending(item.id, now: later)
        try await store.finishSending(item.id, text: "words", externalID: "9", link: "https://t.me/a/9", now: later)
        try await store.finishSending(item.id, text: "words", externalID: "9", link: "https://t.me/a/9", now: later)

        #expect(early.isEmpty)
        #expect(due.map(\.id) == [item.id])
        #expect(begun?.state == .sending)
        #expect(try await store.outboxItem(item.id).state == .sent)
        #expect(try await store.enquiry(1, now: later).state == .answered)
        #expect(try await store.answers(to: 1).map(\.sentURL) == ["https://t.me/a/9"])
    }

    @Test func `one answer to an enquiry is on its way at a time`() async throws {
        _ = try await released()

        await #expect(throws: OperatorError.self) { try await released() }
        await #expect(throws: OperatorError.self) { try await released(by: "ben") }
        await #expect(throws: OperatorError.self) {
            try await store.record(
                enquiry: 1,
                as: "ana",
                template: use,
                text: "words",
                sentURL: "https://t.me/a/9",
                now: now
            )
        }
    }

    @Test func `what was taken back is not sent`() async throws {
        let item = try await released()

        let cancelled = try await store.cancelSending(item.id, now: now)

        #expect(cancelled.state == .cancelled)
        #expect(try await store.beginSending(item.id, now: now) == nil)
        #expect(try await store.enquiry(1, now: now).takenBy == "ana")
        #expect(try await released().state == .waiting)
    }

    @Test func `what is being sent can no longer be taken back`() async throws {
        let item = try await released()
        _ = try await store.beginSending(item.id, now: now)

        await #expect(throws: OperatorError.self) { try await store.cancelSending(item.id, now: now) }
    }

    @Test func `an enquiry that was closed meanwhile is not answered`() async throws {
        let item = try await released()
        _ = try await store.dismiss(1, as: "ana", reason: "spam", now: now)

        #expect(try await store.beginSending(item.id, now: now) == nil)
        #expect(try await store.outboxItem(item.id).state == .cancelled)
    }

    @Test func `after a crash what was being sent is in doubt, and not sent again by itself`() async throws {
        let item = try await released()
        _ = try await store.beginSending(item.id, now: now)

        let count = try await store.doubtInterrupted(now: now)

        #expect(count == 1)
        #expect(try await store.outboxItem(item.id).state == .unknown)
        #expect(try await store.beginSending(item.id, now: now) == nil)
    }

    @Test func `a person can send what is in doubt again, or confirm it`() async throws {
        let item = try await released()
        _ = try await store.beginSending(item.id, now: now)
        try await store.settle(
            item.id,
            state: .unknown,
            notBefore: now.addingTimeInterval(60),
            reason: "it took too long",
            remedy: nil,
            now: now
        )

        let again = try await store.retrySending(item.id, now: now)

        #expect(again.state == .waiting)
        #expect(try await store.outboxDue(now: now, limit: 5).map(\.id) == [item.id])
    }
}
