import Foundation
import FoundationNetworking
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(10)))
struct DaemonTests {
    let program: Program

    init() throws { program = try Program() }

    /// Starts the daemon and waits until it says where it listens.
    private func start() throws -> (process: Process, address: String) {
        let process = program.process(["serve", "--listen", "127.0.0.1:0"])
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var words = ""
        while !words.contains("/healthz\n") {
            let data = errors.fileHandleForReading.availableData
            try #require(!data.isEmpty, "the daemon ended: \(words)")
            words += String(decoding: data, as: UTF8.self)
        }
        let address = words.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("http://") }.map(String.init)
        return (process, try #require(address))
    }

    @Test func `a command gives the same with a daemon as without one`() throws {
        let plain = try Program()
        let (daemon, _) = try start()
        defer { daemon.terminate() }
        let commands = [
            ["import", program.fixture("telegram"), "--json"],
            // Where there is a deep tier, the daemon begins with it by itself: bring both to its end.
            ["deepen", "--json"], ["queue", "--json"], ["statistics", "--json"], ["template", "list", "--json"],
        ]

        for command in commands {
            let through = try run(program, command)
            let direct = try run(plain, command)

            let same = try Self.unordered(through) == Self.unordered(direct)
            #expect(through.status == direct.status, "\(command)")
            #expect(
                command[0] == "deepen" || same,
                "\(command)"
            )
        }
        let refused = try program.run("queue", "show", "999")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("There is no enquiry 999."))
    }

    /// What came out, without the order and the numbers of enquiries: both follow from when the deep tier looked at a
    /// post, and the daemon does so while the import goes on.
    private static func unordered(_ outcome: Program.Outcome) throws -> [String] {
        guard let list = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]] else {
            return [outcome.output]
        }
        return try list.map { item in
            var item = item
            item["id"] = nil
            let posts = item["posts"] as? [[String: Any]]
            item["posts"] = posts?.map { post in post.filter { $0.key != "id" } }
            let data = try JSONSerialization.data(withJSONObject: item, options: .sortedKeys)
            return String(decoding: data, as: UTF8.self)
        }.sorted()
    }

    @Test func `says that it is well, and stops within five seconds when it is asked to`() async throws {
        let (daemon, address) = try start()

        let (body, response) = try await URLSession.shared.data(from: try #require(URL(string: address)))
        let start = ContinuousClock.now
        daemon.terminate()
        daemon.waitUntilExit()

        #expect((response as? HTTPURLResponse)?.statusCode == 200)
        #expect(String(decoding: body, as: UTF8.self) == #"{"status":"ok"}"#)
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(daemon.terminationStatus == 0)
        #expect(daemon.terminationReason == .exit)
    }

    @Test func `a second daemon for the same data is refused`() throws {
        let (daemon, _) = try start()
        defer { daemon.terminate() }

        let second = try program.run("serve", "--listen", "127.0.0.1:0")

        #expect(second.status == 1)
        #expect(second.errors.contains("Another streetwork process"))
    }

    private func run(_ program: Program, _ arguments: [String]) throws -> Program.Outcome {
        switch arguments.count {
        case 2: try program.run(arguments[0], arguments[1])
        default: try program.run(arguments[0], arguments[1], arguments[2])
        }
    }
}
