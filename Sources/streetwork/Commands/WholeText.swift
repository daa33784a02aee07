import Domain
import Foundation

/// A text that is read at once.
enum WholeText {
    /// The bytes of a file, or of standard input where the path is `-`.
    /// - Throws: `OperatorError` where it cannot be read, or has more than 16 MiB.
    static func bytes(_ path: String) throws -> [UInt8] {
        let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        guard let handle else { throw trouble(path, "there is no such file, or this user may not read it") }
        let data: Data
        do {
            data = try handle.read(upToCount: mostBytes + 1) ?? Data()
        } catch {
            throw trouble(path, error.localizedDescription)
        }
        guard data.count <= mostBytes else { throw trouble(path, "it has more than \(mostBytes) bytes") }
        return Array(data)
    }

    /// The same as text.
    /// - Throws: `OperatorError`, also where it is not UTF-8.
    static func read(_ path: String) throws -> String {
        guard let text = String(validating: try bytes(path), as: UTF8.self) else {
            throw trouble(path, "it is not UTF-8")
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }

    private static func trouble(_ path: String, _ reason: String) -> OperatorError {
        let name = path == "-" ? "Standard input" : "'\(path)'"
        return OperatorError("\(name) cannot be read: \(reason).", remedy: "Check the path, or save it as UTF-8.")
    }

    private static let mostBytes = 16 << 20
}
