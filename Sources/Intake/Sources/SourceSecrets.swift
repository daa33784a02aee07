import Domain
package import Foundation
import Platforms

/// The secrets of sources: files outside the database, readable by their owner only, never printed.
///
/// The secret `token` of the source `berlin` lies in `berlin/token`. Its first line is in use; a second line is the
/// secret before it, which is still accepted while a platform changes over.
package struct SourceSecrets: Sendable {
    private let folder: URL

    package init(_ folder: URL) { self.folder = folder }

    /// All secrets of a source, by name.
    /// - Throws: `OperatorError` where a file can be read by others, or by nobody.
    package func secrets(of source: String, names: [String]) throws -> [String: [String]] {
        try names.reduce(into: [:]) { found, name in
            let lines = try read(folder.appending(path: source).appending(path: name))
            if !lines.isEmpty { found[name] = lines }
        }
    }

    /// Puts a secret in use; the one before it stays accepted.
    /// - Parameter value: one line; an empty one forgets the secret.
    /// - Throws: `OperatorError` where the value is no line, or cannot be written.
    package func set(_ name: String, of source: String, to value: String) throws {
        let value = value.trimmingCharacters(in: .whitespacesAndNewlines)
        guard value.utf8.count <= 4_096, !value.contains(where: \.isNewline) else {
            throw OperatorError("A secret is one line of at most 4,096 bytes.", remedy: "Check what was given.")
        }
        let place = folder.appending(path: source), file = place.appending(path: name)
        let before = try read(file).first { $0 != value }
        let lines = value.isEmpty ? [] : [value] + [before].compactMap { $0 }
        do {
            try FileManager.default.createDirectory(
                at: place,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            guard !lines.isEmpty else {
                if FileManager.default.fileExists(atPath: file.path) { try FileManager.default.removeItem(at: file) }
                return
            }
            try write(lines.joined(separator: "\n") + "\n", to: file)
        } catch let error as OperatorError {
            throw error
        } catch {
            throw OperatorError(
                "The secret '\(name)' of '\(source)' cannot be written: \(error.localizedDescription)",
                remedy: "Check the rights of the folder for secrets and the space on its disk."
            )
        }
    }

    /// Forgets all secrets of a source.
    package func forget(_ source: String) {
        // Without secrets there is no folder.
        try? FileManager.default.removeItem(at: folder.appending(path: source))
    }

    /// Written beside and moved, so that a crash leaves the old secret or the new one.
    private func write(_ text: String, to file: URL) throws {
        let beside = file.appendingPathExtension("new")
        let isMade = FileManager.default.createFile(
            atPath: beside.path,
            contents: Data(text.utf8),
            attributes: [.posixPermissions: 0o600]
        )
        guard isMade, rename(beside.path, file.path) == 0 else {
            throw OperatorError(
                "The secret '\(file.lastPathComponent)' cannot be written.",
                remedy: "Check the rights of the folder for secrets and the space on its disk."
            )
        }
    }

    private func read(_ file: URL) throws -> [String] {
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        let shown = "\(file.deletingLastPathComponent().lastPathComponent)/\(file.lastPathComponent)"
        // Without the rights the check below refuses, as it must.
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        guard let rights = attributes?[.posixPermissions] as? Int, rights & 0o077 == 0 else {
            throw OperatorError(
                "The secret \(shown) can be read by other users.",
                remedy: "Take their rights away (chmod 600), and make a new secret: they may know this one."
            )
        }
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw OperatorError(
                "The secret \(shown) cannot be read.",
                remedy: "Let the user that runs streetwork read it; it must belong to that user."
            )
        }
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.prefix(2).map { $0 }
    }
}
