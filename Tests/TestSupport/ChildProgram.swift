package import Foundation

/// A program that runs beside a test, ended with its last reference.
package final class ChildProgram: Sendable {
    private let process: Process

    /// Starts it.
    ///
    /// - Parameter standardOutput: where its output goes; nowhere unless something is named.
    /// - Throws: where it cannot be started.
    package init(_ path: String, _ arguments: [String], standardOutput: Pipe? = nil) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = standardOutput ?? FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        // Other signals may be blocked in a child, as they are in the threads that tests run on.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Runs a program to its end.
    /// - Returns: what it wrote to its standard output; nil where it did not go well.
    /// - Throws: where it cannot be started.
    package static func run(_ path: String, _ arguments: [String]) async throws -> String? {
        let output = Pipe()
        let child = try ChildProgram(path, arguments, standardOutput: output)
        while child.process.isRunning { await Task.yield() }
        let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        return child.process.terminationStatus == 0 ? words : nil
    }
}
