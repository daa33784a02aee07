import Domain
package import Foundation
package import Platforms
package import Storage

/// The webhooks of all sources by their names, ready to judge calls.
///
/// Read anew when sources were changed, and once a minute, because secrets lie in files.
package actor WebhookDoors {
    private let store: Store
    private let leader: SourceLeader
    private let changes: ChangeSignal
    private let now: @Sendable () -> Date
    private var doors: [String: Door] = [:]
    private var version = -1
    private var readAt = Date.distantPast

    package init(
        store: Store,
        leader: SourceLeader,
        changes: ChangeSignal,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.leader = leader
        self.changes = changes
        self.now = now
    }

    /// One webhook.
    package struct Door: Sendable {
        /// The number of the source.
        package var source: Int64
        /// How its calls are judged and understood.
        package var webhook: any Webhook
    }

    /// The webhook of a source; nil where there is none of this name that is on and has its secrets.
    /// - Throws: where the sources cannot be read.
    package func door(_ name: String) async throws -> Door? {
        try await refresh()
        return doors[name]
    }

    /// The webhook of a source by its number.
    func door(of source: Int64) async throws -> Door? {
        try await refresh()
        return doors.values.first { $0.source == source }
    }

    private func refresh() async throws {
        let isOld = now().timeIntervalSince(readAt) >= Self.secondsBetweenReads
        guard isOld || version != changes.version else { return }
        (version, readAt) = (changes.version, now())
        var found: [String: Door] = [:]
        for source in try await store.sources() where source.isOn {
            guard let module = SourceModules.module(of: source.kind) else { continue }
            // A source without its secrets has no door; its own round tells the operator what is missing.
            guard let setup = try? await leader.setup(of: source, module), let webhook = module.webhook(setup) else {
                continue
            }
            found[source.name] = Door(source: source.id, webhook: webhook)
        }
        doors = found
    }

    private static let secondsBetweenReads = 60.0
}
