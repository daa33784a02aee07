import Domain
package import Foundation
package import Logging
import Platforms
import ServiceLifecycle
package import Storage

/// Works through the calls of platforms that are durable: decodes them, and takes in what they say.
///
/// Each call has its effect exactly once: it is taken in and then noted as done, and taking in again changes nothing.
package struct WebhookWorker: Service {
    private let store: Store
    private let doors: WebhookDoors
    private let keyring: Keyring
    private let intake: Intake
    private let arrived: @Sendable (Int, Int64) -> Void
    private let hurry: @Sendable (Int64) -> Void
    private let logger: Logger
    private let now: @Sendable () -> Date

    /// - Parameters:
    ///   - arrived: told how many new posts came by the webhook of which source.
    ///   - hurry: told of a source that has something to look up.
    package init(
        store: Store,
        doors: WebhookDoors,
        keyring: Keyring,
        intake: Intake,
        arrived: @escaping @Sendable (Int, Int64) -> Void = { _, _ in },
        hurry: @escaping @Sendable (Int64) -> Void = { _ in },
        logger: Logger,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.doors = doors
        self.keyring = keyring
        self.intake = intake
        self.arrived = arrived
        self.hurry = hurry
        self.logger = logger
        self.now = now
    }

    /// Works until the daemon ends.
    package func run() async throws {
        await withTaskExecutorPreference(BackgroundExecutor(label: "streetwork.webhooks")) {
            var sweptAt = Date.distantPast
            while !Task.isShuttingDownGracefully && !Task.isCancelled {
                let done = await step()
                if now().timeIntervalSince(sweptAt) > Self.secondsBetweenSweeps {
                    sweptAt = now()
                    await sweep()
                }
                if done > 0 { continue }
                // Ends early, without an error that matters, when the daemon is asked to stop.
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
            }
        }
    }

    /// Works through the calls that wait, at most a few hundred.
    /// - Returns: how many were worked through.
    package func step() async -> Int {
        do {
            let events = try await store.waitingEvents(limit: Self.atOnce)
            var done = 0
            for (source, calls) in Dictionary(grouping: events, by: \.source).sorted(by: { $0.key < $1.key }) {
                done += await work(calls.sorted { $0.id < $1.id }, of: source, isMany: events.count == Self.atOnce)
            }
            return done
        } catch {
            logger.error("calls of platforms cannot be read", metadata: ["cause": "\(type(of: error))"])
            return 0
        }
    }

    /// Takes in the calls of a source together; where that fails, one by one, so that a bad one stands alone.
    private func work(_ calls: [WebhookEvent], of source: Int64, isMany: Bool) async -> Int {
        // Without its door a source was turned off or lost its secret; its calls wait until it is back.
        guard let door = try? await doors.door(of: source) else { return 0 }
        do {
            try await take(calls, door, isMany: isMany)
            return calls.count
        } catch {
            var done = 0
            for call in calls where await takeAlone(call, door) { done += 1 }
            return done
        }
    }

    private func takeAlone(_ call: WebhookEvent, _ door: WebhookDoors.Door) async -> Bool {
        do {
            try await take([call], door, isMany: false)
            return true
        } catch {
            let reason = OperatorError(describing: error)
            if reason.isDiskTrouble { return false }
            // Where even this cannot be stored, the call waits as it is.
            let isAside = try? await store.failEvent(call.id, reason: reason.what, atMost: Self.mostTries)
            if isAside == true { logger.error("a call was set aside", metadata: ["event": "\(call.id)"]) }
            return false
        }
    }

    private func take(_ calls: [WebhookEvent], _ door: WebhookDoors.Door, isMany: Bool) async throws {
        var batch = IntakeBatch()
        var lookUps: [LookUpNote] = []
        for call in calls {
            guard let body = keyring.open(call.sealed, for: WebhookInbox.place(of: call.source)) else {
                throw OperatorError(
                    "A call of a platform cannot be unsealed.",
                    remedy: "Restore the folder for keys that belongs to this data folder."
                )
            }
            for event in door.webhook.events(body, receivedAt: call.receivedAt) {
                batch.add(event)
                if case .lookUp(let wanted) = event { lookUps.append(LookUpNote(wanted: wanted.stored)) }
            }
        }
        if !lookUps.isEmpty {
            try await store.note(lookUps, of: door.source, now: now())
            hurry(door.source)
        }
        let tally = try await intake.take(batch, cursor: nil, from: "webhook", isMany: isMany)
        try await store.finishEvents(calls.map(\.id), now: now())
        arrived(tally.new, door.source)
    }

    private func sweep() async {
        do {
            try await store.sweepEvents(
                doneBefore: now().addingTimeInterval(-Self.keepsMarks),
                setAsideBefore: now().addingTimeInterval(-Self.keepsSetAside)
            )
        } catch {
            logger.error("old calls cannot be forgotten", metadata: ["cause": "\(type(of: error))"])
        }
    }

    private static let atOnce = 500
    private static let mostTries = 3
    private static let pause = Duration.milliseconds(200)
    private static let secondsBetweenSweeps = 3_600.0
    /// TikTok repeats for 72 hours, the longest of all.
    private static let keepsMarks = 7 * 86_400.0
    /// The deadline of raw payloads.
    private static let keepsSetAside = 14 * 86_400.0
}
