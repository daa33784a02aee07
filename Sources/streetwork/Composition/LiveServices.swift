import Intake
import Logging
import Operations
import ServiceLifecycle

/// The parts of the daemon that talk with platforms.
struct LiveServices {
    /// Takes the calls of platforms.
    let inbox: WebhookInbox
    /// What runs as long as the daemon does.
    let services: [any Service]

    /// - Throws: where libcurl or the classifier cannot be made ready.
    init(_ house: House, intake: Intake, logger: Logger) throws {
        let live = try house.requireLive()
        let leader = try house.leader()
        let scheduler = SourceScheduler(
            store: house.store,
            leader: leader,
            changes: live.changes,
            logger: logger,
            now: house.now
        )
        let doors = WebhookDoors(store: house.store, leader: leader, changes: live.changes, now: house.now)
        inbox = WebhookInbox(doors: doors, store: house.store, keyring: house.keyring, now: house.now)
        let worker = WebhookWorker(
            store: house.store,
            doors: doors,
            keyring: house.keyring,
            intake: intake,
            arrived: { scheduler.arrived($0, of: $1) },
            hurry: { scheduler.hurry($0) },
            logger: logger,
            now: house.now
        )
        let courier = OutboxCourier(
            store: house.store,
            leader: leader,
            transport: try live.transport(),
            logger: logger,
            now: house.now
        )
        services = [scheduler, worker, courier]
    }
}
