import Foundation
import Hummingbird
package import Intake
package import Logging
package import Operations
package import ServiceLifecycle

/// The servers of the daemon: one for browsers and monitors, one for commands on this machine.
package struct DeskServer: Sendable {
    private let house: House
    private let inbox: WebhookInbox?
    private let logger: Logger

    /// - Parameter inbox: takes the calls of platforms; nil where none are taken.
    package init(house: House, inbox: WebhookInbox? = nil, logger: Logger) {
        self.house = house
        self.inbox = inbox
        self.logger = logger
    }

    /// The server on an address of the network; only loopback until something else is set.
    ///
    /// - Parameters:
    ///   - port: 0 takes a free one.
    ///   - onReady: called with the port once connections are taken.
    package func network(
        host: String,
        port: Int,
        onReady: @escaping @Sendable (Int) async -> Void
    ) -> any Service {
        let router = Router()
        HealthRoutes(house: house).add(to: router)
        if let inbox { WebhookRoutes(inbox: inbox).add(to: router) }
        return Application(
            router: router,
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }

    /// The server on the Unix socket, for whoever may open the data folder.
    package func local(socketPath: String, onReady: @escaping @Sendable () async -> Void) -> any Service {
        let router = Router()
        HealthRoutes(house: house).add(to: router)
        OperationRoutes(house: house, logger: logger).add(to: router)
        return Application(
            router: router,
            configuration: .init(address: .unixDomainSocket(path: socketPath), serverName: nil),
            onServerRunning: { _ in await onReady() },
            logger: logger
        )
    }
}
