import Domain
import Foundation

/// The lines of a file or of standard input, without their ends.
final class TextLines {
    private let handle: FileHandle
    private var rest: [UInt8] = []
    private var isAtEnd = false
    private let keepsBlankLines: Bool

    /// - Throws: `OperatorError` where the file cannot be opened.
    init(_ path: String, keepsBlankLines: Bool = false) throws {
        self.keepsBlankLines = keepsBlankLines
        guard path != "-" else {
            handle = .standardInput
            return
        }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw OperatorError(
                "'\(path)' cannot be opened.",
                remedy: "Check the path, and that this user may read it."
            )
        }
        handle = file
    }

    /// The next lines, at most so many and some megabytes at a time; nil at the end.
    ///
    /// Blank lines are passed over where they are not to be kept.
    /// - Throws: `OperatorError` where reading fails.
    func next(_ count: Int) throws -> [[UInt8]]? {
        var lines: [[UInt8]] = []
        var size = 0
        while lines.count < count, size < Self.bytesAtATime {
            guard let line = try nextLine() else { break }
            guard keepsBlankLines || line.contains(where: { $0 > 0x20 }) else { continue }
            lines.append(line)
            size += line.count
        }
        return lines.isEmpty ? nil : lines
    }

    /// So that a batch of long lines does not fill the memory.
    private static let bytesAtATime = 4_000_000
    private var pending: ArraySlice<UInt8> = []

    private func nextLine() throws -> [UInt8]? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                let line = rest + pending[..<end]
                rest = []
                pending = pending[(end + 1)...]
                return line
            }
            rest += pending
            pending = []
            if isAtEnd {
                defer { rest = [] }
                return rest.isEmpty ? nil : rest
            }
            do {
                let data = try handle.read(upToCount: 1 << 18) ?? Data()
                pending = Array(data)[...]
                isAtEnd = data.isEmpty
            } catch {
                throw OperatorError(
                    "Reading failed: \(error.localizedDescription)",
                    remedy: "Check the file and its disk."
                )
            }
        }
    }
}
