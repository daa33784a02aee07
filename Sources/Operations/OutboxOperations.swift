package import Domain
import Foundation
import Intake
import Logging
import Platforms
import Storage

/// The answers on their way out, the newest first.
package struct ListOutbox: HouseOperation {
    package static let name = "outbox/list"
    /// Those too that are out, given up or taken back.
    package var all: Bool

    package init(all: Bool = false) { self.all = all }

    package func perform(in house: House) async throws -> [OutboxItem] {
        try await house.store.outbox(open: !all)
    }
}

/// One answer on its way out.
package struct ShowOutboxItem: HouseOperation {
    package static let name = "outbox/show"
    /// The number of the item.
    package var item: Int64

    package init(item: Int64) { self.item = item }

    package func perform(in house: House) async throws -> OutboxItem { try await house.store.outboxItem(item) }
}

/// What a person decides about an answer on its way out.
package struct DecideOutboxItem: HouseOperation {
    package static let name = "outbox/decide"
    /// The number of the item.
    package var item: Int64
    /// What is decided.
    package var decision: Decision

    /// What can be decided.
    package enum Decision: Codable, Sendable, Hashable {
        /// Take it back before it goes out.
        case cancel
        /// It does not stand there: send it again.
        case retry
        /// A person has seen it at this address.
        case confirm(link: String)
    }

    package init(item: Int64, decision: Decision) {
        self.item = item
        self.decision = decision
    }

    package func perform(in house: House) async throws -> OutboxItem {
        switch decision {
        case .cancel: return try await house.store.cancelSending(item, now: house.now())
        case .retry: return try await house.store.retrySending(item, now: house.now())
        case .confirm(let link):
            let link = try WebAddress.checked(link)
            let found = try await house.store.outboxItem(item)
            try await house.store.finishSending(
                item,
                text: try OutgoingMessage(stored: found.message).text,
                externalID: nil,
                link: link,
                now: house.now()
            )
            return try await house.store.outboxItem(item)
        }
    }
}

/// Sends what is due now, in a process without a daemon.
package struct SendOutbox: HouseOperation {
    package static let name = "outbox/send"

    package init() {}

    package func perform(in house: House) async throws -> [OutboxItem] {
        let live = try house.requireLive()
        if !live.isDaemon {
            let courier = OutboxCourier(
                store: house.store,
                leader: try house.leader(),
                transport: try live.transport(),
                logger: Logger(label: "streetwork"),
                now: house.now
            )
            await courier.doubtInterrupted()
            await courier.step()
        }
        return try await house.store.outbox(open: false, limit: 20)
    }
}

extension House {
    /// A source that can publish an answer to a post, with the message; the first that takes it.
    /// - Throws: `OperatorError` with why none can.
    func way(out message: OutgoingMessage) async throws -> Source {
        let leader = try leader()
        var refusals: [String] = []
        for source in try await store.sources() where source.isOn {
            guard source.kind.platform == message.space.platform, let module = SourceModules.module(of: source.kind)
            else { continue }
            // A source without its secrets cannot send; its health says what is missing.
            guard let setup = try? await leader.setup(of: source, module), let sender = module.sender(setup) else {
                continue
            }
            do throws(SendRefusal) {
                _ = try sender.request(for: message)
                return source
            } catch {
                refusals.append("\(source.name): \(error.reason) \(error.remedy)")
            }
        }
        throw OperatorError(
            refusals.isEmpty
                ? "No source can publish in this space on \(message.space.platform.rawValue)."
                : "No source can publish this answer. " + refusals.joined(separator: " "),
            remedy: "Leave --send out: the answer is made ready for posting by hand."
        )
    }
}

/// Addresses of the web that people give.
enum WebAddress {
    /// - Throws: `OperatorError` where it is none.
    static func checked(_ link: String) throws -> String {
        let hasScheme = link.hasPrefix("https://") || link.hasPrefix("http://")
        guard hasScheme, let url = URL(string: link), url.host()?.isEmpty == false, link.utf8.count <= 2_000 else {
            throw OperatorError(
                "'\(link.prefix(80))' is no web address.",
                remedy: "Give the link of the answer as you see it in the browser: --sent https://…"
            )
        }
        return link
    }
}
