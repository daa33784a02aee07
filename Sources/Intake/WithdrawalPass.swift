import Domain
package import Foundation
package import Logging
import ServiceLifecycle
package import Storage

/// Deletes what is left of spaces whose consent was withdrawn, once at the start and then every hour.
package struct WithdrawalPass: Service {
    private let store: Store
    private let interval: Duration
    private let logger: Logger
    private let now: @Sendable () -> Date

    /// - Parameter interval: from the end of one sweep to the next.
    package init(
        store: Store,
        interval: Duration = .seconds(3_600),
        logger: Logger,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.interval = interval
        self.logger = logger
        self.now = now
    }

    /// Sweeps again and again until the daemon ends.
    package func run() async throws {
        var owesEmptying = false
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            do {
                let deleted = try await sweep()
                if deleted > 0 || owesEmptying { owesEmptying = try await !store.emptyJournal() }
                if deleted > 0 { logger.info("posts without consent deleted", metadata: ["posts": "\(deleted)"]) }
            } catch {
                logger.error("deleting posts without consent failed", metadata: ["cause": "\(type(of: error))"])
            }
            // Ends early, without an error that matters, when the daemon is asked to stop.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: interval) }
        }
    }

    /// Everything that is there, a few hundred posts a transaction, so that intake and desk go on beside it.
    /// - Returns: how many posts were deleted.
    package func sweep() async throws -> Int {
        var deleted = 0
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            let sweep = try await store.sweepWithdrawn(limit: 500, now: now())
            deleted += sweep.deleted
            if sweep.isDone { break }
        }
        return deleted
    }
}
