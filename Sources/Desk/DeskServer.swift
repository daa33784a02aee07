import Foundation
package import Hummingbird
package import Intake
package import Logging
package import Operations
package import ServiceLifecycle

/// The servers of the daemon: one for browsers and monitors, one for commands on this machine.
package struct DeskServer: Sendable {
    private let house: House
    private let desk: DeskParts
    private let inbox: WebhookInbox?
    private let logger: Logger

    /// - Parameters:
    ///   - config: where the words of the pages are.
    ///   - inbox: takes the calls of platforms; nil where none are taken.
    /// - Throws: `OperatorError` where words of the pages are missing.
    package init(house: House, config: ConfigFolder, settings: DeskSettings, inbox: WebhookInbox? = nil, logger: Logger)
        throws
    {
        self.house = house
        self.inbox = inbox
        self.desk = try DeskParts(house: house, config: config, settings: settings)
        self.logger = logger
    }

    /// Everything that is reached over the network.
    package func networkRouter() -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.add(middleware: SafetyHeaders(desk: desk))
        HealthRoutes(house: house).add(to: router)
        AssetRoutes(desk: desk).add(to: router)
        SessionRoutes(desk: desk).add(to: router)
        CaptureRoutes(desk: desk).add(to: router)
        CaptureAPI(desk: desk).add(to: router)
        if let inbox { WebhookRoutes(inbox: inbox).add(to: router) }
        return router
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
        Application(
            router: networkRouter(),
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
