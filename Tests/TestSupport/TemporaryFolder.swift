package import Foundation

/// A folder for one test, removed when the last reference to it is gone.
package final class TemporaryFolder: Sendable {
    /// Where it is.
    package let url: URL

    /// Makes a folder with a name of its own.
    /// - Throws: where the folder for temporary files cannot be written in.
    package init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "streetwork-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed is left to whoever cleans the folder for temporary files.
        try? FileManager.default.removeItem(at: url)
    }

    /// Writes a file into it.
    /// - Returns: where the file is.
    /// - Throws: where it cannot be written.
    package func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> URL {
        let file = url.appending(path: name)
        try Data(bytes).write(to: file)
        return file
    }
}
