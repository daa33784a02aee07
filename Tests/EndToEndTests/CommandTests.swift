import Foundation
import TestSupport
import Testing

@Suite(.serialized)
struct CommandTests {
    let program: Program

    init() throws { program = try Program() }

    @Test func `from an export to an answer that is counted`() throws {
        let imported = try program.run("import", program.fixture("telegram/forum-berlin.json"), "--json")
        let queue = try #require(try program.run("queue", "--json", "--limit", "100").json() as? [[String: Any]])
        let next = try program.run("queue", "next", "--as", "ana", "--json").object()
        let id = try #require(next["id"] as? Int)
        let other = try program.run("queue", "next", "--as", "ben", "--json").object()
        let made = try program.run(
            "answer",
            "\(id)",
            "--as",
            "ana",
            "--template",
            "no-shelter-tonight",
            "--language",
            "bg",
            "--json"
        )
        let sent = try program.run(
            "answer",
            "\(id)",
            "--as",
            "ana",
            "--template",
            "no-shelter-tonight",
            "--language",
            "bg",
            "--sent",
            "https://t.me/c/1/2",
            "--json"
        )
        let report = try program.run("statistics", "--json").object()

        let tally = try imported.object()
        #expect(imported.status == 0)
        #expect(tally["rows"] as? Int == 38)
        #expect(tally["new"] as? Int == 28)
        #expect(queue.first?["urgency"] as? String == "acute")
        #expect(next["takenBy"] as? String == "ana")
        #expect(other["id"] as? Int != id)
        #expect(made.status == 0)
        #expect(sent.status == 0)
        let weeks = try #require(report["weeks"] as? [[String: Any]])
        let total = try #require(weeks.first?["total"] as? [String: Any])
        #expect(total["seen"] as? Int == 28)
        #expect(total["answered"] as? Int == 1)
        #expect(total["open"] as? Int == queue.count - 1)
    }

    @Test func `importing twice adds nothing`() throws {
        let first = try program.run("import", program.fixture("tiktok"), "--json").object()
        let second = try program.run("import", program.fixture("tiktok"), "--json").object()

        #expect(first["new"] as? Int ?? 0 > 0)
        #expect(second["new"] as? Int == 0)
        #expect(second["rows"] as? Int == first["rows"] as? Int)
    }

    @Test func `options may stand before the command and after it`() throws {
        let process = program.process(["--json", "queue"])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let words = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()

        #expect(process.terminationStatus == 0)
        #expect(try JSONSerialization.jsonObject(with: words) as? [String] == [])
    }

    @Test func `classify answers every line in its order, and goes on after a bad one`() throws {
        let lines = """
            {"id":"a","text":"Caut chirie în Berlin, știe cineva ceva?"}
            no json
            {"id":7,"text":""}
            {"id":"c","text":"търся работа в Мюнхен, някой знае ли нещо"}
            """

        let outcome = try program.run("classify", "--jobs", "2", input: lines)
        let answers = try outcome.output.split(separator: "\n").map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        }

        #expect(outcome.status == 1)
        #expect(answers.count == 4)
        #expect(answers.map { $0["id"] as? String } == ["a", nil, nil, "c"])
        #expect(answers[0]["language"] as? String == "ro")
        #expect(answers[0]["places"] as? [String] == ["Berlin"])
        #expect(answers[1]["error"] is String)
        #expect(answers[2]["language"] as? String == "und")
        #expect(answers[3]["script"] as? String == "Cyrl")
        #expect(answers[3]["primary"] as? String == "work")
    }

    @Test(
        arguments: [
            ("queue show 99", 1), ("import missing.json", 1), ("nonsense", 64), ("queue next", 64),
            ("statistics --week 2026-W54", 64), ("--help", 0), ("statistics --week 2026-W47", 0),
            ("queue --urgency now", 64),
        ] as [(String, Int32)]
    )
    func `exit status tells success, failure and wrong usage apart`(_ command: String, _ status: Int32) throws {
        let process = program.process(command.split(separator: " ").map(String.init))
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()

        #expect(process.terminationStatus == status)
    }

    @Test func `a configuration with faults reports all of them at once`() throws {
        let file = try program.folder.write(
            "bad.yaml",
            Array("leaseMinutes: never\nlisten: nowhere\ncolour: red\n".utf8)
        )

        let outcome = try program.run("queue", "--config", file.path)

        #expect(outcome.status == 1)
        for word in ["leaseMinutes", "listen", "colour", "3 faults"] { #expect(outcome.errors.contains(word)) }
    }

    @Test func `an import that is killed loses nothing that was stored, and goes on when it is repeated`() throws {
        let lines = (1...30_000).map { number in
            #"{"platform":"telegram","space":{"id":"-1"},"id":"\#(number)","text":"buna ziua \#(number)","publishedAt":1795176000}"#
        }
        let file = try program.folder.write("posts.jsonl", Array(lines.joined(separator: "\n").utf8))
        let process = program.process(["import", file.path])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice

        try process.run()
        usleep(700_000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let runs = try #require(try program.run("import", "list", "--json").json() as? [[String: Any]])
        let stored = (runs.first?["tally"] as? [String: Any])?["rows"] as? Int ?? 0
        let again = try program.run("import", file.path, "--json").object()

        #expect(again["known"] as? Int == stored)
        #expect(again["new"] as? Int == 30_000 - stored)
        #expect(try program.run("check").status == 0)
    }
}
