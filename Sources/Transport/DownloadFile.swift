import Dispatch
import Foundation

/// A new file that a body is written into.
struct DownloadFile: Sendable {
    private let url: URL
    private let descriptor: Int32

    /// Makes the file, for its owner only.
    /// - Throws: `TransportError.cannotStore`; a file that is there stays as it is.
    init(at url: URL) throws(TransportError) {
        descriptor = open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.trouble() }
        self.url = url
    }

    /// Writes all of these bytes at its end.
    /// - Throws: `TransportError.cannotStore`, such as where the disk is full.
    func write(_ bytes: UnsafeRawBufferPointer) throws(TransportError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.trouble() }
            rest = rest.dropFirst(count)
        }
    }

    /// Closes it: brought to the disk with its name, or removed.
    ///
    /// Waits for the disk on a thread of its own, so that neither transfers nor tasks wait with it.
    /// - Throws: `TransportError.cannotStore`; then the file is gone.
    func close(keeping isKept: Bool) async throws(TransportError) {
        let result: Result<Void, TransportError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: finish(isKept)) }
        }
        try result.get()
    }

    private func finish(_ isKept: Bool) -> Result<Void, TransportError> {
        let isDurable = isKept && fsync(descriptor) == 0 && Self.sync(url.deletingLastPathComponent())
        let trouble = Self.trouble()
        _ = Foundation.close(descriptor)
        if !isDurable { unlink(url.path) }
        return isKept && !isDurable ? .failure(trouble) : .success(())
    }

    private static func sync(_ folder: URL) -> Bool {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { _ = Foundation.close(descriptor) }
        return fsync(descriptor) == 0
    }

    private static func trouble() -> TransportError { .cannotStore(reason: String(cString: strerror(errno))) }
}
