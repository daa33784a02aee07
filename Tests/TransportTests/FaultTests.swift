import Foundation
import Platforms
import Synchronization
import TestSupport
import Testing
import Transport

/// What becomes of a request through a connection that is spoilt on purpose.
@Suite(.timeLimit(.minutes(30))) struct FaultTests {
    private let transport: CurlTransport
    private let server: LoopbackServer

    init() throws {
        transport = try LocalTransport.make()
        server = try LoopbackServer { request in
            let count = request.path == "/long" ? 300_000 : 3_000
            return [.send(LoopbackServer.page([UInt8](repeating: 65, count: count)))]
        }
    }

    /// A way of spoiling, and what comes of it.
    struct Row: CustomTestStringConvertible {
        var mode: String
        var limits = WireLimits(connect: .seconds(600), idle: .seconds(600), total: .seconds(600))
        var errors: [TransportError?]

        var testDescription: String { mode }
    }

    @Test(arguments: [
        Row(mode: "ok", errors: [nil]),
        // Before libcurl has seen that the connection stood, or after.
        Row(mode: "reset", errors: [.cannotConnect, .broken]),
        Row(mode: "cut:0", errors: [.broken]),
        Row(mode: "cut:20", errors: [.broken]),
        Row(mode: "cut:1000", errors: [.broken]),
        Row(mode: "half-close:0", errors: [.broken]),
        Row(mode: "half-close:1000", errors: [.broken]),
        Row(mode: "delay", errors: [nil]),
        Row(mode: "delay", limits: WireLimits(idle: .milliseconds(100)), errors: [.timedOut]),
        Row(mode: "drip", limits: WireLimits(idle: .milliseconds(500), total: .milliseconds(700)), errors: [.timedOut]),
        Row(mode: "hang", limits: WireLimits(idle: .milliseconds(100)), errors: [.timedOut]),
    ])
    func `every way of spoiling has its error`(row: Row) async throws {
        let proxy = try await FaultProxy(to: server.port, mode: row.mode)

        let error = await LocalTransport.error(transport, WireRequest(.get, proxy.url("/"), limits: row.limits))

        #expect(row.errors.contains(error))
        await transport.close()
    }

    @Test func `the way of spoiling is changed while it runs`() async throws {
        let proxy = try await FaultProxy(to: server.port, mode: "ok")
        let control = "http://127.0.0.1:\(proxy.controlPort)"

        #expect(await LocalTransport.error(transport, WireRequest(.get, proxy.url("/"))) == nil)
        #expect(try await transport.send(WireRequest(.get, "\(control)/cut/500")).status == 200)
        #expect(await LocalTransport.error(transport, WireRequest(.get, proxy.url("/"))) == .broken)
        #expect(try await transport.send(WireRequest(.get, "\(control)/nonsense")).status == 400)
        #expect(try await transport.send(WireRequest(.get, "\(control)/ok")).status == 200)
        #expect(await LocalTransport.error(transport, WireRequest(.get, proxy.url("/"))) == nil)
        await transport.close()
    }

    @Test func `what hangs does not hold up the others`() async throws {
        let hanging = try await FaultProxy(to: server.port, mode: "hang")
        let dripping = try await FaultProxy(to: server.port, mode: "drip")
        let ended = Counter()
        let limits = WireLimits(idle: .seconds(600), total: .seconds(600))
        let spoilt = (0..<20).map { number in
            Task { [transport] in
                // Byte by byte the long page takes ten minutes.
                let url = (number.isMultiple(of: 2) ? hanging : dripping).url("/long")
                let error = await LocalTransport.error(transport, WireRequest(.get, url, limits: limits))
                ended.value.withLock { $0 += 1 }
                return error
            }
        }
        while server.requests.count < 10 { try await Task.sleep(for: .milliseconds(2)) }

        for _ in 0..<60 { _ = try await transport.send(WireRequest(.get, server.url("/"))) }

        #expect(ended.value.withLock { $0 } == 0)
        await transport.close()
        for task in spoilt { #expect(await task.value == .cancelled) }
    }

    private final class Counter: Sendable {
        let value = Mutex(0)
    }
}
