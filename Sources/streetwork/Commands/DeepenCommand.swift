import ArgumentParser
import Domain
import Foundation
import Intake
import Operations

/// Works through the backlog of the deep tier.
struct DeepenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deepen",
        abstract: "Let the deep tier look at the imported posts that the fast one could not dismiss.",
        discussion: "The likeliest urgent come first; the queue reorders. The daemon does this by itself."
    )

    @OptionGroup var house: HouseOptions
    @Option(help: "At most so many posts; some 60 ms each.") var limit = 1_000_000

    func run() async throws {
        try await reporting {
            let performer = try await Performer.open(try Composition(house))
            let result = try await withTaskExecutorPreference(BackgroundExecutor(label: "streetwork.deepen")) {
                try await work(performer)
            }
            if Terminal.showsProgress { Terminal.progress("") }
            if house.json { return try Terminal.result(json: result) }
            if !result.hasDeepTier {
                return Terminal.note("There is no deep tier: fetch the sentence encoder with scripts/fetch-models.")
            }
            Terminal.result("\(result.done) posts looked at, \(result.left) left.")
        }
    }

    private func work(_ performer: Performer) async throws -> DeepenedPosts {
        var result = try await performer.perform(Deepen(limit: min(20, max(0, limit))))
        var step = result.done
        while step > 0, result.left > 0, result.done < limit {
            if Terminal.showsProgress { Terminal.progress("\(result.done) looked at, \(result.left) left") }
            let next = try await performer.perform(Deepen(limit: min(20, limit - result.done)))
            step = next.done
            result.done += next.done
            result.left = next.left
        }
        return result
    }
}
