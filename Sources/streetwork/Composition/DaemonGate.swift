import Domain
import Intake
import Operations
import Transport

/// Hands the rows of an import over to a running daemon.
struct DaemonGate: IntakeGate {
    let socket: LocalSocketClient

    func begin(name: String, format: String) async throws -> Int64 {
        try await Performer.ask(socket, BeginImport(file: name, format: format))
    }

    /// The daemon classifies; here is nothing to do.
    func prepare(_ batch: IntakeBatch) -> IntakeBatch { batch }

    func save(_ prepared: IntakeBatch, run: Int64?) async throws -> SavedBatch {
        try await Performer.ask(socket, SaveBatch(batch: prepared, run: run))
    }

    func end(_ run: Int64, fault: String?) async throws {
        _ = try await Performer.ask(socket, EndImport(run: run, fault: fault))
    }
}
