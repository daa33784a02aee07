import Domain
import Foundation
import Intake
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct WebhookTests {
    private static let question = "Caut urgent o locuinta in Berlin, stau pe strada cu copiii, ajutor va rog"

    @Test func `what is answered with success is durable, and works its way into the queue`() async throws {
        let live = try await LiveTestHouse()
        let arrived = Mutex<[Int]>([])

        let reply = await live.inbox.take(
            "bot",
            headers: LiveTestHouse.headers,
            body: LiveTestHouse.call(1, message: 5, text: Self.question)
        )
        let kept = try await live.house.store.eventCount().waiting
        let done = await live.worker { count, _ in arrived.withLock { $0.append(count) } }.step()

        #expect(reply == .kept)
        #expect(kept == 1)
        #expect(done == 1)
        #expect(arrived.withLock { $0 } == [1])
        #expect(try await live.house.store.openCount().open == 1)
        #expect(try await live.house.store.eventCount() == (0, 0))
    }

    @Test func `calls that are not genuine leave nothing behind`() async throws {
        let live = try await LiveTestHouse()
        let body = LiveTestHouse.call(1, message: 5, text: Self.question)

        let replies = [
            await live.inbox.take("bot", headers: [:], body: body),
            await live.inbox.take("bot", headers: ["x-telegram-bot-api-secret-token": "another"], body: body),
            await live.inbox.take("nobody", headers: LiveTestHouse.headers, body: body),
        ]

        #expect(replies == [.refused(isGreeting: false), .refused(isGreeting: false), .unknown])
        #expect(try await live.house.store.eventCount() == (0, 0))
    }

    @Test func `repeated and reordered calls have their effect once, and the latest words hold`() async throws {
        let first = LiveTestHouse.call(1, message: 5, text: Self.question)
        let edited = LiveTestHouse.call(2, message: 5, text: "Am gasit locuinta, multumesc", editedAfter: 60)
        let other = LiveTestHouse.call(3, message: 6, text: "Buna dimineata tuturor")
        var orders: [[[UInt8]]] = [
            [first, edited, other], [edited, first, other], [other, edited, first, edited, first, other],
        ]
        orders.append(orders[2] + orders[1])

        for calls in orders {
            let live = try await LiveTestHouse()
            for (number, call) in calls.enumerated() {
                let reply = await live.inbox.take("bot", headers: LiveTestHouse.headers, body: call)
                #expect(reply == .kept)
                // Sometimes one by one, sometimes together.
                if number.isMultiple(of: 2) { _ = await live.worker().step() }
            }
            _ = await live.worker().step()

            let space = try #require(try await live.house.store.spaces().first)
            #expect(space.posts == 2)
            let enquiries = try await live.house.store.queue(QueueFilter(), now: SamplePosts.now)
            #expect(enquiries.flatMap(\.posts).allSatisfy { $0.text?.hasPrefix("Am gasit") != false })
        }
    }

    @Test func `a call that cannot be understood is kept for a person, and the others go on`() async throws {
        let live = try await LiveTestHouse()
        let broken = Array(#"{"update_id":9,"message":{"message_id":"#.utf8)
        _ = await live.inbox.take("bot", headers: LiveTestHouse.headers, body: broken)
        _ = await live.inbox.take(
            "bot",
            headers: LiveTestHouse.headers,
            body: LiveTestHouse.call(1, message: 5, text: Self.question)
        )

        _ = await live.worker().step()

        let runs = try await live.house.store.importRuns(limit: 5)
        #expect(runs.map(\.tally.rejected) == [1])
        #expect(try await live.house.store.openCount().open == 1)
        #expect(try await live.house.store.eventCount() == (0, 0))
    }
}
