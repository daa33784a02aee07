import Domain
package import Logging
import ServiceLifecycle

/// Works through the backlog of the deep tier while the daemon runs, a few posts at a time.
package struct DeepPass: Service {
    private let intake: Intake
    private let logger: Logger
    private let prepare: @Sendable () async throws -> Void

    /// - Parameter prepare: done once when the backlog is empty for the first time; may fill it again.
    package init(intake: Intake, logger: Logger, prepare: @escaping @Sendable () async throws -> Void = {}) {
        self.intake = intake
        self.logger = logger
        self.prepare = prepare
    }

    /// Looks again and again until the daemon ends.
    ///
    /// The encoder blocks, so it runs on a thread of its own.
    package func run() async throws {
        await withTaskExecutorPreference(BackgroundExecutor(label: "streetwork.deep")) {
            var isPrepared = false
            while !Task.isShuttingDownGracefully && !Task.isCancelled {
                let done = await step()
                if done > 0 { continue }
                if !isPrepared {
                    isPrepared = true
                    await prepareOnce()
                    continue
                }
                // Ends early, without an error that matters, when the daemon is asked to stop.
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(2)) }
            }
        }
    }

    /// Ends early when the daemon is asked to stop.
    private func prepareOnce() async {
        do {
            try await cancelWhenGracefulShutdown { try await prepare() }
        } catch is CancellationError {
        } catch {
            logger.error("preparing the search by meaning failed", metadata: ["cause": "\(type(of: error))"])
        }
    }

    private func step() async -> Int {
        do {
            return try await intake.deepen(limit: 10)
        } catch {
            logger.error("the deep tier failed", metadata: ["cause": "\(type(of: error))"])
            return 0
        }
    }
}
