import Foundation
import Platforms
import TestSupport
import Testing
import Transport

/// How transfers end before their answer: cancelled, shut down, broken.
@Suite(.timeLimit(.minutes(30))) struct TransferEndTests {
    @Test func `cancelling the task ends the transfer and its connection`() async throws {
        let transport = try LocalTransport.make()
        let server = try LoopbackServer { _ in [.hold] }
        let task = Task { await LocalTransport.error(transport, WireRequest(.get, server.url("/"))) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }

        task.cancel()

        #expect(await task.value == .cancelled)
        while server.openConnections > 0 { try await Task.sleep(for: .milliseconds(2)) }
        await transport.close()
    }

    @Test func `a task that is cancelled already sends nothing`() async throws {
        let transport = try LocalTransport.make(perHost: 1)
        let server = try LoopbackServer { _ in [.hold] }
        let first = Task { await LocalTransport.error(transport, WireRequest(.get, server.url("/"))) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        let late = (0..<20).map { _ in
            Task { await LocalTransport.error(transport, WireRequest(.get, server.url("/"))) }
        }

        for task in late { task.cancel() }

        for task in late { #expect(await task.value == .cancelled) }
        #expect(server.requests.count == 1)
        await transport.close()
        #expect(await first.value == .cancelled)
    }

    @Test func `closing ends all that runs and all that comes later`() async throws {
        let transport = try LocalTransport.make(perHost: 10)
        let server = try LoopbackServer { _ in [.hold] }
        let running = (0..<40).map { _ in
            Task { await LocalTransport.error(transport, WireRequest(.get, server.url("/"))) }
        }
        while server.requests.count < 10 { try await Task.sleep(for: .milliseconds(2)) }

        await transport.close()

        for task in running { #expect(await task.value == .cancelled) }
        while server.openConnections > 0 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(await LocalTransport.error(transport, WireRequest(.get, server.url("/"))) == .cancelled)
        await transport.close()
    }

    @Test func `a transport that nobody holds ends its thread`() async throws {
        let server = try LoopbackServer { _ in [.send(LoopbackServer.page([]))] }
        for _ in 0..<20 {
            _ = try await LocalTransport.make().send(WireRequest(.get, server.url("/")))
        }

        while server.openConnections > 0 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(server.connections == 20)
    }

    /// What is cut must never look whole, wherever it is cut.
    @Test(arguments: [true, false])
    func `an answer that is cut at any byte is broken`(isReset: Bool) async throws {
        let transport = try LocalTransport.make(perHost: 32)
        let page = LoopbackServer.page(
            [UInt8](repeating: 65, count: 1_900),
            headers: "Content-Type: application/json\r\nX-Long: \(String(repeating: "b", count: 60))\r\n"
        )
        let server = try LoopbackServer { request in
            let count = Int(request.path.dropFirst()) ?? 0
            return [.send(Array(page.prefix(count))), isReset ? .reset : .close]
        }

        let wrong = await withTaskGroup { group in
            for count in 0..<page.count {
                group.addTask {
                    let error = await LocalTransport.error(transport, WireRequest(.get, server.url("/\(count)")))
                    return error == .broken ? nil : "\(count): \(String(describing: error))"
                }
            }
            return await group.reduce(into: [String]()) { if let fault = $1 { $0.append(fault) } }
        }

        #expect(page.count > 2_000)
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        #expect(try await transport.send(WireRequest(.get, server.url("/\(page.count)"))).body.count == 1_900)
        await transport.close()
    }

    @Test func `a piece that is cut out of a chunked answer is missed`() async throws {
        let transport = try LocalTransport.make()
        let page = Array(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3\r\n you\r\n0\r\n\r\n".utf8
        )
        let server = try LoopbackServer { request in
            [.send(Array(page.prefix(Int(request.path.dropFirst()) ?? 0))), .close]
        }

        for count in 0..<page.count - 5 {
            let error = await LocalTransport.error(transport, WireRequest(.get, server.url("/\(count)")))
            #expect(error == .broken, "\(count)")
        }
        await transport.close()
    }
}
