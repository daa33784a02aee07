import Domain
package import Foundation
package import Logging
import Platforms
import ServiceLifecycle
package import Storage
package import Transport

/// Sends what counsellors have released, once: what may have arrived is looked up, never blindly sent again.
package struct OutboxCourier: Service {
    private let store: Store
    private let leader: SourceLeader
    private let transport: any WireTransport
    private let logger: Logger
    private let now: @Sendable () -> Date

    package init(
        store: Store,
        leader: SourceLeader,
        transport: any WireTransport,
        logger: Logger,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.leader = leader
        self.transport = transport
        self.logger = logger
        self.now = now
    }

    /// Sends until the daemon ends.
    package func run() async throws {
        await withTaskExecutorPreference(BackgroundExecutor(label: "streetwork.outbox")) {
            await doubtInterrupted()
            while !Task.isShuttingDownGracefully && !Task.isCancelled {
                await step()
                // Ends early, without an error that matters, when the daemon is asked to stop.
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
            }
        }
    }

    /// Sends and looks up what is due now.
    package func step() async {
        do {
            for item in try await store.outboxDue(now: now(), limit: Self.atOnce) {
                try await carry(item)
            }
        } catch {
            logger.error("the outbox cannot be worked through", metadata: ["cause": "\(type(of: error))"])
        }
    }

    /// After a start: what was being sent has an unknown fate.
    package func doubtInterrupted() async {
        do {
            let count = try await store.doubtInterrupted(now: now())
            if count > 0 { logger.warning("answers of unknown fate", metadata: ["count": "\(count)"]) }
        } catch {
            logger.error("the outbox cannot be read", metadata: ["cause": "\(type(of: error))"])
        }
    }

    private func carry(_ item: OutboxItem) async throws {
        guard let way = try await way(of: item) else {
            let remedy = "Turn the source on, or post the answer by hand and use 'streetwork answer --sent'."
            let plan = Plan(.failed, reason: "Its source is gone or off.", remedy: remedy)
            return try await settle(item, plan)
        }
        switch item.state {
        case .waiting: try await send(item, way)
        case .unknown: try await lookUp(item, way)
        case .sending, .sent, .failed, .cancelled: break
        }
    }

    private func send(_ item: OutboxItem, _ way: Way) async throws {
        let request: WireRequest
        do throws(SendRefusal) {
            request = try way.sender.request(for: way.message)
        } catch {
            return try await settle(item, Plan(.failed, reason: error.reason, remedy: error.remedy))
        }
        guard let item = try await store.beginSending(item.id, now: now()) else { return }
        var message = way.message
        message.firstTriedAt = item.firstTriedAt
        let outcome: SendOutcome
        do throws(TransportError) {
            outcome = way.sender.outcome(of: try await transport.send(request), to: message)
        } catch {
            let text = TransportText(error)
            outcome = error.isUnsent ? .retry(after: nil, reason: text.what) : .unknown(reason: text.what)
        }
        try await settle(item, message, outcome)
    }

    private func lookUp(_ item: OutboxItem, _ way: Way) async throws {
        var message = way.message
        message.firstTriedAt = item.firstTriedAt
        guard item.looks < Self.mostLookUps, let request = way.sender.lookUp(message) else {
            return try await settle(item, Plan.askPerson(item))
        }
        let outcome: SendOutcome
        do throws(TransportError) {
            outcome = way.sender.find(message, in: try await transport.send(request))
        } catch {
            outcome = .unknown(reason: TransportText(error).what)
        }
        try await settle(item, message, outcome)
    }

    private func settle(_ item: OutboxItem, _ message: OutgoingMessage, _ outcome: SendOutcome) async throws {
        switch outcome {
        case .sent(let id, let link):
            let place =
                link ?? message.permalink ?? "\(message.space.platform.rawValue):\(message.space.externalID)/\(id)"
            try await store.finishSending(item.id, text: message.text, externalID: id, link: place, now: now())
            logger.info("answer sent", metadata: ["outbox": "\(item.id)"])
        case .retry(let after, let reason):
            let isOver = item.attempts >= Self.mostAttempts
            let wait = after ?? BackOff(first: .seconds(10)).wait(failures: item.attempts, chance: 1)
            try await settle(item, Plan(isOver ? .failed : .waiting, after: wait, reason: reason, remedy: Plan.byHand))
        case .refused(let reason, let remedy):
            try await settle(item, Plan(.failed, reason: reason, remedy: remedy))
        case .unknown(let reason):
            try await settle(item, Plan(.unknown, after: Plan.nextLook(item), reason: reason, remedy: nil))
        }
    }

    private func settle(_ item: OutboxItem, _ plan: Plan) async throws {
        let (seconds, _) = plan.after.components
        try await store.settle(
            item.id,
            state: plan.state,
            notBefore: now().addingTimeInterval(Double(seconds)),
            reason: plan.reason,
            remedy: plan.remedy,
            now: now()
        )
        if plan.state == .failed { logger.warning("an answer cannot be sent", metadata: ["outbox": "\(item.id)"]) }
    }

    /// Everything that sending an item needs.
    private struct Way {
        var sender: any Sender
        var message: OutgoingMessage
    }

    /// nil where the source is gone, off or without its secrets.
    private func way(of item: OutboxItem) async throws -> Way? {
        guard let source = try await store.sources().first(where: { $0.id == item.sourceID }), source.isOn,
            let module = SourceModules.module(of: source.kind)
        else { return nil }
        // Missing secrets are shown in the health of the source.
        guard let setup = try? await leader.setup(of: source, module), let sender = module.sender(setup) else {
            return nil
        }
        return Way(sender: sender, message: try OutgoingMessage(stored: item.message))
    }

    private static let atOnce = 20
    private static let mostAttempts = 8
    private static let mostLookUps = 5
    private static let pause = Duration.milliseconds(300)
}

/// What happens to an item that is not out.
private struct Plan {
    var state: OutboxState
    var after: Duration
    var reason: String
    var remedy: String?

    init(_ state: OutboxState, after: Duration = .zero, reason: String, remedy: String?) {
        (self.state, self.after, self.reason, self.remedy) = (state, after, reason, remedy)
    }

    /// Nobody but a person can tell; not looked at again by itself.
    static func askPerson(_ item: OutboxItem) -> Plan {
        Plan(
            .unknown,
            after: .seconds(365 * 86_400),
            reason: item.reason ?? "nobody can say whether it arrived",
            remedy:
                "Look into the thread. If the answer stands there: streetwork outbox confirm \(item.id) --sent LINK. "
                + "If it does not: streetwork outbox retry \(item.id)."
        )
    }

    /// The first look comes soon, because most platforms show an answer at once.
    static func nextLook(_ item: OutboxItem) -> Duration { item.state == .sending ? .seconds(5) : .seconds(60) }

    static let byHand = "Post it by hand, and record it with 'streetwork answer --sent'."
}
