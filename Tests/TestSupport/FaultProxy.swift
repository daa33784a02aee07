import Foundation

/// The proxy of `scripts/simulators/fault-proxy`, which spoils connections on purpose; it ends with its last reference.
package final class FaultProxy: Sendable {
    private let program: ChildProgram
    /// Where connections to be spoilt go.
    package let port: Int
    /// Where the way of spoiling is set.
    package let controlPort: Int

    /// Starts it and waits until it listens.
    ///
    /// - Parameters:
    ///   - port: the port of this machine that connections go on to.
    ///   - mode: how they are spoilt, such as `drip` or `cut:500`.
    /// - Throws: where it does not start.
    package init(to port: Int, mode: String) async throws {
        let script = Fixtures.checkout.appending(path: "scripts/simulators/fault-proxy").path
        program = try ChildProgram(script, ["--to", "\(port)", "--mode", mode, "--seconds", "1800"])
        let words = await program.firstLine().split(whereSeparator: \.isWhitespace)
        guard words.count == 4, let front = Int(words[1]), let control = Int(words[3]) else {
            throw CocoaError(.executableLoad)
        }
        (self.port, controlPort) = (front, control)
    }

    /// The address of a path behind it.
    package func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }
}
