import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct WebhookEventTests {
    private let store: Store
    private let source: Int64
    private let now = SamplePosts.now

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
    }

    private func event(_ number: UInt8) -> WebhookEvent {
        WebhookEvent(source: source, mark: Array(repeating: number, count: 16), receivedAt: now, sealed: [number])
    }

    @Test func `the same call is stored once`() async throws {
        try await store.append([event(1), event(2), event(1)])
        try await store.append([event(2)])

        #expect(try await store.waitingEvents(limit: 10).map(\.sealed) == [[1], [2]])
    }

    @Test func `a call that was worked through does not come back when it is repeated`() async throws {
        try await store.append([event(1)])
        let waiting = try await store.waitingEvents(limit: 10)

        try await store.finishEvents(waiting.map(\.id), now: now)
        try await store.append([event(1)])

        #expect(try await store.waitingEvents(limit: 10).isEmpty)
    }

    @Test func `a call that fails again and again is set aside and kept`() async throws {
        try await store.append([event(1), event(2)])
        let bad = try #require(try await store.waitingEvents(limit: 1).first).id

        let fates = [
            try await store.failEvent(bad, reason: "cannot be stored", atMost: 2),
            try await store.failEvent(bad, reason: "cannot be stored", atMost: 2),
        ]

        #expect(fates == [false, true])
        #expect(try await store.waitingEvents(limit: 10).map(\.sealed) == [[2]])
        #expect(try await store.eventCount() == (1, 1))
    }

    @Test func `marks are forgotten in time, and waiting calls never`() async throws {
        try await store.append([event(1), event(2)])
        try await store.finishEvents([try #require(try await store.waitingEvents(limit: 1).first).id], now: now)

        let later = now.addingTimeInterval(1)
        try await store.sweepEvents(doneBefore: later, setAsideBefore: later)
        try await store.append([event(1)])

        #expect(try await store.waitingEvents(limit: 10).map(\.sealed) == [[2], [1]])
    }

    @Test func `many calls at once are all durable when their append returns`() async throws {
        let commits = EventCommits(store: store)
        let (store, source, now) = (store, source, now)

        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<400 {
                group.addTask {
                    let mark = [UInt8(number % 250), UInt8(number / 250)]
                    try await commits.append(WebhookEvent(source: source, mark: mark, receivedAt: now, sealed: mark))
                    return try await store.waitingEvents(limit: 1_000).contains { $0.mark == mark }
                }
            }
            for try await isThere in group { #expect(isThere) }
        }

        #expect(try await store.eventCount().waiting == 400)
    }
}
