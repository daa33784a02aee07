import ArgumentParser
import Desk
import Domain
import Foundation
import Intake
import Logging
import Operations
import ServiceLifecycle

/// The daemon.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "The daemon: owns the data folder, takes in what lies in its drop folder, answers commands.",
        discussion: """
            Put exports into DATA/drop; they are read when they no longer grow, and moved to DATA/drop/done. Commands \
            that are run meanwhile go through the daemon. SIGTERM ends it cleanly.
            """
    )

    @OptionGroup var house: HouseOptions
    @Option(help: "The address of the web server, host:port; port 0 takes a free one.") var listen: String?

    func run() async throws {
        try await reporting {
            let composition = try Composition(house)
            try composition.makeDataFolder()
            guard let lock = try DataLock(composition.dataFolder) else {
                throw OperatorError(
                    "Another streetwork process is using the data folder '\(composition.dataFolder.path)'.",
                    remedy: "End it first: one process owns the data."
                )
            }
            let services = try await DaemonServices(composition, listen: listen).make()
            do {
                try await services.run()
            } catch let error where !(error is OperatorError) {
                throw OperatorError(
                    "The daemon ended: \(error)",
                    remedy: "If the address is in use, name another with --listen 127.0.0.1:PORT."
                )
            }
            withExtendedLifetime(lock) {}
        }
    }
}
