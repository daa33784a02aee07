import Domain
import Foundation

/// Bytes that were read already, followed by the rest of their source.
final class PrefixedBytes: ByteSource {
    var totalBytes: Int? { nil }
    private var prefix: ArraySlice<UInt8>
    private let rest: any ByteSource

    init(_ prefix: [UInt8], then rest: any ByteSource) {
        self.prefix = prefix[...]
        self.rest = rest
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard !prefix.isEmpty else { return try rest.read(into: buffer) }
        let count = min(buffer.count, prefix.count)
        buffer.copyBytes(from: prefix.prefix(count))
        prefix = prefix.dropFirst(count)
        return count
    }
}

/// A source that keeps something else from being released while it is read.
final class KeptAlive: ByteSource {
    var totalBytes: Int? { source.totalBytes }
    private let source: any ByteSource
    private let keeper: AnyObject

    init(_ source: any ByteSource, by keeper: AnyObject) {
        self.source = source
        self.keeper = keeper
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int { try source.read(into: buffer) }
}

/// A copy of a source in a file that only this user can read, removed when the last reader is done.
final class SpooledFile {
    let url: URL

    /// - Throws: `OperatorError` where there is no room for it.
    init(_ source: any ByteSource) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "streetwork-\(UUID().uuidString)")
        let descriptor = open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure() }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try source.read(into: buffer)
            if count == 0 { return }
            var written = 0
            while written < count {
                let step = write(descriptor, buffer.baseAddress.map { $0 + written }, count - written)
                guard step > 0 else {
                    unlink(url.path)
                    throw Self.failure()
                }
                written += step
            }
        }
    }

    deinit { unlink(url.path) }

    private static func failure() -> OperatorError {
        OperatorError(
            "The archive from standard input cannot be kept in a temporary file: \(String(cString: strerror(errno))).",
            remedy: "Free some space in the folder for temporary files, or save the archive and name its path."
        )
    }
}
