import Foundation
import Platforms
import TestSupport
import Testing
import Transport

/// Servers that have to prove who they are; each needs a program that not every machine has.
@Suite(.timeLimit(.minutes(30))) struct SecureServerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let openssl = "/usr/bin/openssl"
    private static let nghttpd = "/usr/sbin/nghttpd"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: openssl), "openssl is not installed"))
    func `a certificate counts only from an authority that is trusted, and for the right name`() async throws {
        let (key, certificate) = try await makeCertificate()
        let port = try Self.freePort()
        let server = try ChildProgram(
            Self.openssl,
            ["s_server", "-www", "-quiet", "-accept", "127.0.0.1:\(port)", "-key", key, "-cert", certificate]
        )
        let (doubting, trusting) = (try Self.transport(nil), try Self.transport(certificate))

        #expect(try await Self.first(trusting, "https://localhost:\(port)/").get().status == 200)
        #expect(await Self.first(doubting, "https://localhost:\(port)/") == .failure(.untrusted))
        #expect(await Self.first(trusting, "https://127.0.0.1:\(port)/") == .failure(.untrusted))
        await doubting.close()
        await trusting.close()
        withExtendedLifetime(server) {}
    }

    @Test(.enabled(if: SSHHouse.isPossible, "sshd is not ready to run"))
    func `a folder is listed and a file fetched through SSH, from the server with the right key only`() async throws {
        let house = try await SSHHouse(folder, port: try Self.freePort())
        let transport = try Self.transport(nil)
        let base = "sftp://127.0.0.1:\(house.port)"
        func get(_ path: String, hostKey: String? = nil, keyFile: String? = nil) async -> Result<
            WireAnswer, TransportError
        > {
            let login = WireLogin(user: NSUserName(), password: "", keyFile: keyFile ?? house.userKey)
            return await Self.first(transport, base + path, login: login, hostKey: hostKey ?? house.hostKey)
        }
        let listing = try await get("\(house.files)/").get()
        #expect(listing.status == 200)
        #expect(String(decoding: listing.body, as: UTF8.self).contains("export.json"))
        #expect(try await get("\(house.files)/export.json").get() == WireAnswer(status: 200, body: Array("[]".utf8)))
        #expect(try await get("\(house.files)/none.json").get().status == 404)
        #expect(try await get("\(house.files)/export.json", keyFile: house.otherKey).get().status == 401)
        let wrong = "SHA256:" + String(repeating: "A", count: 43)
        #expect(await get("\(house.files)/export.json", hostKey: wrong) == .failure(.untrusted))
        let file = folder.url.appending(path: "fetched")
        let request = WireRequest(
            .get,
            "\(base)\(house.files)/export.json",
            login: WireLogin(user: NSUserName(), password: "", keyFile: house.userKey),
            hostKey: house.hostKey
        )
        _ = try await transport.download(request, to: file, maxBytes: 2)
        #expect(try String(contentsOf: file, encoding: .utf8) == "[]")
        await transport.close()
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: nghttpd), "nghttpd is not installed"))
    func `a server that offers HTTP 2 is asked by it`() async throws {
        let (key, certificate) = try await makeCertificate()
        let port = try Self.freePort()
        // It speaks nothing but HTTP 2.
        let server = try ChildProgram(
            Self.nghttpd,
            ["-a", "127.0.0.1", "-d", folder.url.path, "\(port)", key, certificate]
        )
        _ = try folder.write("list", Array("one\n".utf8))
        let transport = try Self.transport(certificate)

        #expect(try await Self.first(transport, "https://localhost:\(port)/list").get().body == Array("one\n".utf8))
        let statuses = try await withThrowingTaskGroup { group in
            for number in 0..<50 {
                let method = number.isMultiple(of: 5) ? WireRequest.Method.post : .get
                group.addTask { try await transport.send(WireRequest(method, "https://localhost:\(port)/list")).status }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.count == 50)
        await transport.close()
        withExtendedLifetime(server) {}
    }

    /// A key and a certificate for `localhost` by no authority but itself.
    private func makeCertificate() async throws -> (key: String, certificate: String) {
        let (key, certificate) = (path("key.pem"), path("cert.pem"))
        _ = try await ChildProgram.output(
            of: Self.openssl,
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
                + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
                + ["-keyout", key, "-out", certificate]
        )
        try #require(FileManager.default.fileExists(atPath: certificate))
        return (key, certificate)
    }

    private func path(_ name: String) -> String { folder.url.appending(path: name).path }

    private static func transport(_ authoritiesFile: String?) throws -> CurlTransport {
        let policy = AddressPolicy(allowsLoopback: true)
        return try CurlTransport(TransportSettings(policy: policy, authoritiesFile: authoritiesFile))
    }

    /// Asks until somebody listens.
    private static func first(
        _ transport: CurlTransport,
        _ url: String,
        login: WireLogin? = nil,
        hostKey: String? = nil
    ) async -> Result<WireAnswer, TransportError> {
        while true {
            do throws(TransportError) {
                return .success(try await transport.send(WireRequest(.get, url, login: login, hostKey: hostKey)))
            } catch {
                guard error == .cannotConnect else { return .failure(error) }
                // A sleep that is cut short does no harm.
                try? await Task.sleep(for: .milliseconds(10))
            }
        }
    }

    private static func freePort() throws -> Int {
        let listening = try LoopbackSocket.listen()
        close(listening.descriptor)
        return listening.port
    }
}
