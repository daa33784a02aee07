import ArgumentParser
import Domain
import Foundation
import Operations

/// Writes results to standard output and everything else to standard error.
enum Terminal {
    /// Whether standard error is a terminal, where a progress bar makes sense.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether results may be coloured.
    static var showsColours: Bool {
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }

    /// A line of the result.
    static func result(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    /// A result that ends as it is, such as a table.
    static func exact(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// A value of the result, as JSON.
    static func result(json value: some Encodable) throws {
        result(String(decoding: try OperationJSON.data(value, pretty: true), as: UTF8.self))
    }

    /// A word to the person, not part of the result.
    static func note(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// Draws over the line of the progress bar.
    static func progress(_ text: String) { write("\r\u{1B}[2K" + text, to: STDERR_FILENO) }

    /// Emphasis for headings, where colours are on.
    static func strong(_ text: String) -> String { showsColours ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    /// The text of a post, safe to print: no control, direction or escape characters, one line, at most so long.
    static func excerpt(_ text: String, _ length: Int) -> String {
        let plain = safe(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return plain.count > length ? plain.prefix(length - 1) + "…" : plain
    }

    /// A text, safe to print: line breaks stay, other control and direction characters go.
    static func safe(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { scalar in
                    switch scalar.value {
                    case 0x0A: true
                    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: false
                    default: true
                    }
                }
            )
        )
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}

extension AsyncParsableCommand {
    /// Runs a command; an error is written for people, and ends the program with status 1.
    func reporting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as OperatorError {
            Terminal.note("streetwork: \(error.what)\n\(error.remedy)")
            throw ExitCode(1)
        }
    }
}
