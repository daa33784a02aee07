import ArgumentParser
import Domain
import Operations

/// Looks whether everything is in order.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Look whether database, classifier and templates are in order."
    )

    @OptionGroup var house: HouseOptions

    func run() async throws {
        try await reporting {
            let findings = try await Performer.open(try Composition(house)).perform(CheckHouse())
            if house.json {
                try Terminal.result(json: findings)
            } else {
                for finding in findings {
                    Terminal.result("\(finding.isFine ? "ok   " : "FAULT")  \(finding.subject): \(finding.words)")
                }
            }
            if findings.contains(where: { !$0.isFine }) { throw ExitCode(1) }
        }
    }
}
