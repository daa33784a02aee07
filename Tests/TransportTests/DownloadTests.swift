import Foundation
import Platforms
import TestSupport
import Testing
import Transport

/// Bodies that go into files.
@Suite(.timeLimit(.minutes(30))) struct DownloadTests {
    private let folder: TemporaryFolder
    private let transport: CurlTransport
    private let server: LoopbackServer
    private let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }

    init() throws {
        folder = try TemporaryFolder()
        transport = try LocalTransport.make()
        server = try LoopbackServer { [body] request in
            let page = LoopbackServer.page(body)
            return switch request.path {
            case "/cut": [.send(Array(page.prefix(200_000))), .close]
            case "/hold": [.send(Array(page.prefix(200_000))), .hold]
            case "/missing": [.send(LoopbackServer.page([1], status: "404 Not Found"))]
            default: [.send(page)]
            }
        }
    }

    @Test func `the file is whole and for its owner only`() async throws {
        let file = folder.url.appending(path: "export.json")

        let answer = try await transport.download(WireRequest(.get, server.url("/")), to: file, maxBytes: body.count)

        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(answer.status == 200)
        #expect(answer.body.isEmpty)
        #expect(Array(try Data(contentsOf: file)) == body)
        #expect(mode == 0o600)
    }

    @Test func `a body that is no success is written too`() async throws {
        let file = folder.url.appending(path: "export.json")

        let answer = try await transport.download(WireRequest(.get, server.url("/missing")), to: file, maxBytes: 10)

        #expect(answer.status == 404)
        #expect(Array(try Data(contentsOf: file)) == [1])
    }

    @Test(arguments: [
        ("/cut", 300_000, TransportError.broken), ("/", 299_999, .tooLarge(limit: 299_999)),
        ("/hold", 300_000, .timedOut),
    ])
    func `nothing is left of what did not arrive`(path: String, maxBytes: Int, error: TransportError) async throws {
        let file = folder.url.appending(path: "export.json")
        let request = WireRequest(.get, server.url(path), limits: WireLimits(idle: .milliseconds(80)))

        await #expect(throws: error) { try await transport.download(request, to: file, maxBytes: maxBytes) }

        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func `cancelling leaves nothing`() async throws {
        let file = folder.url.appending(path: "export.json")
        let task = Task { [transport, server] in
            try await transport.download(WireRequest(.get, server.url("/hold")), to: file, maxBytes: 300_000)
        }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }

        task.cancel()

        await #expect(throws: TransportError.cancelled) { try await task.value }
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    @Test func `a file that is there stays as it is, and nothing is asked`() async throws {
        let file = try folder.write("export.json", [7])
        let link = folder.url.appending(path: "link")
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "nowhere")

        for target in [file, link, folder.url.appending(path: "no-folder/file")] {
            let error = await #expect(throws: TransportError.self) {
                try await transport.download(WireRequest(.get, server.url("/")), to: target, maxBytes: 300_000)
            }
            guard case .cannotStore = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }

        #expect(Array(try Data(contentsOf: file)) == [7])
        #expect(server.requests.isEmpty)
    }
}
