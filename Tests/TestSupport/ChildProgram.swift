import Dispatch
import Foundation

/// A program that runs beside a test, ended with its last reference.
///
/// It inherits nothing but its output. `Process` would hand it the pipes of programs that other tests run meanwhile;
/// they would wait for the end of this one.
package final class ChildProgram: Sendable {
    private let number: pid_t
    /// The end of its output that is read.
    private let output: Int32

    /// Starts it.
    /// - Throws: `POSIXError` where it cannot be started.
    package init(_ path: String, _ arguments: [String]) throws {
        var pipe: [Int32] = [0, 0]
        guard Foundation.pipe(&pipe) == 0 else { throw POSIXError(.EMFILE) }
        for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(pipe[1]) }
        output = pipe[0]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, pipe[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // Those that are not open do no harm.
        for other in 3..<Int32(min(sysconf(Int32(_SC_OPEN_MAX)), 4_096)) {
            posix_spawn_file_actions_addclose(&actions, other)
        }
        let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
        var (words, variables) = (Self.copies([path] + arguments), Self.copies(environment))
        defer {
            posix_spawn_file_actions_destroy(&actions)
            for copy in words + variables { free(copy) }
        }
        var number: pid_t = 0
        let trouble = posix_spawn(&number, path, &actions, nil, &words, &variables)
        self.number = number
        guard trouble == 0 else { throw POSIXError(POSIXErrorCode(rawValue: trouble) ?? .ENOENT) }
    }

    deinit {
        close(output)
        guard number > 0 else { return }
        // Other signals may be blocked in it, as they are in the threads that tests run on.
        kill(number, SIGKILL)
        waitpid(number, nil, 0)
    }

    /// Runs a program to the end of its output.
    /// - Throws: `POSIXError` where it cannot be started.
    package static func output(of path: String, _ arguments: [String]) async throws -> String {
        try await ChildProgram(path, arguments).text { _ in false }
    }

    /// Waits for the first line that it prints.
    package func firstLine() async -> String { await text { $0.contains(UInt8(ascii: "\n")) } }

    /// Reads, on a thread that may wait, until there is enough or nothing comes any more.
    private func text(isEnough: @escaping @Sendable ([UInt8]) -> Bool) async -> String {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [self] in
                var (bytes, piece) = ([UInt8](), [UInt8](repeating: 0, count: 4_096))
                while !isEnough(bytes), case let count = read(output, &piece, piece.count), count > 0 {
                    bytes += piece[..<count]
                }
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    /// As C wants them: copies, and a nil at the end.
    private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }
}
