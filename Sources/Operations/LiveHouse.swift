import Domain
package import Foundation
package import Intake
import Platforms
package import Transport

/// What operations on sources and outgoing answers work with.
package struct LiveHouse: Sendable {
    /// The secrets of sources.
    package let secrets: SourceSecrets
    /// Tells the daemon that sources were changed.
    package let changes: ChangeSignal
    /// How files of drop-offs are read.
    package let importOptions: ImportOptions
    /// Where files are put while they are fetched.
    package let spool: URL
    /// Whether a scheduler asks the sources in this process.
    package let isDaemon: Bool
    /// How long a released answer waits before it goes out, for taking it back.
    package let sendHold: TimeInterval
    private let lazyTransport: LazyValue<any WireTransport>

    /// - Parameter transport: makes the way to the platforms; called once, when it is needed.
    package init(
        secrets: SourceSecrets,
        changes: ChangeSignal = ChangeSignal(),
        importOptions: ImportOptions,
        spool: URL,
        isDaemon: Bool,
        sendHold: TimeInterval,
        transport: @escaping @Sendable () throws -> any WireTransport
    ) {
        self.secrets = secrets
        self.changes = changes
        self.importOptions = importOptions
        self.spool = spool
        self.isDaemon = isDaemon
        self.sendHold = sendHold
        self.lazyTransport = LazyValue(transport)
    }

    /// The way to the platforms; made at the first call.
    /// - Throws: where libcurl cannot be made ready.
    package func transport() throws -> any WireTransport { try lazyTransport.value() }
}

extension House {
    /// Leads rounds of sources.
    /// - Throws: `OperatorError` where the classifier cannot be made.
    package func leader() throws -> SourceLeader {
        let live = try requireLive()
        return SourceLeader(
            store: store,
            secrets: live.secrets,
            transport: try live.transport(),
            intake: try intake(),
            options: live.importOptions,
            spool: live.spool,
            now: now
        )
    }

    /// What operations on sources work with.
    /// - Throws: `OperatorError` in a house without a way to the platforms, as some tests have.
    package func requireLive() throws -> LiveHouse {
        guard let live else {
            throw OperatorError("This house has no way to the platforms.", remedy: "Open it through the composition.")
        }
        return live
    }
}
