import Domain
package import Foundation
package import Logging
import ServiceLifecycle
package import Storage
import Synchronization

/// Asks every source when it is due, each in a round of its own, so that a slow one delays no other.
package final class SourceScheduler: Service {
    private let store: Store
    private let leader: SourceLeader
    private let changes: ChangeSignal
    private let logger: Logger
    private let now: @Sendable () -> Date
    private let book = Mutex(SourceBook())

    /// - Parameter changes: told when people change sources.
    package init(
        store: Store,
        leader: SourceLeader,
        changes: ChangeSignal,
        logger: Logger,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.leader = leader
        self.changes = changes
        self.logger = logger
        self.now = now
    }

    /// Asks until the daemon ends; then rounds are broken off, which loses nothing: their cursors stay where the last
    /// stored page put them.
    package func run() async throws {
        await withTaskExecutorPreference(BackgroundExecutor(label: "streetwork.sources")) {
            await cancelWhenGracefulShutdown { await self.askAll() }
            await self.writeNews()
        }
    }

    /// Notes posts that a webhook of a source brought.
    package func arrived(_ posts: Int, of source: Int64) {
        book.withLock { $0.arrived(posts, of: source, now: now()) }
    }

    /// Asks a source as soon as no round of it is under way, because something waits to be looked up.
    package func hurry(_ source: Int64) {
        book.withLock { $0.hurry(source, now: now()) }
    }

    private func askAll() async {
        await withDiscardingTaskGroup { group in
            var seen = -1
            var written = now()
            while !Task.isCancelled {
                if changes.version != seen {
                    seen = changes.version
                    await readSources()
                }
                for (source, checksAccess) in book.withLock({ $0.takeDue(now()) }) {
                    group.addTask { await self.ask(source, checksAccess: checksAccess) }
                }
                let isUrgent = book.withLock { $0.hasUrgentNews }
                if isUrgent || now().timeIntervalSince(written) >= Self.secondsBetweenNews {
                    await writeNews()
                    written = now()
                }
                // Ends early, without an error that matters, when the daemon is asked to stop.
                try? await Task.sleep(for: Self.tick)
            }
        }
    }

    /// A round, and further ones as long as they are to follow at once.
    private func ask(_ source: Source, checksAccess: Bool) async {
        var checksAccess = checksAccess
        while true {
            let report = await leader.round(of: source, checksAccess: checksAccess)
            if Task.isCancelled { return }
            log(report, of: source)
            let chance = Double.random(in: 0..<1)
            book.withLock { $0.finished(source.id, report, now: now(), chance: chance) }
            checksAccess = false
            guard case .fine(after: .some(.zero)) = report.end, book.withLock({ $0.takeUpAgain(source, now()) }) else {
                return
            }
        }
    }

    private func readSources() async {
        await writeNews()
        do {
            let sources = try await store.sources()
            book.withLock { $0.replace(by: sources) }
        } catch {
            logger.error("sources cannot be read", metadata: ["cause": "\(type(of: error))"])
        }
    }

    private func writeNews() async {
        let news = book.withLock { $0.takeNews() }
        guard !news.isEmpty else { return }
        do {
            try await store.note(news)
        } catch {
            book.withLock { $0.putBack(news) }
            logger.error("the health of sources cannot be stored", metadata: ["cause": "\(type(of: error))"])
        }
    }

    private func log(_ report: RoundReport, of source: Source) {
        if report.tally.new + report.tally.changed > 0 {
            logger.info(
                "posts taken in",
                metadata: [
                    "source": "\(source.name)", "new": "\(report.tally.new)", "changed": "\(report.tally.changed)",
                ]
            )
        }
        if case .fine = report.end { return }
        logger.warning("a round failed", metadata: ["source": "\(source.name)", "kind": "\(source.kind.rawValue)"])
    }

    private static let tick = Duration.milliseconds(200)
    /// The health of idle sources costs one write in this time, however many they are.
    private static let secondsBetweenNews = 10.0
}
