import Foundation
import Platforms
import TestSupport
import Testing
import Transport

/// What becomes of a request through a connection that is spoilt on purpose.
@Suite(.timeLimit(.minutes(1))) struct FaultTests {
    private let transport: CurlTransport
    private let server: LoopbackServer

    init() throws {
        transport = try LocalTransport.make()
        server = try LoopbackServer { _ in [.send(LoopbackServer.page([UInt8](repeating: 65, count: 3_000)))] }
    }

    /// A way of spoiling, and what comes of it.
    struct Row: CustomTestStringConvertible {
        var mode: String
        var limits = WireLimits(connect: .seconds(20), idle: .seconds(20), total: .seconds(20))
        var error: TransportError?

        var testDescription: String { mode }
    }

    @Test(arguments: [
        Row(mode: "ok", error: nil),
        Row(mode: "reset", error: .broken),
        Row(mode: "cut:0", error: .broken),
        Row(mode: "cut:20", error: .broken),
        Row(mode: "cut:1000", error: .broken),
        Row(mode: "half-close:0", error: .broken),
        Row(mode: "half-close:1000", error: .broken),
        Row(mode: "delay", error: nil),
        Row(mode: "delay", limits: WireLimits(idle: .milliseconds(100)), error: .timedOut),
        Row(mode: "drip", limits: WireLimits(idle: .milliseconds(500), total: .milliseconds(700)), error: .timedOut),
        Row(mode: "hang", limits: WireLimits(idle: .milliseconds(100)), error: .timedOut),
    ])
    func `every way of spoiling has its error`(row: Row) async throws {
        let proxy = try await FaultProxy(to: server.port, mode: row.mode)

        let error = await LocalTransport.error(transport, WireRequest(.get, proxy.url("/"), limits: row.limits))

        #expect(error == row.error)
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
        let spoilt = (0..<20).map { number in
            Task { [transport] in
                let url = (number.isMultiple(of: 2) ? hanging : dripping).url("/")
                return await LocalTransport.error(transport, WireRequest(.get, url))
            }
        }
        while server.requests.count < 10 { await Task.yield() }

        let start = ContinuousClock.now
        for _ in 0..<300 { _ = try await transport.send(WireRequest(.get, server.url("/"))) }
        let span = ContinuousClock.now - start

        // One answer through the dripping proxy alone takes six seconds.
        #expect(span < .seconds(4))
        await transport.close()
        for task in spoilt { #expect(await task.value == .cancelled) }
    }
}
