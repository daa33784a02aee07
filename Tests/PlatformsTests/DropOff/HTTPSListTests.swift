import Platforms
import TestSupport
import Testing

@Suite struct HTTPSListTests {
    private static let hash = String(repeating: "0a", count: 32)

    @Test func `lines name files with or without length and hash`() throws {
        let list = """
            # exports of the week
            https://host.example/out/a.json

            b.zip\t2048
            /out/sub/c.csv\t10\t\(Self.hash.uppercased())\r
            """
        var leader = Self.leader(list)
        _ = try leader.round()

        let round = try leader.round(after: 60)

        #expect(
            round.fetched.map { $0.request?.url } == [
                "https://host.example/out/a.json", "https://host.example/out/b.zip",
                "https://host.example/out/sub/c.csv",
            ]
        )
        #expect(round.fetched.map(\.bytes) == [nil, 2048, 10])
        #expect(round.fetched.map(\.sha256) == [nil, nil, Self.hash])
    }

    @Test func `lines that cannot be used are told`() throws {
        let lines = [
            "https://evil.example/out/a.json", "https://host.example/elsewhere/a.json", "../a.json", "a.json\tmany",
            "a.json\t5\tabc", "a.json\t1\t\(Self.hash)\tmore", "get.php", "a b.json", "http://127.0.0.1/out/a.json",
            "javascript:a.json",
        ]
        var leader = Self.leader(lines.joined(separator: "\n"))

        let round = try leader.round()

        #expect(round.reasons.count == lines.count)
        let second = try leader.round(after: 60)
        #expect(second.fetched.isEmpty)
    }

    @Test func `of an index of a web server only links to files below it count`() throws {
        let index = """
            <!DOCTYPE html><html><body><a href="?C=N;O=D">Name</a> <A HREF='../'>up</A> <a class=x href=sub/>sub</a>
            <a href="a%20b.json">a b</a> <a href="/out/c&amp;d.csv">c</a>
            <a href="https://evil.example/out/e.json">e</a> <a href="/other/f.json">f</a>
            <img src="g.json"> <a name="h.json">h</a> <a href="picture.jpg">p</a> <a href="
            """
        var leader = Self.leader(index, url: "https://host.example/out/")
        let first = try leader.round()

        let second = try leader.round(after: 60)

        #expect(first.reasons.isEmpty)
        #expect(
            second.fetched.map { $0.request?.url } == [
                "https://host.example/out/a%20b.json", "https://host.example/out/c%26d.csv",
            ]
        )
    }

    @Test func `a page to sign in at is for a person`() throws {
        var leader = Self.leader("<html><form><input name=p type='PassWord'></form></html>")

        let round = try leader.round()

        #expect(Troubles.words(round.trouble).hasPrefix("person: A web page came back"))
    }

    @Test func `an unchanged list is not sent again once everything is taken`() throws {
        var leader = Self.leader("a.json")
        let plain = leader.serve
        leader.serve = { step in
            guard case .ask(let request) = step else { return WireAnswer(status: 500) }
            if request.headers.contains(.init("If-None-Match", "\"v1\"")) { return WireAnswer(status: 304) }
            var answer = plain(step)
            answer.headers["etag"] = "\"v1\""
            return answer
        }

        let rounds = try (0..<4).map { _ in try leader.round(after: 60) }

        #expect(rounds.map(\.names) == [[], ["a.json"], [], []])
        #expect(rounds.map { $0.asked[0].headers.count } == [0, 0, 1, 1])
        #expect(rounds[3].kept == 0)
    }

    @Test func `the same content under two names is fetched once`() throws {
        var leader = Self.leader("a.json\t5\t\(Self.hash)\nb.json\t5\t\(Self.hash)")
        _ = try leader.round()

        let second = try leader.round(after: 60)
        let third = try leader.round(after: 60)

        #expect(second.names == ["a.json"])
        #expect(third.names.isEmpty && third.kept == 0)
    }

    @Test func `a line with another length is another file`() throws {
        var leader = Self.leader("a.json\t5")
        _ = try leader.round()
        _ = try leader.round(after: 60)
        leader.serve = Self.leader("a.json\t6").serve

        let rounds = try (0..<2).map { _ in try leader.round(after: 60) }

        #expect(rounds.map(\.names) == [[], ["a.json"]])
    }

    @Test func `the login goes along with list and files`() throws {
        var leader = Self.leader("a.json")
        leader.setup.settings["user"] = "team"
        let without = try leader.round()
        leader.setup.secrets["password"] = ["word"]

        let first = try leader.round()
        let second = try leader.round(after: 60)

        #expect(Troubles.words(without.trouble) == "person: There is a user, but no password.")
        let login = WireRequest.Header("Authorization", "Basic dGVhbTp3b3Jk")
        #expect(first.asked.map(\.headers) == [[login]])
        #expect(second.fetched.map { $0.request?.headers } == [[login]])
    }

    @Test func `a list that is not UTF-8 is unreadable`() throws {
        var leader = Self.leader("")
        leader.serve = { _ in WireAnswer(status: 200, body: [0x61, 0xFF]) }

        let round = try leader.round()

        #expect(Troubles.words(round.trouble) == "unreadable: The list of files is not UTF-8.")
    }

    private static func leader(_ list: String, url: String = "https://host.example/out/list.txt") -> DropOffLeader {
        let setup = SourceSetup(name: "drop", settings: ["url": url])
        return DropOffLeader(module: HTTPSListSource(), setup: setup) { step in
            guard case .ask(let request) = step, request.url == url else { return WireAnswer(status: 404) }
            return WireAnswer(status: 200, body: Array(list.utf8))
        }
    }
}
