import Foundation
import Platforms
import TestSupport
import Testing
import Transport

/// What requests and answers look like, with a server on this machine.
@Suite(.timeLimit(.minutes(30))) struct CurlTransportTests {
    private let transport: CurlTransport

    init() throws { transport = try LocalTransport.make() }

    @Test func `a request arrives as it was made, and its answer comes back`() async throws {
        let server = try LoopbackServer { request in
            [.send(LoopbackServer.page(request.body, status: "201 Created", headers: "X-Note: a\r\nx-note:  b \r\n"))]
        }
        let request = WireRequest(
            .post,
            server.url("/path?query=%20"),
            headers: [.init("Content-Type", "application/json"), .init("X-Empty", "")],
            body: Array("{}".utf8)
        )

        let answer = try await transport.send(request)

        let seen = try #require(server.requests.first)
        #expect(answer == WireAnswer(status: 201, headers: ["content-length": "2", "x-note": "b"], body: request.body))
        #expect(seen.lines.first == "POST /path?query=%20 HTTP/1.1")
        #expect(seen.header("content-type") == "application/json")
        #expect(seen.header("x-empty") == "")
        #expect(seen.header("user-agent") == "streetwork")
        #expect(seen.header("accept-encoding")?.contains("gzip") == true)
        #expect(seen.header("expect") == nil)
        #expect(seen.header("cookie") == nil)
    }

    @Test(arguments: [
        (WireRequest.Method.get, [UInt8](), nil as String?), (.post, [], "0"), (.post, [1, 2, 3], "3"),
        (.propfind, [], nil), (.propfind, [1, 2], "2"),
    ])
    func `every method goes with and without a body`(
        method: WireRequest.Method,
        body: [UInt8],
        length: String?
    ) async throws {
        let server = try LoopbackServer { _ in [.send(LoopbackServer.page([]))] }

        let answer = try await transport.send(WireRequest(method, server.url("/"), body: body))

        let seen = try #require(server.requests.first)
        #expect(answer.status == 200)
        #expect(seen.method == method.rawValue)
        #expect(seen.body == body)
        #expect(seen.header("content-length") == length)
        #expect(seen.header("content-type") == nil)
    }

    @Test(arguments: [("user", "pass:word", "dXNlcjpwYXNzOndvcmQ="), ("token", "", "dG9rZW46")])
    func `a login goes along with the first request and is not printed`(
        user: String,
        password: String,
        coded: String
    ) async throws {
        let server = try LoopbackServer { _ in [.send(LoopbackServer.page([]))] }
        let request = WireRequest(.get, server.url("/"), login: WireLogin(user: user, password: password))

        _ = try await transport.send(request)

        #expect(server.requests.map { $0.header("authorization") } == ["Basic \(coded)"])
        #expect(!"\(String(reflecting: request.login)) \(request)".contains(user))
    }

    @Test func `requests one after the other share a connection, without cookies`() async throws {
        let server = try LoopbackServer { _ in [.send(LoopbackServer.page([65], headers: "Set-Cookie: a=b\r\n"))] }

        for _ in 0..<5 { _ = try await transport.send(WireRequest(.get, server.url("/"))) }

        #expect(server.connections == 1)
        #expect(server.requests.allSatisfy { $0.header("cookie") == nil })
    }

    /// Libcurl repeats a request by itself where a connection that it had before ends without an answer.
    @Test func `what is posted is never sent twice`() async throws {
        let server = try LoopbackServer { request in
            request.method == "POST" ? [.close] : [.send(LoopbackServer.page([]))]
        }

        _ = try await transport.send(WireRequest(.get, server.url("/")))
        await #expect(throws: TransportError.broken) {
            try await transport.send(WireRequest(.post, server.url("/"), body: [1]))
        }

        #expect(server.requests.map(\.method) == ["GET", "POST"])
    }

    @Test func `a compressed body is counted as it unfolds`() async throws {
        let zeros = try Fixtures.bytes("transport/zeros.gz")
        let server = try LoopbackServer { _ in
            [.send(LoopbackServer.page(zeros, headers: "Content-Encoding: gzip\r\n"))]
        }
        let whole = WireRequest(.get, server.url("/"), limits: WireLimits(maxBodyBytes: 1 << 20))
        let small = WireRequest(.get, server.url("/"), limits: WireLimits(maxBodyBytes: 1 << 20 - 1))

        let answer = try await transport.send(whole)

        #expect(answer.body == [UInt8](repeating: 0, count: 1 << 20))
        await #expect(throws: TransportError.tooLarge(limit: 1 << 20 - 1)) { try await transport.send(small) }
    }

    @Test func `headers without end are not read to their end`() async throws {
        let line = Array("X: \(String(repeating: "a", count: 1_000))\r\n".utf8)
        let server = try LoopbackServer { _ in
            [.send(Array("HTTP/1.1 200 OK\r\n".utf8))] + Array(repeating: .send(line), count: 200)
        }

        await #expect(throws: TransportError.tooLarge(limit: 65_536)) {
            try await transport.send(WireRequest(.get, server.url("/")))
        }
    }

    @Test(arguments: ["a\r\nX: b", "a\u{0}", "a\u{7F}"])
    func `a header cannot bring in another`(value: String) async throws {
        let server = try LoopbackServer { _ in [.send(LoopbackServer.page([]))] }
        for header in [WireRequest.Header("X", value), .init("X\(value)", "a")] {
            let error = await LocalTransport.error(
                transport,
                WireRequest(.get, server.url("/"), headers: [header])
            )
            #expect(error?.isUnsent == true)
        }
        #expect(server.connections == 0)
    }

    @Test func `informational answers and what follows the body count for nothing`() async throws {
        let server = try LoopbackServer { _ in
            [
                .send(Array("HTTP/1.1 103 Early Hints\r\nX-Early: a\r\n\r\nHTTP/1.1 200 OK\r\nX-Kind: b\r\n".utf8)),
                .send(Array("Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Kind: c\r\n\r\n".utf8)),
            ]
        }

        let answer = try await transport.send(WireRequest(.get, server.url("/")))

        #expect(answer.headers["x-early"] == nil)
        #expect(answer.headers["x-kind"] == "b")
        #expect(answer.body == Array("ok".utf8))
    }

    @Test func `nobody at the port is told as such`() async throws {
        let closed = try LoopbackSocket.listen()
        close(closed.descriptor)

        await #expect(throws: TransportError.cannotConnect) {
            try await transport.send(WireRequest(.get, "http://127.0.0.1:\(closed.port)/"))
        }
    }
}
