import Desk
import Domain
import Foundation
import Intake
import Logging
import Operations
import ServiceLifecycle
import UnixSignals

/// Puts the daemon together.
struct DaemonServices {
    private let composition: Composition
    private let host: String
    private let port: Int

    /// - Parameter listen: the address from the command line; nil takes the one of the configuration.
    init(_ composition: Composition, listen: String?) throws {
        self.composition = composition
        let settings =
            try listen.map { try Settings(yaml: "listen: \"\($0)\"", name: "--listen") } ?? composition.settings
        (host, port) = (settings.host, settings.port)
    }

    func make() async throws -> ServiceGroup {
        var logger = Logger(label: "streetwork")
        logger.logLevel = .info
        let house = try await composition.makeHouse(isDaemon: true)
        let intake = try house.intake()
        let live = try LiveServices(house, intake: intake, logger: logger)
        let desk = try DeskServer(
            house: house,
            config: composition.config,
            settings: DeskSettings(webAddress: composition.settings.webAddress),
            inbox: live.inbox,
            logger: quiet(logger)
        )
        let socketPath = SocketPath(in: composition.dataFolder).path
        unlink(socketPath)
        let drop = DropFolder(
            folder: composition.dataFolder.appending(path: "drop"),
            interval: .seconds(composition.settings.dropSeconds),
            options: try composition.importOptions(),
            intake: intake,
            logger: logger
        )
        let deep = DeepPass(intake: intake, logger: logger) { try await house.prepareLikeness() }
        let withdrawals = WithdrawalPass(store: house.store, logger: logger, now: composition.now)
        let shownHost = host
        let network = desk.network(host: host, port: port) { port in
            Terminal.note("streetwork is running: http://\(shownHost):\(port)/healthz")
        }
        let local = desk.local(socketPath: socketPath) { chmod(socketPath, 0o600) }
        return ServiceGroup(
            configuration: .init(
                services: ([local, drop, deep, withdrawals] + live.services + [network]).map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: quiet(logger)
            )
        )
    }

    /// The servers tell only of trouble.
    private func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = .warning
        return logger
    }
}
