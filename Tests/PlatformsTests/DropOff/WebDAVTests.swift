import Foundation
import Platforms
import TestSupport
import Testing

@Suite struct WebDAVTests {
    @Test(arguments: try TableRows.read("drop-off/ways.tsv"))
    func `an address leads to the ways that its servers know`(row: [String]) {
        var setup = SourceSetup(name: "drop", settings: ["url": row[0]])
        if row[1] != "-" { setup.settings["user"] = row[1] }
        if row[2] != "-" { setup.secrets["password"] = [row[2]] }

        let words: String
        do throws(PollTrouble) {
            words = try WebDAVWay.all(setup).map(Self.words).joined(separator: " ")
        } catch {
            words = "!" + Troubles.reason(error)
        }

        #expect(words == row[3])
    }

    @Test func `a share of today's Nextcloud is listed and fetched`() throws {
        let nextcloud = try Fixtures.bytes("polling/webdav/nextcloud.xml")
        var leader = Self.leader("https://cloud.example/s/Kq7Exports", password: "word") { request in
            let isSub = request.url.hasSuffix("/Stra%C3%9Fe/")
            return WireAnswer(
                status: 207,
                body: isSub
                    ? Self.multistatus(in: "/public.php/dav/files/Kq7Exports/Stra%C3%9Fe/", [("b.csv", "cc", 5)])
                    : nextcloud
            )
        }

        let first = try leader.round()
        let second = try leader.round(after: 60)
        let third = try leader.round(after: 300)

        #expect(first.fetched.isEmpty && first.pause == .seconds(60))
        #expect(first.asked.map(\.method) == [.propfind, .propfind])
        #expect(first.asked.allSatisfy { $0.headers.contains(.init("Depth", "1")) })
        #expect(second.names == ["group week 47.json", "b.csv"])
        #expect(
            second.fetched.map { $0.request?.url } == [
                "https://cloud.example/public.php/dav/files/Kq7Exports/group%20week%2047.json",
                "https://cloud.example/public.php/dav/files/Kq7Exports/Stra%C3%9Fe/b.csv",
            ]
        )
        #expect(second.fetched.map(\.bytes) == [4096, 5])
        let login = WireRequest.Header("Authorization", "Basic " + Data("anonymous:word".utf8).base64EncodedString())
        #expect((first.asked + second.fetched.compactMap(\.request)).allSatisfy { $0.headers.contains(login) })
        #expect(third.fetched.isEmpty && third.kept == 0 && third.pause == nil)
    }

    @Test func `an older server is asked in its own way, and at once in the next round`() throws {
        var leader = Self.leader("https://cloud.example/s/Kq7") { request in
            guard request.url == "https://cloud.example/public.php/webdav/" else { return WireAnswer(status: 404) }
            return WireAnswer(status: 207, body: Self.multistatus(in: "/public.php/webdav/", [("a.json", "aa", 5)]))
        }

        let first = try leader.round()
        let second = try leader.round(after: 60)

        #expect(first.asked.count == 2)
        #expect(second.asked.map(\.url) == ["https://cloud.example/public.php/webdav/"])
        #expect(second.fetched.map { $0.request?.url } == ["https://cloud.example/public.php/webdav/a.json"])
    }

    @Test(arguments: [404, 405])
    func `a link that no way leads to was removed`(status: Int) throws {
        var leader = Self.leader("https://cloud.example/s/Kq7") { _ in WireAnswer(status: status) }

        let round = try leader.round()

        #expect(round.asked.count == 3)
        #expect(Troubles.reason(round.trouble).contains("the link was removed or has expired"))
        #expect(leader.cursor == nil)
    }

    @Test func `a link that was removed is not looked for elsewhere`() throws {
        var leader = Self.leader("https://cloud.example/s/Kq7") { _ in
            WireAnswer(status: 207, body: Self.multistatus(in: "/public.php/dav/files/Kq7/", []))
        }
        _ = try leader.round()
        leader.serve = { _ in WireAnswer(status: 404) }

        let round = try leader.round(after: 300)

        #expect(round.asked.count == 1)
        #expect(Troubles.reason(round.trouble).contains("the link was removed or has expired"))
    }

    @Test func `nothing is asked again after a refused password`() throws {
        var leader = Self.leader("https://cloud.example/s/Kq7", password: "wrong") { _ in WireAnswer(status: 401) }

        let round = try leader.round()

        #expect(round.asked.count == 1)
        #expect(Troubles.words(round.trouble) == "person: The server refuses user or password (HTTP 401).")
    }

    @Test(arguments: try TableRows.read("drop-off/webdav-statuses.tsv"))
    func `each status has its treatment`(row: [String]) throws {
        var headers: [String: String] = [:]
        for pair in row[1].split(separator: " ") where pair.contains("=") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            headers[String(parts[0])] = String(parts[1])
        }
        let answer = WireAnswer(status: try #require(Int(row[0])), headers: headers, body: Array("<html>".utf8))
        var leader = Self.leader("https://dav.example/drop") { _ in answer }

        let round = try leader.round()

        #expect(Troubles.words(round.trouble) == row[2])
        #expect(leader.cursor == nil)
    }

    @Test func `entries that lead elsewhere are refused once, the others are taken`() throws {
        let hrefs = [
            "https://evil.example/drop/a.json", "/drop/..%2Fa.json", "/other/a.json", "/drop/sub/deep.json",
            "/drop/good.json",
        ]
        let body = Self.multistatus(hrefs.map { ($0, "tag", 5) })
        var leader = Self.leader("https://dav.example/drop") { _ in WireAnswer(status: 207, body: body) }

        let first = try leader.round()
        let second = try leader.round(after: 60)

        #expect(
            first.reasons == [
                "The address of an entry is refused: it lies on another server.",
                "The address of an entry is refused: it holds a slash within a name.",
                "The address of an entry is refused: it lies outside of the folder.",
                "An entry does not lie in the folder that was asked for.",
            ]
        )
        #expect(second.reasons.isEmpty)
        #expect(second.names == ["good.json"])
    }

    @Test func `folders are looked into three deep and never in a circle`() throws {
        var leader = Self.leader("https://dav.example/drop") { request in
            let path = String(request.url.dropFirst("https://dav.example".count))
            let body = Self.multistatus([
                (path, nil, nil), ("\(path)in/", nil, nil), ("/drop/", nil, nil), ("\(path)a.json", "t", 1),
            ])
            return WireAnswer(status: 207, body: body)
        }

        let first = try leader.round()
        let second = try leader.round(after: 60)

        #expect(first.asked.map(\.url.count) == [25, 28, 31, 34])
        #expect(first.reasons.contains { $0.hasPrefix("A folder lies more than 3 folders deep.") })
        #expect(second.names.count == 4)
    }

    @Test(arguments: [(403, 1), (404, 0)])
    func `a folder within that cannot be listed spoils nothing`(status: Int, refusals: Int) throws {
        var leader = Self.leader("https://dav.example/drop") { request in
            guard request.url == "https://dav.example/drop/" else { return WireAnswer(status: status) }
            let body = Self.multistatus([("/drop/", nil, nil), ("/drop/in/", nil, nil), ("/drop/a.json", "t", 1)])
            return WireAnswer(status: 207, body: body)
        }

        let first = try leader.round()
        let second = try leader.round(after: 60)

        #expect(first.trouble == nil && first.reasons.count == refusals)
        #expect(second.names == ["a.json"])
    }

    @Test func `a file keeps its identity under a new name where the server numbers it`() throws {
        var leader = Self.leader("https://dav.example/drop") { _ in
            WireAnswer(status: 207, body: Self.multistatus([("/drop/old.json", "t", 1)], numbered: true))
        }
        _ = try leader.round()
        let taken = try leader.round(after: 60)
        leader.serve = { _ in
            WireAnswer(status: 207, body: Self.multistatus([("/drop/new.json", "t", 1)], numbered: true))
        }

        let after = try leader.round(after: 60)

        #expect(taken.names == ["old.json"])
        #expect(after.fetched.isEmpty && after.pause == nil)
    }

    @Test func `the link to a single file fetches that file`() throws {
        var leader = Self.leader("https://cloud.example/s/Kq7") { _ in
            WireAnswer(status: 207, body: Self.multistatus([("/public.php/dav/files/Kq7/", "t", 9)]))
        }
        _ = try leader.round()

        let round = try leader.round(after: 60)

        #expect(round.names == ["shared-file"])
        #expect(round.fetched.map { $0.request?.url } == ["https://cloud.example/public.php/dav/files/Kq7"])
    }

    @Test func `no step describes itself with the token or the password`() throws {
        var leader = Self.leader("https://cloud.example/s/Kq7Token", password: "secretword") { _ in
            WireAnswer(status: 207, body: Self.multistatus(in: "/public.php/dav/files/Kq7Token/", [("a.json", "t", 1)]))
        }
        let first = try leader.round()
        let second = try leader.round(after: 60)

        let words = (first.asked + second.fetched.compactMap(\.request)).map(\.description) + [leader.cursor ?? ""]
        #expect(words.allSatisfy { !$0.contains("Kq7Token") && !$0.contains("secretword") && !$0.contains("a.json") })
    }

    private static func words(_ way: WebDAVWay) -> String {
        let login = way.authorization.flatMap { Data(base64Encoded: String($0.value.dropFirst(6))) }
        return way.base.text(isFolder: true) + " " + (login.map { String(decoding: $0, as: UTF8.self) } ?? "-")
    }

    private static func leader(
        _ url: String,
        password: String? = nil,
        _ serve: @escaping (WireRequest) -> WireAnswer
    ) -> DropOffLeader {
        let secrets = password.map { ["password": [$0]] } ?? [:]
        let setup = SourceSetup(name: "drop", settings: ["url": url], secrets: secrets)
        return DropOffLeader(module: WebDAVSource(), setup: setup) { step in
            guard case .ask(let request) = step else { return WireAnswer(status: 500) }
            return serve(request)
        }
    }

    private static func multistatus(in folder: String, _ files: [(String, String, Int)]) -> [UInt8] {
        multistatus([(folder, nil, nil)] + files.map { (folder + $0.0, $0.1, $0.2) })
    }

    /// Entries without a length are folders.
    private static func multistatus(_ entries: [(String, String?, Int?)], numbered: Bool = false) -> [UInt8] {
        var text = #"<d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns">"#
        for (number, (href, tag, bytes)) in entries.enumerated() {
            text += "<d:response><d:href>\(href)</d:href><d:propstat><d:prop>"
            text +=
                bytes.map { "<d:getcontentlength>\($0)</d:getcontentlength><d:resourcetype/>" }
                ?? "<d:resourcetype><d:collection/></d:resourcetype>"
            if let tag { text += "<d:getetag>\"\(tag)\"</d:getetag>" }
            if numbered { text += "<oc:fileid>\(100 + number)</oc:fileid>" }
            text += "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        }
        return Array("\(text)</d:multistatus>".utf8)
    }
}

/// Troubles in short words.
enum Troubles {
    static func reason(_ trouble: PollTrouble?) -> String {
        switch trouble {
        case .wait(_, let reason), .passing(let reason), .unreadable(let reason): reason
        case .needsPerson(let reason, _): reason
        case nil: ""
        }
    }

    static func words(_ trouble: PollTrouble?) -> String {
        let kind =
            switch trouble {
            case .wait(let pause, _): pause.map { "wait \($0.components.seconds)" } ?? "wait"
            case .passing: "passing"
            case .needsPerson: "person"
            case .unreadable: "unreadable"
            case nil: "none"
            }
        return "\(kind): \(reason(trouble))"
    }
}
