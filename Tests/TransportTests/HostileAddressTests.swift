import Foundation
import Platforms
import TestSupport
import Testing
import Transport

/// Addresses that lead into the house, in the many ways that people try.
@Suite(.timeLimit(.minutes(30))) struct HostileAddressTests {
    @Test func `none of the hostile addresses makes a connection`() async throws {
        let listening = try LoopbackSocket.listen(everywhere: true)
        defer { close(listening.descriptor) }
        let rows = try TableRows.read("transport/hostile-urls.tsv").map { row in row.map(Self.unescaped) }
        let settings = Self.settings(rows, port: listening.port)
        let transport = try CurlTransport(settings)

        #expect(rows.count >= 300)
        for row in rows {
            let url = row[1].replacing("{port}", with: "\(listening.port)")
            let error = await Self.error(transport, url)
            let isAsExpected =
                if case .forbiddenURL = error { row[0] == "text" } else {
                    error == .forbiddenAddress && row[0] == "address"
                }
            #expect(isAsExpected, "\(row[1]): \(String(describing: error))")
        }
        #expect(Self.connections(listening.descriptor) == 0)
        await transport.close()
    }

    /// Else the test above would be content with a listener that nobody can reach.
    @Test(arguments: ["127.0.0.1", "[::1]", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
    func `the listener would have noticed`(host: String) async throws {
        let listening = try LoopbackSocket.listen(everywhere: true)
        defer { close(listening.descriptor) }
        let policy = AddressPolicy(
            allowsLoopback: true,
            allowedPrivateHosts: ["::ffff:127.0.0.1"],
            extraPorts: [listening.port]
        )
        let transport = try CurlTransport(TransportSettings(policy: policy))

        let error = await Self.error(transport, "https://\(host):\(listening.port)/")

        #expect(error != nil && error != .forbiddenAddress)
        #expect(Self.connections(listening.descriptor) >= 1)
        await transport.close()
    }

    @Test func `a redirect into the house comes back as it is`() async throws {
        let listening = try LoopbackSocket.listen(everywhere: true)
        defer { close(listening.descriptor) }
        let server = try LoopbackServer { _ in
            let location = "Location: http://127.0.0.1:\(listening.port)/\r\n"
            return [.send(LoopbackServer.page([], status: "302 Found", headers: location))]
        }
        let transport = try CurlTransport(TransportSettings(policy: AddressPolicy(allowsLoopback: true)))

        let answer = try await transport.send(WireRequest(.get, server.url("/")))

        #expect(answer.status == 302)
        #expect(Self.connections(listening.descriptor) == 0)
        await transport.close()
    }

    private static func settings(_ rows: [[String]], port: Int) -> TransportSettings {
        let named = rows.filter { $0.count > 2 }.compactMap { row in
            row[1].split(separator: "/").dropFirst().first?.split(separator: ":").first.map { (String($0), row[2]) }
        }
        return TransportSettings(
            policy: AddressPolicy(extraPorts: [port]),
            fixedAddresses: Dictionary(named) { first, _ in first }
        )
    }

    private static func error(_ transport: CurlTransport, _ url: String) async -> TransportError? {
        let limits = WireLimits(connect: .milliseconds(300), idle: .milliseconds(300), total: .milliseconds(500))
        return await LocalTransport.error(transport, WireRequest(.get, url, limits: limits))
    }

    /// How many connections a listener has, accepted or not.
    private static func connections(_ listener: Int32) -> Int {
        _ = fcntl(listener, F_SETFL, O_NONBLOCK)
        var count = 0
        while case let connection = accept(listener, nil, nil), connection >= 0 {
            close(connection)
            count += 1
        }
        return count
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing(#/\\u\{([0-9a-f]+)\}/#) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
        }
    }
}
