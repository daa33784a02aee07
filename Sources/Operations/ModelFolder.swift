import Domain
package import Foundation

/// The folder with the linear models in use, and beside them those that were in use before.
package struct ModelFolder: Sendable {
    /// Where it is.
    package let url: URL

    /// The files that training makes.
    package static let names = ["attention.heads", "deep.heads", "fast.heads"]

    package init(_ url: URL) { self.url = url }

    private var previous: URL { url.appending(path: "previous") }

    /// What this folder holds of the files that training makes.
    package var files: [String: [UInt8]] {
        Self.names.reduce(into: [:]) { files, name in files[name] = bytes(name) }
    }

    /// The content of one of these files; nil where it is not there.
    package func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: url.appending(path: name).path).map { Array($0) }
    }

    /// A number for exactly the models that are used: FNV-1a over their files.
    ///
    /// - Parameter hasEncoder: whether those of the deep tier count.
    func fingerprint(hasEncoder: Bool) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for name in Self.names where hasEncoder || name == "fast.heads" {
            for byte in bytes(name) ?? [] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        return hash
    }

    /// Puts new models in the place of those in use, which are kept for `undo`.
    ///
    /// Each file is replaced at once: whoever reads it finds the old or the new one.
    /// - Throws: `OperatorError` where the folder cannot be written in.
    package func install(_ new: [String: [UInt8]]) throws {
        let fresh = url.appending(path: "previous.new")
        try remove(fresh)
        try DurableFile.write([], to: fresh.appending(path: "installed"), mode: 0o644)
        for (name, bytes) in files { try DurableFile.write(bytes, to: fresh.appending(path: name), mode: 0o644) }
        try remove(previous)
        try DurableFile.move(fresh, to: previous)
        for (name, bytes) in new.sorted(by: { $0.key < $1.key }) where Self.names.contains(name) {
            try DurableFile.write(bytes, to: url.appending(path: name), mode: 0o644)
        }
    }

    /// Puts the models back that were in use before the last `install`.
    /// - Throws: `OperatorError` where there are none.
    package func undo() throws {
        guard FileManager.default.fileExists(atPath: previous.appending(path: "installed").path) else {
            throw OperatorError(
                "There are no models to go back to in '\(previous.path)'.",
                remedy: "Only the last 'streetwork train install' can be undone, and only once."
            )
        }
        let kept = ModelFolder(previous).files
        for name in Self.names {
            let place = url.appending(path: name)
            if let bytes = kept[name] {
                try DurableFile.write(bytes, to: place, mode: 0o644)
            } else {
                try remove(place)
            }
        }
        try remove(previous)
    }

    private func remove(_ place: URL) throws {
        guard FileManager.default.fileExists(atPath: place.path) else { return }
        do {
            try FileManager.default.removeItem(at: place)
        } catch {
            throw OperatorError(
                "'\(place.path)' cannot be removed: \(error.localizedDescription).",
                remedy: "Check that this user may write in its folder."
            )
        }
    }
}
