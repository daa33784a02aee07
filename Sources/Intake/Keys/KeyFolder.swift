import Domain
package import Foundation

/// Keeps the project's secret keys as files outside the database, readable by their owner only.
package struct KeyFolder: Sendable {
    private let folder: URL

    private let mayMake: Bool

    /// - Parameter mayMake: whether missing keys may be made; not where data were written with others.
    package init(_ folder: URL, mayMake: Bool = true) {
        self.folder = folder
        self.mayMake = mayMake
    }

    /// The key for a purpose, 32 random bytes; made at the first call.
    ///
    /// - Throws: `OperatorError` where the file is too short, or readable by others, or cannot be made.
    package func key(for purpose: KeyPurpose, version: Int = 1) throws -> [UInt8] {
        let file = folder.appending(path: "\(purpose.rawValue)-\(version).key")
        if FileManager.default.fileExists(atPath: file.path) { return try read(file) }
        guard mayMake else {
            throw OperatorError(
                "The key file \(file.lastPathComponent) is missing, but data were written with it.",
                remedy: "Restore the folder for keys that belongs to this data folder."
            )
        }
        return try make(file)
    }

    private func read(_ file: URL) throws -> [UInt8] {
        guard let bytes = FileManager.default.contents(atPath: file.path) else {
            throw OperatorError(
                "The key file \(file.lastPathComponent) cannot be read.",
                remedy: "Let the user that runs streetwork read it; it must belong to that user."
            )
        }
        // Without the rights the check below refuses, as it must.
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        guard let rights = attributes?[.posixPermissions] as? Int, rights & 0o077 == 0 else {
            throw OperatorError(
                "The key file \(file.lastPathComponent) can be read by other users.",
                remedy: "Take their rights away: chmod 600 '\(file.path)'. Consider the key as known to them."
            )
        }
        guard bytes.count == Self.keyBytes else {
            throw OperatorError(
                "The key file \(file.lastPathComponent) holds \(bytes.count) bytes instead of \(Self.keyBytes).",
                remedy: "Restore it from your backup of the keys. A new key cannot open the old data."
            )
        }
        return Array(bytes)
    }

    private func make(_ file: URL) throws -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        let key = (0..<Self.keyBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let manager = FileManager.default
        do {
            try manager.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw OperatorError(
                "The folder for keys cannot be made: \(error.localizedDescription)",
                remedy: "Check that this user may write in the data folder."
            )
        }
        let isMade = manager.createFile(
            atPath: file.path,
            contents: Data(key),
            attributes: [.posixPermissions: 0o600]
        )
        guard isMade else {
            throw OperatorError(
                "The key file \(file.lastPathComponent) cannot be written.",
                remedy: "Check the rights of the folder for keys and the space on its disk."
            )
        }
        return key
    }

    private static let keyBytes = 32
}

/// What a key is for.
///
/// Each purpose has a key of its own, so that none opens what another protects.
package enum KeyPurpose: String, CaseIterable, Sendable {
    /// Makes pseudonyms of authors.
    case pseudonym
    /// Makes marks of texts.
    case mark
    /// Seals handles and refused rows.
    case seal
}
