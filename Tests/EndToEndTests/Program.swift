import Foundation
import TestSupport

/// The built program, run as a person would run it.
struct Program {
    /// What came of one run.
    struct Outcome {
        var status: Int32
        var output: String
        var errors: String

        /// The output as JSON.
        func json() throws -> Any {
            try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed)
        }

        /// The output as a JSON object.
        func object() throws -> [String: Any] { try json() as? [String: Any] ?? [:] }
    }

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    var data: String { folder.url.appending(path: "data").path }

    /// The program beside the test bundle.
    static let url = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "streetwork")

    func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = Self.url
        process.arguments = ["--data", data] + arguments
        var environment = ProcessInfo.processInfo.environment
        environment["SWIFT_BACKTRACE"] = "enable=no"
        environment["STREETWORK_DATA"] = nil
        environment["STREETWORK_CONFIG"] = nil
        process.environment = environment
        process.currentDirectoryURL = Fixtures.checkout
        return process
    }

    /// Runs it to its end.
    func run(_ arguments: String..., input: String? = nil) throws -> Outcome {
        try run(arguments, input: Array((input ?? "").utf8))
    }

    /// Runs it to its end with bytes on its standard input.
    func run(_ arguments: String..., input: [UInt8]) throws -> Outcome { try run(arguments, input: input) }

    private func run(_ arguments: [String], input: [UInt8]) throws -> Outcome {
        let process = process(arguments)
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        let source = try folder.write("input", input)
        process.standardInput = try FileHandle(forReadingFrom: source)
        try process.run()
        let words = output.fileHandleForReading.readDataToEndOfFile()
        let complaints = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: words, as: UTF8.self),
            errors: String(decoding: complaints, as: UTF8.self)
        )
    }

    func fixture(_ path: String) -> String { Fixtures.url("exports/\(path)").path }
}
