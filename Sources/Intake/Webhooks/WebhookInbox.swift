import Domain
package import Foundation
import Platforms
package import Storage

/// Takes calls of platforms: proves them genuine and makes them durable, before anything else is done with them.
package struct WebhookInbox: Sendable {
    private let doors: WebhookDoors
    private let commits: EventCommits
    private let keyring: Keyring
    private let now: @Sendable () -> Date

    package init(
        doors: WebhookDoors,
        store: Store,
        keyring: Keyring,
        now: @escaping @Sendable () -> Date
    ) {
        self.doors = doors
        self.commits = EventCommits(store: store)
        self.keyring = keyring
        self.now = now
    }

    /// What a platform is told.
    package enum Reply: Hashable, Sendable {
        /// It is durable: 200.
        case kept
        /// The answer to the call that only proves that the address is ours: 200 with these bytes.
        case welcome(String)
        /// No source of this name listens: 404.
        case unknown
        /// Not genuine: 401, or 403 for a greeting.
        case refused(isGreeting: Bool)
        /// It could not be made durable; the platform has to call again: 503.
        case tryAgain
    }

    /// Answers the call that checks an address.
    package func greet(_ name: String, query: [String: String]) async -> Reply {
        // Without the sources nobody can be welcomed; the platform asks again.
        guard let door = try? await doors.door(name) else { return .unknown }
        switch door.webhook.greeting(query) {
        case nil: return .unknown
        case .welcome(let text): return .welcome(text)
        case .refused: return .refused(isGreeting: true)
        }
    }

    /// Takes a call; when this returns `kept`, it survives a power cut.
    /// - Parameter headers: by their names in lower case.
    package func take(_ name: String, headers: [String: String], body: [UInt8]) async -> Reply {
        do {
            guard let door = try await doors.door(name) else { return .unknown }
            let receivedAt = now()
            guard door.webhook.verdict(headers: headers, body: body, now: receivedAt) == .genuine else {
                return .refused(isGreeting: false)
            }
            try await commits.append(
                WebhookEvent(
                    source: door.source,
                    mark: keyring.mark(body),
                    receivedAt: receivedAt,
                    sealed: try keyring.seal(body, for: Self.place(of: door.source))
                )
            )
            return .kept
        } catch {
            return .tryAgain
        }
    }

    /// What the bytes of a call are bound to.
    static func place(of source: Int64) -> String { "webhookEvent.sealed\u{1F}\(source)" }
}
