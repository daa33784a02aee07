import Domain
import Foundation
import Intake
import Platforms
import Storage
import TestSupport
import Testing
import Transport

@Suite struct OutboxCourierTests {
    private func released(_ live: LiveTestHouse) async throws -> OutboxItem {
        let body = LiveTestHouse.call(1, message: 5, text: "Caut urgent o locuinta in Berlin, stau pe strada cu copiii")
        _ = await live.inbox.take("bot", headers: LiveTestHouse.headers, body: body)
        _ = await live.worker().step()
        let enquiry = try #require(try await live.house.store.queue(QueueFilter(), now: SamplePosts.now).first)
        let post = try #require(enquiry.posts.first)
        let message = OutgoingMessage(
            space: post.space,
            externalID: post.externalID,
            permalink: post.permalink,
            text: "Aici gasiti ajutor."
        )
        return try await live.house.store.release(
            answerTo: enquiry.id,
            through: live.source.id,
            as: "ana",
            template: TemplateUse(key: "housing", language: "ro", version: 1),
            message: try message.stored,
            notBefore: SamplePosts.now,
            now: SamplePosts.now
        )
    }

    private static let sent = WireAnswer(
        status: 200,
        body: Array(
            #"{"ok":true,"result":{"message_id":77,"date":1795176000,"chat":{"id":-1001234567890,"type":"supergroup"}}}"#
                .utf8
        )
    )

    @Test func `a released answer is sent once, and closes the enquiry`() async throws {
        let live = try await LiveTestHouse { _ in Self.sent }
        let item = try await released(live)

        for _ in 0..<3 { await live.courier().step() }

        let after = try await live.house.store.outboxItem(item.id)
        #expect(after.state == .sent)
        #expect(after.sentExternalID == "77")
        #expect(live.transport.requests.count == 1)
        #expect(try await live.house.store.enquiry(item.enquiryID, now: SamplePosts.now).state == .answered)
    }

    @Test func `an answer whose fate is unknown is shown to a person and never sent again by itself`() async throws {
        let live = try await LiveTestHouse { _ throws(TransportError) in throw .broken }
        let item = try await released(live)

        for minutes in 0..<600 {
            let now = SamplePosts.now.addingTimeInterval(Double(minutes) * 60)
            await live.courier(now: { now }).step()
        }

        let after = try await live.house.store.outboxItem(item.id)
        #expect(after.state == .unknown)
        #expect(after.remedy?.contains("outbox confirm") == true)
        #expect(live.transport.requests.count == 1)
    }

    @Test func `what certainly did not leave the house is tried again, later and later, then given up`() async throws {
        let live = try await LiveTestHouse { _ throws(TransportError) in throw .cannotConnect }
        let item = try await released(live)

        await live.courier().step()
        let waiting = try await live.house.store.outboxItem(item.id)
        for minutes in 1..<600 {
            let now = SamplePosts.now.addingTimeInterval(Double(minutes) * 60)
            await live.courier(now: { now }).step()
        }

        #expect(waiting.state == .waiting)
        #expect(waiting.notBefore > SamplePosts.now)
        #expect(try await live.house.store.outboxItem(item.id).state == .failed)
        #expect(live.transport.requests.count == 8)
    }

    @Test func `what was being sent when the program ended is in doubt after the start`() async throws {
        let live = try await LiveTestHouse { _ in Self.sent }
        let item = try await released(live)
        _ = try await live.house.store.beginSending(item.id, now: SamplePosts.now)

        await live.courier().doubtInterrupted()
        await live.courier().step()

        #expect(try await live.house.store.outboxItem(item.id).state == .unknown)
        #expect(live.transport.requests.isEmpty)
    }
}
