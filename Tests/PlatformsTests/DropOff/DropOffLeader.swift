import Domain
import Foundation
import Platforms
import TestSupport

/// Leads rounds with a drop-off as the daemon would, with a clock that is set by hand.
struct DropOffLeader {
    let module: any SourceModule
    var setup: SourceSetup
    var cursor: String?
    var now = SamplePosts.now
    /// What the server, or the disk, answers.
    var serve: (PollStep) -> WireAnswer
    /// What becomes of a file: nil where it is taken in.
    var receive: (FileToFetch) -> WireAnswer? = { _ in nil }

    /// What a round did.
    struct Round {
        var asked: [WireRequest] = []
        var looked: [String] = []
        var fetched: [FileToFetch] = []
        var events: [PlatformEvent] = []
        var kept = 0
        var pause: Duration?
        var trouble: PollTrouble?

        var names: [String] { fetched.map(\.name) }

        var reasons: [String] {
            events.compactMap { event in
                guard case .row(.rejected(let row)) = event else { return nil }
                return row.reason
            }
        }
    }

    struct NeverEnds: Error {}

    /// One round; the cursor is kept as the conversation says.
    /// - Parameter seconds: how much later than the round before.
    mutating func round(after seconds: TimeInterval = 0) throws -> Round {
        now += seconds
        var round = Round()
        do throws(PollTrouble) {
            guard
                var conversation = try module.conversation(setup, cursor: cursor, lookUps: [], checksAccess: true)
            else { return round }
            var answer: WireAnswer?
            for _ in 0..<10_000 {
                let step = try conversation.next(answer, now: now)
                answer = nil
                switch step {
                case .ask(let request):
                    round.asked.append(request)
                    answer = serve(step)
                case .list(let path):
                    round.looked.append(path)
                    answer = serve(step)
                case .keep(let page):
                    round.events += page.events
                    round.kept += 1
                    cursor = page.cursor ?? cursor
                case .fetch(let file):
                    round.fetched.append(file)
                    answer = receive(file)
                    if answer == nil { cursor = file.cursor }
                case .warn: continue
                case .done(let pause):
                    round.pause = pause
                    return round
                }
            }
        } catch {
            round.trouble = error
            return round
        }
        throw NeverEnds()
    }

    /// A folder of this machine with these entries, which stand at their paths.
    static func folder(_ files: [String: [FolderListing.Entry]], settle: Int = 60) -> DropOffLeader {
        DropOffLeader(
            module: FolderSource(),
            setup: SourceSetup(name: "drop", settings: ["path": "/srv/drop", "settle-seconds": "\(settle)"])
        ) { step in
            guard case .list(let path) = step else { return WireAnswer(status: 500) }
            return files[path].map(FolderListing.answer) ?? FolderListing.missing
        }
    }

    /// A file of a folder on this machine.
    static func file(_ name: String, bytes: Int = 10, at second: TimeInterval = 0) -> FolderListing.Entry {
        .init(name: name, bytes: bytes, modified: SamplePosts.now + second, isFolder: false)
    }

    /// A folder in a folder on this machine.
    static func folder(_ name: String) -> FolderListing.Entry {
        .init(name: name, bytes: 0, modified: SamplePosts.now, isFolder: true)
    }
}
