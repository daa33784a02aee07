import Foundation
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(10)))
struct SpaceCommandTests {
    let program: Program

    init() throws {
        program = try Program()
        let folder = program.folder.url.appending(path: "data")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let settings = "organisation: A\nchannel: https://example.org/chat\ndemonstration: false\n"
        try Data(settings.utf8).write(to: folder.appending(path: "streetwork.yaml"))
    }

    @Test func `a new space waits until a person has noted what is needed, then posts come in`() throws {
        let export = program.fixture("telegram/forum-berlin.json")

        let empty = try program.run("space", "list")
        let closed = try program.run("import", export)
        let listed = try program.run("space", "list")
        let set = try program.run(
            "space",
            "set",
            "1",
            "--visibility",
            "members",
            "--legal-basis",
            "Art. 6(1)(f)",
            "--keeper",
            "ana",
            "--rules-file",
            "-",
            input: "1. be kind\n2. no ads\n"
        )
        let consent = try program.run("space", "consent", "1", "--by", "an admin", "--scope", "reading", "--json")
        let open = try program.run("import", export, "--json")

        #expect(empty.errors.contains("space import FILE.csv"))
        #expect(closed.status == 0)
        #expect(closed.output.contains("28 space not open for intake"))
        #expect(closed.output.contains("streetwork space set 1 --visibility"))
        #expect(listed.output.contains("closed: visibility, legal basis, rules, keeper, consent missing"))
        #expect(listed.output.contains("28 passed over"))
        #expect(set.output.contains("closed: consent missing") && set.output.contains("rules: 1. be kind 2. no ads"))
        #expect(try consent.object()["missing"] as? [String] == [])
        #expect(try open.object()["new"] as? Int == 28)
    }

    @Test func `the register goes out and in again, and a captured thread comes in through standard input`() throws {
        let table = try Fixtures.text("spaces/register.csv")
        let plea = "Имам нужда от помощ, къде мога да намеря жилище в Берлин, оставам на улицата с две деца?"

        let imported = try program.run("space", "import", "-", input: table)
        let exported = try program.run("space", "export")
        let captured = try program.run(
            "capture",
            "--url",
            "https://www.facebook.com/groups/4711/posts/88/?mibextid=x",
            "--thread",
            "--as",
            "ana",
            "--author",
            "Maria",
            "--time",
            "2026-11-19 14:30",
            "--json",
            input: "\(plea)\n---\n\(plea) Моля ви!\n---\n\n"
        )
        let again = try program.run(
            "capture",
            "--url",
            "https://www.facebook.com/groups/4711/posts/88/",
            "--as",
            "ana",
            input: plea
        )
        let withdrawn = try program.run("space", "withdraw", "1", "--as", "ana", "--json")
        let refused = try program.run("space", "import", "-", input: table)

        #expect(imported.output == "4 rows: 4 new, 0 known, 0 changed, 0 refused\n")
        #expect(exported.output == table)
        #expect((try captured.object()["tally"] as? [String: Any])?["new"] as? Int == 2)
        #expect(again.output.contains("0 new, 1 known") && again.output.contains("enquiry #"))
        #expect(try withdrawn.object()["deleted"] as? Int == 2)
        #expect(refused.status == 1 && refused.errors.contains("line 2: its consent was withdrawn"))
    }
}
