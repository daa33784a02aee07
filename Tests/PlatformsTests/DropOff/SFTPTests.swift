import Platforms
import TestSupport
import Testing

@Suite struct SFTPTests {
    private static let key = String(repeating: "k", count: 43)

    @Test(arguments: try TableRows.read("drop-off/sftp.tsv"))
    func `lines of a listing are read or refused`(row: [String]) {
        let listing = SFTPListing(Array(row[0].utf8))

        switch row[1] {
        case "passed over": #expect(listing.entries.isEmpty && listing.strangeLines.isEmpty)
        case "refused": #expect(listing.entries.isEmpty && listing.strangeLines == [row[0]])
        default:
            let cells = listing.entries.flatMap { entry in
                [entry.isFolder ? "folder" : "file", "\(entry.bytes)", entry.day, entry.name]
            }
            #expect(cells == Array(row.dropFirst()))
        }
    }

    @Test func `a name that is not UTF-8 is refused and the others are read`() {
        let line = Array("-rw-r--r-- 1 0 0 5 Apr 30 10:00 ".utf8)

        let listing = SFTPListing(line + [0xFF, 0x0A] + line + Array("a.json\r\n".utf8))

        #expect(listing.entries.map(\.name) == ["a.json"])
        #expect(listing.strangeLines.count == 1)
    }

    @Test func `folders are listed and files fetched with login and key`() throws {
        var leader = Self.leader { url in
            switch url {
            case "sftp://host.example/~/drop/":
                "drwx------ 2 0 0 5 Nov 16 08:57 a b\n-rw------- 1 0 0 7 Nov 16 08:57 c.json\n"
            case "sftp://host.example/~/drop/a%20b/": "-rw------- 1 0 0 9 Nov 16 08:57 d.zip\n"
            case _: nil
            }
        }

        let first = try leader.round()
        let second = try leader.round(after: 60)

        let requests = first.asked + second.fetched.compactMap(\.request)
        #expect(
            second.fetched.map { $0.request?.url } == [
                "sftp://host.example/~/drop/c.json", "sftp://host.example/~/drop/a%20b/d.zip",
            ]
        )
        #expect(second.fetched.map(\.bytes) == [7, 9])
        #expect(requests.allSatisfy { $0.login == WireLogin(user: "team", password: "word") })
        #expect(requests.allSatisfy { $0.hostKey == Self.key })
    }

    @Test func `half a year later nothing seems new`() throws {
        var leader = Self.leader { _ in "-rw------- 1 0 0 7 Nov 16 08:57 c.json\n" }
        _ = try leader.round()
        _ = try leader.round(after: 60)
        leader.serve = Self.leader { _ in "-rw------- 1 0 0 7 Nov 16  2026 c.json\n" }.serve

        let rounds = try (0..<2).map { _ in try leader.round(after: 86_400 * 182) }

        #expect(rounds.flatMap(\.fetched).isEmpty)
    }

    @Test(arguments: [
        ("url", "https://host.example/drop/", "The setting 'url' cannot be used: it does not begin with sftp://."),
        (
            "url", "sftp://team:word@host.example/",
            "The setting 'url' cannot be used: it holds a user or password; set those apart."
        ),
        ("url", "http://127.0.0.1/drop/", "The setting 'url' cannot be used: it does not begin with sftp://."),
        ("user", "", "The source has no setting 'user'."),
        ("host-key", "", "The source has no setting 'host-key'."),
        ("host-key", "SHA256:short", "The setting 'host-key' is no SHA-256 of a key."),
        (
            "host-key", "MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
            "The setting 'host-key' is no SHA-256 of a key."
        ),
        ("key-file", "id_ed25519", "The setting 'key-file' is no path from the root on."),
    ])
    func `settings that cannot be used are for a person`(name: String, value: String, reason: String) throws {
        var leader = Self.leader { _ in "" }
        leader.setup.settings[name] = value

        let round = try leader.round()

        #expect(Troubles.words(round.trouble) == "person: \(reason)")
    }

    @Test func `a key takes the place of a password, none of both is for a person`() throws {
        var leader = Self.leader { _ in "" }
        leader.setup.secrets = [:]
        let without = try leader.round()
        leader.setup.settings["key-file"] = "/etc/streetwork/id_ed25519"

        let with = try leader.round()

        #expect(Troubles.words(without.trouble) == "person: There is a user, but no password.")
        #expect(with.asked.first?.login?.keyFile == "/etc/streetwork/id_ed25519")
        #expect(with.trouble == nil)
    }

    @Test(arguments: [(401, "user or password"), (403, "does not let us look"), (404, "nothing at this address")])
    func `a folder that cannot be listed is for a person`(status: Int, words: String) throws {
        var leader = Self.leader { _ in "" }
        leader.serve = { _ in WireAnswer(status: status) }

        let round = try leader.round()

        #expect(Troubles.words(round.trouble).hasPrefix("person: "))
        #expect(Troubles.reason(round.trouble).contains(words))
    }

    private static func leader(_ serve: @escaping (String) -> String?) -> DropOffLeader {
        let settings = [
            "url": "sftp://host.example/~/drop/", "user": "team", "host-key": "SHA256:\(key)=",
        ]
        let setup = SourceSetup(name: "drop", settings: settings, secrets: ["password": ["word"]])
        return DropOffLeader(module: SFTPSource(), setup: setup) { step in
            guard case .ask(let request) = step, let text = serve(request.url) else { return WireAnswer(status: 404) }
            return WireAnswer(status: 200, body: Array(text.utf8))
        }
    }
}
