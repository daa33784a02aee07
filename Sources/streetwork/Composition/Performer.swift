import Domain
import Foundation
import Operations
import Transport

/// Does what a command asks for: in this process, or in the daemon that owns the data folder.
enum Performer {
    case local(House, DataLock)
    case daemon(LocalSocketClient)

    /// Opens the data folder, or finds the daemon that has it open.
    ///
    /// Waits up to ten seconds for another command to end.
    /// - Throws: `OperatorError`.
    static func open(_ composition: Composition) async throws -> Performer {
        try composition.makeDataFolder()
        let socket = LocalSocketClient(socketPath: SocketPath(in: composition.dataFolder).path)
        for attempt in 0..<100 {
            if let lock = try DataLock(composition.dataFolder) {
                return .local(try await composition.makeHouse(), lock)
            }
            if await isAnswering(socket) { return .daemon(socket) }
            if attempt == 5 { Terminal.note("Waiting for another streetwork command to end …") }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw OperatorError(
            "Another streetwork process is using the data folder '\(composition.dataFolder.path)'.",
            remedy: "Wait until it is done, or end it, and try again."
        )
    }

    /// Performs an operation, wherever the data are.
    /// - Throws: `OperatorError`.
    func perform<O: HouseOperation>(_ operation: O) async throws -> O.Outcome {
        switch self {
        case .local(let house, _): return try await operation.perform(in: house)
        case .daemon(let socket): return try await Self.ask(socket, operation)
        }
    }

    static func ask<O: HouseOperation>(_ socket: LocalSocketClient, _ operation: O) async throws -> O.Outcome {
        let reply: LocalSocketClient.Reply
        do {
            reply = try await socket.post("operations/\(O.name)", body: try OperationJSON.data(operation))
        } catch let failure as LocalSocketFailure {
            throw OperatorError(
                "The daemon did not answer: \(failure.reason).",
                remedy: "Look at its log, start it again with 'streetwork serve', and repeat the command."
            )
        }
        guard reply.status == 200 else {
            // A reply that is no error of ours is described by its status.
            let error = try? OperationJSON.value(OperatorError.self, from: reply.body)
            throw error
                ?? OperatorError(
                    "The daemon answered with status \(reply.status).",
                    remedy: "Look at its log."
                )
        }
        return try OperationJSON.value(O.Outcome.self, from: reply.body)
    }

    private static func isAnswering(_ socket: LocalSocketClient) async -> Bool {
        // Nobody answering is one of the two expected outcomes.
        ((try? await socket.post("operations/none", body: Data())) != nil)
    }
}
