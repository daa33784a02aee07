import Domain
package import Foundation

/// Replaces files so that a crash leaves the old or the new one, never half of one.
package enum DurableFile {
    /// Writes a file beside its place, brings it to the disk, and moves it to its place; makes the folder.
    /// - Throws: `OperatorError`; then the old file is still there.
    package static func write(_ bytes: [UInt8], to file: URL, mode: mode_t = 0o600) throws {
        let folder = file.deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw trouble(file, error.localizedDescription)
        }
        let beside = folder.appending(path: ".\(file.lastPathComponent).new")
        let descriptor = open(beside.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw trouble(file, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw trouble(file, String(cString: strerror(errno))) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw trouble(file, String(cString: strerror(errno))) }
        try move(beside, to: file)
    }

    /// Moves a file or folder to a place in the same file system, over what is there, and brings that to the disk.
    /// - Throws: `OperatorError`; then nothing has moved.
    package static func move(_ file: URL, to place: URL) throws {
        guard rename(file.path, place.path) == 0 else { throw trouble(place, String(cString: strerror(errno))) }
        let folder = open(place.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        // The new name is there; only a power cut within the next seconds could still take it back.
        _ = fsync(folder)
        close(folder)
    }

    private static func trouble(_ file: URL, _ reason: String) -> OperatorError {
        OperatorError(
            "The file '\(file.path)' cannot be written: \(reason).",
            remedy: "Check that this user may write in its folder, and that the disk has room."
        )
    }
}
