import Foundation
import Platforms
import TestSupport
import Testing

@Suite struct DropOffRoundTests {
    private let now = SamplePosts.now

    @Test func `a file is fetched once, at its second listing a minute later`() throws {
        var leader = DropOffLeader.folder(["/srv/drop": [DropOffLeader.file("a.json")]])

        let rounds = try [0, 30, 29, 1, 60].map { try leader.round(after: $0) }

        #expect(rounds.map(\.names) == [[], [], [], ["a.json"], []])
        #expect(rounds.map(\.pause) == [.seconds(60), .seconds(30), .seconds(1), nil, nil])
        #expect(rounds[3].fetched.map(\.path) == ["/srv/drop/a.json"])
        #expect(rounds[4].kept == 0)
    }

    @Test func `a growing file is waited for until it rests`() throws {
        var leader = DropOffLeader.folder([:])
        var fetched: [[Int?]] = []

        for bytes in [10, 20, 30, 30, 30] {
            leader.serve = { _ in FolderListing.answer([DropOffLeader.file("a.json", bytes: bytes)]) }
            fetched.append(try leader.round(after: 60).fetched.map(\.bytes))
        }

        #expect(fetched == [[], [], [], [30], []])
    }

    @Test func `a file that is replaced is fetched again once it rests`() throws {
        var leader = DropOffLeader.folder([:])
        var names: [[String]] = []

        for second in [0, 0, 5, 5, 5] {
            leader.serve = { _ in FolderListing.answer([DropOffLeader.file("a.json", at: TimeInterval(second))]) }
            names.append(try leader.round(after: 60).names)
        }

        #expect(names == [[], ["a.json"], [], ["a.json"], []])
    }

    @Test func `what vanishes is forgotten, and new when it comes back`() throws {
        var leader = DropOffLeader.folder([:])
        var names: [[String]] = []
        var lengths: [Int] = []

        for isThere in [true, true, false, true, true] {
            leader.serve = { _ in FolderListing.answer(isThere ? [DropOffLeader.file("a.json")] : []) }
            names.append(try leader.round(after: 60).names)
            lengths.append(leader.cursor?.count ?? 0)
        }

        #expect(names == [[], ["a.json"], [], [], ["a.json"]])
        #expect(lengths[2] < lengths[1])
    }

    @Test func `without identity a new name is a new file`() throws {
        var leader = DropOffLeader.folder([:])
        var names: [[String]] = []

        for name in ["a.json", "a.json", "b.json", "b.json"] {
            leader.serve = { _ in FolderListing.answer([DropOffLeader.file(name)]) }
            names.append(try leader.round(after: 60).names)
        }

        #expect(names == [[], ["a.json"], [], ["b.json"]])
    }

    @Test func `a broken file is tried three times, after all others, and told once`() throws {
        var leader = DropOffLeader.folder(["/srv/drop": ["a.zip", "b.zip", "c.zip"].map { DropOffLeader.file($0) }])
        leader.receive = { $0.name == "a.zip" ? FileToFetch.unusable : nil }

        let rounds = try (0..<7).map { _ in try leader.round(after: 60) }

        #expect(rounds.map(\.names) == [[], ["a.zip", "b.zip", "c.zip"], ["a.zip"], ["a.zip"], [], [], []])
        #expect(rounds.map(\.reasons.count) == [0, 0, 0, 0, 1, 0, 0])
        #expect(rounds[4].reasons.first?.hasPrefix("A file was tried 3 times") == true)
        #expect(rounds[4].events.first.map { "\($0)".contains("a.zip") } == false)
    }

    @Test func `a file that ends the program is given up as well`() throws {
        var leader = DropOffLeader.folder(["/srv/drop": ["a.zip", "b.zip"].map { DropOffLeader.file($0) }])
        _ = try leader.round()
        leader.now += 60
        var begun: [String] = []

        for _ in 0..<5 {
            var conversation = try #require(
                try leader.module.conversation(leader.setup, cursor: leader.cursor, lookUps: [], checksAccess: false)
            )
            var answer: WireAnswer?
            steps: while true {
                let step = try conversation.next(answer, now: leader.now)
                answer = nil
                switch step {
                case .list: answer = leader.serve(step)
                case .keep(let page): leader.cursor = page.cursor
                case .fetch(let file):
                    begun.append(file.name)
                    if file.name == "a.zip" { break steps }
                    leader.cursor = file.cursor
                case .ask, .warn, .done: break steps
                }
            }
        }

        #expect(begun == ["a.zip", "b.zip", "a.zip", "a.zip"])
    }

    @Test(arguments: [(404, 0), (410, 0), (423, 0), (403, 1), (500, 1), (302, 1), (422, 1)])
    func `what a server answers for a file counts as a try or not`(status: Int, tries: Int) throws {
        var leader = DropOffLeader.folder(["/srv/drop": ["a.zip", "b.zip"].map { DropOffLeader.file($0) }])
        leader.receive = { $0.name == "a.zip" ? WireAnswer(status: status) : nil }

        let rounds = try (0..<8).map { _ in try leader.round(after: 60) }

        #expect(rounds[1].names == ["a.zip", "b.zip"])
        #expect(rounds.flatMap(\.names).count { $0 == "a.zip" } == (tries == 1 ? 3 : 7))
        #expect(rounds.allSatisfy { $0.trouble == nil })
    }

    @Test(arguments: [401, 429, 503])
    func `a server that has enough ends the round without a try`(status: Int) throws {
        var leader = DropOffLeader.folder(["/srv/drop": ["a.zip", "b.zip"].map { DropOffLeader.file($0) }])
        leader.receive = { _ in WireAnswer(status: status) }
        let rounds = try (0..<6).map { _ in try leader.round(after: 60) }
        leader.receive = { _ in nil }

        let last = try leader.round(after: 60)

        #expect(rounds.map(\.names) == [[]] + Array(repeating: ["a.zip"], count: 5))
        #expect(rounds.dropFirst().allSatisfy { $0.trouble != nil && $0.reasons.isEmpty })
        #expect(last.names == ["a.zip", "b.zip"])
    }

    @Test func `a clock that was set back makes no file wait for long`() throws {
        var leader = DropOffLeader.folder(["/srv/drop": [DropOffLeader.file("a.json")]])
        _ = try leader.round()

        let back = try leader.round(after: -86_400 * 365)
        let after = try leader.round(after: 60)

        #expect(back.names.isEmpty && back.pause == .seconds(60))
        #expect(after.names == ["a.json"])
    }

    @Test func `with nothing to wait for, two listings are still needed`() throws {
        var leader = DropOffLeader.folder(["/srv/drop": [DropOffLeader.file("a.json")]], settle: 0)

        let first = try leader.round()
        let second = try leader.round()

        #expect(first.names.isEmpty && first.pause == .seconds(1))
        #expect(second.names == ["a.json"])
    }

    @Test func `ten thousand files are remembered in half a mebibyte and fetched in portions`() throws {
        let files = (0..<10_000).map { DropOffLeader.file("export-\($0).json", bytes: $0) }
        var leader = DropOffLeader.folder(["/srv/drop": files])

        _ = try leader.round()
        let second = try leader.round(after: 60)
        let third = try leader.round(after: 1)

        #expect(second.names.count == 50 && second.pause == .seconds(1))
        #expect(third.names.count == 50 && Set(third.names).isDisjoint(with: second.names))
        #expect((leader.cursor?.utf8.count ?? 0) < 700_000)
    }

    @Test func `a drop-off that is too full is for a person`() throws {
        let files = (0..<20_001).map { DropOffLeader.file("\($0).json") }
        var leader = DropOffLeader.folder(["/srv/drop": files])

        let round = try leader.round()

        #expect(Troubles.words(round.trouble).hasPrefix("person: There are more than 20000 files"))
        #expect(leader.cursor == nil)
    }

    @Test func `a file that is too long is told and not fetched`() throws {
        var leader = DropOffLeader.folder(["/srv/drop": [DropOffLeader.file("a.zip", bytes: 2_362_232_013)]])

        let rounds = try (0..<3).map { _ in try leader.round(after: 60) }

        #expect(rounds.map(\.reasons.count) == [1, 0, 0])
        #expect(rounds.flatMap(\.fetched).isEmpty)
    }

    @Test(arguments: ["", "nonsense", "{}", "{\"files\":[\"x\"],\"place\":\"p\"}", "[1]"])
    func `a cursor that cannot be read is begun anew`(cursor: String) throws {
        var leader = DropOffLeader.folder(["/srv/drop": [DropOffLeader.file("a.json")]])
        leader.cursor = cursor

        let rounds = try (0..<3).map { _ in try leader.round(after: 60) }

        #expect(rounds.map(\.names) == [[], ["a.json"], []])
    }

    @Test(arguments: ["-1", "3601", "a minute", "60.5"])
    func `a time to rest that makes no sense is for a person`(seconds: String) throws {
        var leader = DropOffLeader.folder([:])
        leader.setup.settings["settle-seconds"] = seconds

        let round = try leader.round()

        #expect(Troubles.words(round.trouble).hasPrefix("person: The setting 'settle-seconds'"))
    }
}
