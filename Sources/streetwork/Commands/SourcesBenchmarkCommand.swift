import ArgumentParser
import Domain
import Foundation
import Platforms
import Transport

/// Measures what waiting for sources costs.
struct SourcesBenchmarkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources",
        abstract: "Measure: long polls that wait, their share of a core and their memory.",
        discussion: """
            Sends the polls to a server in this process that answers each after --hold seconds, whereupon it is sent \
            again. What that server's thread computes is left out; its memory is within.
            """
    )

    @OptionGroup var house: HouseOptions
    @Option(help: "How many polls wait at once.") var polls = 500
    @Option(help: "How long to measure, in seconds.") var seconds = 20
    @Option(help: "How long the server holds a poll, in seconds.") var hold = 50

    func validate() throws {
        guard (1...10_000).contains(polls), (1...3_600).contains(seconds), (1...3_600).contains(hold) else {
            throw ValidationError("--polls must be 1 to 10000, --seconds and --hold 1 to 3600.")
        }
    }

    /// What was measured.
    private struct Figures: Encodable {
        var polls: Int
        var seconds: Int
        var answers: Int
        var percentOfOneCore: Double
        var addedMegabytes: Double

        /// The limits are the targets of the project.
        var table: String {
            """
            \(polls) long polls, \(seconds) s, \(answers) of them answered meanwhile
              of one core    \(percentOfOneCore) %    (at most 1 wanted)
              added memory   \(addedMegabytes) MB   (at most 40 wanted)
            """
        }
    }

    func run() async throws {
        try await reporting {
            let figures = try await measure()
            if house.json { return try Terminal.result(json: figures) }
            Terminal.result(figures.table)
        }
    }

    private func measure() async throws -> Figures {
        try allowFiles(2 * polls + 100)
        let server = try PollHolder(hold: .seconds(hold))
        let memory = ProcessMemory.residentMegabytes()
        let transport = try CurlTransport(
            TransportSettings(
                policy: AddressPolicy(allowsLoopback: true),
                maxRequestsPerHost: polls,
                maxRequests: polls
            )
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<polls {
                group.addTask {
                    let limits = WireLimits(idle: .seconds(hold + 30), total: .seconds(hold + 60))
                    while true { _ = try await transport.send(WireRequest(.get, server.url, limits: limits)) }
                }
            }
            while server.load.waiting < polls { try await Task.sleep(for: .milliseconds(50)) }
            let (before, earlier) = (ProcessorTime.seconds(), server.load)
            try await Task.sleep(for: .seconds(seconds))
            let (after, later) = (ProcessorTime.seconds(), server.load)
            let added = ProcessMemory.residentMegabytes() - memory
            group.cancelAll()
            // They all end with the same cancellation.
            while let result = await group.nextResult() { _ = result }
            await transport.close()
            let spent = (after - before) - (later.processorSeconds - earlier.processorSeconds)
            return Figures(
                polls: polls,
                seconds: seconds,
                answers: later.answers - earlier.answers,
                percentOfOneCore: (spent / Double(seconds) * 100_000).rounded() / 1_000,
                addedMegabytes: (added * 10).rounded() / 10
            )
        }
    }

    /// Lets this process open that many files, both ends of each connection among them.
    private func allowFiles(_ count: Int) throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard limit.rlim_cur < rlim_t(count) else { return }
        limit.rlim_cur = rlim_t(count)
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw OperatorError(
                "This user may not open \(count) files at once.",
                remedy: "Raise the limit (ulimit -n), or measure fewer --polls."
            )
        }
    }
}
