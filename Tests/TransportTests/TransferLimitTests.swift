import Foundation
import Platforms
import TestSupport
import Testing
import Transport

/// How long and how much: each limit ends a transfer, and nothing else does.
@Suite(.timeLimit(.minutes(30))) struct TransferLimitTests {
    private let transport: CurlTransport

    init() throws { transport = try LocalTransport.make() }

    /// Longer than any test may take, so that only the limit in question can end it.
    private static let patient = WireLimits(connect: .seconds(600), idle: .seconds(600), total: .seconds(600))

    @Test func `silence ends it`() async throws {
        let server = try LoopbackServer { _ in [.send(Array("HTTP/1.1 200 OK\r\n".utf8)), .hold] }
        var limits = Self.patient
        limits.idle = .milliseconds(60)

        let (error, span) = await timed(WireRequest(.get, server.url("/"), limits: limits))

        #expect(error == .timedOut)
        #expect(span >= .milliseconds(60))
    }

    @Test func `a trickle is no silence, and ends by the limit in all`() async throws {
        let server = try LoopbackServer { _ in
            let page = LoopbackServer.page([UInt8](repeating: 65, count: 100_000))
            return [.drip(page, every: .milliseconds(2))]
        }
        var limits = Self.patient
        limits.idle = .milliseconds(150)
        limits.total = .milliseconds(400)

        let (error, span) = await timed(WireRequest(.get, server.url("/"), limits: limits))

        #expect(error == .timedOut)
        #expect(span >= .milliseconds(400))
    }

    @Test func `who does not come to a connection has sent nothing`() async throws {
        // A server whose handshake never comes.
        let listening = try LoopbackSocket.listen()
        defer { close(listening.descriptor) }
        var limits = Self.patient
        limits.connect = .milliseconds(60)
        limits.idle = .milliseconds(10)

        let (error, span) = await timed(WireRequest(.get, "https://127.0.0.1:\(listening.port)/", limits: limits))

        #expect(error == .cannotConnect)
        #expect(span >= .milliseconds(60))
    }

    @Test func `waiting for a place counts, and nothing is sent`() async throws {
        let server = try LoopbackServer { _ in [.hold] }
        let transport = try LocalTransport.make(perHost: 1)
        let first = Task { await LocalTransport.error(transport, WireRequest(.get, server.url("/"))) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        var limits = Self.patient
        limits.total = .milliseconds(60)

        let error = await LocalTransport.error(transport, WireRequest(.get, server.url("/"), limits: limits))

        #expect(error == .cannotConnect)
        #expect(server.requests.count == 1)
        await transport.close()
        #expect(await first.value == .cancelled)
    }

    @Test(arguments: [(0, 1), (9, 10), (10, 10), (11, 10), (100_000, 10)])
    func `the body has its limit, with and without a length`(bytes: Int, limit: Int) async throws {
        let body = [UInt8](repeating: 65, count: bytes)
        let server = try LoopbackServer { request in
            if request.path == "/length" { return [.send(LoopbackServer.page(body))] }
            return [.send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + body), .close]
        }
        for path in ["/length", "/end"] {
            var request = WireRequest(.get, server.url(path), limits: Self.patient)
            request.limits.maxBodyBytes = limit

            if bytes <= limit {
                #expect(try await transport.send(request).body == body)
            } else {
                #expect(await LocalTransport.error(transport, request) == .tooLarge(limit: limit))
            }
        }
    }

    @Test func `no more requests run than are allowed, and all come to their turn`() async throws {
        let server = try LoopbackServer { _ in [.send(LoopbackServer.page([65]))] }
        let transport = try LocalTransport.make(perHost: 3)

        let statuses = try await withThrowingTaskGroup { group in
            for number in 0..<50 {
                group.addTask { try await transport.send(WireRequest(.get, server.url("/\(number)"))).status }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }

        #expect(statuses == Array(repeating: 200, count: 50))
        #expect(server.connections <= 3)
        await transport.close()
    }

    @Test func `a host that is busy does not keep others waiting`() async throws {
        let busy = try LoopbackServer { _ in [.hold] }
        let free = try LoopbackServer { _ in [.send(LoopbackServer.page([]))] }
        let transport = try LocalTransport.make(perHost: 2)
        let held = (0..<5).map { _ in
            Task { await LocalTransport.error(transport, WireRequest(.get, busy.url("/"))) }
        }
        while busy.requests.count < 2 { try await Task.sleep(for: .milliseconds(2)) }

        let url = free.url("/").replacing("127.0.0.1", with: "localhost")
        let answer = try await transport.send(WireRequest(.get, url))

        #expect(answer.status == 200)
        #expect(busy.requests.count == 2)
        await transport.close()
        for task in held { #expect(await task.value == .cancelled) }
    }

    private func timed(_ request: WireRequest) async -> (TransportError?, Duration) {
        let start = ContinuousClock.now
        let error = await LocalTransport.error(transport, request)
        return (error, .now - start)
    }
}
