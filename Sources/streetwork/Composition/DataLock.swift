import Domain
import Foundation

/// Makes sure that one process owns the data folder.
final class DataLock {
    private let descriptor: Int32

    /// Takes the lock at once.
    /// - Returns: nil where another process holds it.
    /// - Throws: `OperatorError` where the folder cannot be written in.
    init?(_ folder: URL) throws {
        let path = folder.appending(path: "streetwork.lock").path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw OperatorError(
                "The data folder '\(folder.path)' cannot be used: \(String(cString: strerror(errno))).",
                remedy: "Check that it is a folder that this user may write in."
            )
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }
}

/// The socket of a daemon, under a path that is short enough for the system.
struct SocketPath {
    /// At most 107 bytes.
    let path: String
    /// Keeps the folder open for as long as the short path is used; never closed, because the process ends with it.
    private let folder: Int32

    /// A long path goes through the open folder: `/proc/self/fd/…`.
    init(in dataFolder: URL) {
        let direct = dataFolder.appending(path: "streetwork.sock").path
        if direct.utf8.count <= 107 {
            path = direct
            folder = -1
        } else {
            folder = open(dataFolder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            path = "/proc/self/fd/\(folder)/streetwork.sock"
        }
    }
}
