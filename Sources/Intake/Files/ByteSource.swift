import Domain
import Foundation

/// Bytes that are read once, from the first to the last.
///
/// Blocking: use off the cooperative threads.
protocol ByteSource: AnyObject {
    /// The number of bytes in all, where known before reading.
    var totalBytes: Int? { get }

    /// Reads the next bytes.
    /// - Returns: how many; 0 at the end.
    /// - Throws: `OperatorError` where the source breaks.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// A file or a pipe.
final class FileBytes: ByteSource {
    let totalBytes: Int?
    private let descriptor: Int32
    private let name: String
    private let closes: Bool

    /// Opens a file for reading.
    /// - Throws: `OperatorError` where it cannot be opened.
    init(_ file: URL) throws {
        name = file.lastPathComponent
        descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        closes = true
        guard descriptor >= 0 else {
            throw OperatorError(
                "'\(file.path)' cannot be opened: \(String(cString: strerror(errno))).",
                remedy: "Check the path, and that this user may read the file."
            )
        }
        var status = stat()
        let isPlain = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        totalBytes = isPlain ? Int(status.st_size) : nil
    }

    /// Standard input.
    init() {
        name = "standard input"
        descriptor = STDIN_FILENO
        closes = false
        totalBytes = nil
    }

    deinit {
        if closes { close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw OperatorError(
                    "Reading '\(name)' failed: \(String(cString: strerror(errno))).",
                    remedy: "Check that it is a file, and the disk that it lies on; then import it again."
                )
            }
        }
    }
}
