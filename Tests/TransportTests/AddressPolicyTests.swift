import Foundation
import TestSupport
import Testing
import Transport

@Suite struct AddressPolicyTests {
    @Test func `an address leads where the registries say`() throws {
        let rows = try TableRows.read("transport/addresses.tsv")

        #expect(rows.count > 90)
        for row in rows {
            let address = try #require(NetworkAddress(Self.bytes(row[0])))
            #expect(address.reach.rawValue == row[1], "\(row[0])")
        }
    }

    @Test(arguments: [
        ("https://api.example", "https://api.example", "api.example", 443),
        ("HTTPS://Api.Example:443/a?b=c#d", "HTTPS://Api.Example:443/a?b=c", "api.example", 443),
        ("https://api.example?b=@c", "https://api.example?b=@c", "api.example", 443),
        ("https://api.example:8443/a/../b//c", "https://api.example:8443/a/../b//c", "api.example", 8_443),
        ("https://[2001:DB8::1]:443/", "https://[2001:DB8::1]:443/", "2001:db8::1", 443),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/", "xn--bcher-kva.example", 443),
        ("https://8.8.8.8/", "https://8.8.8.8/", "8.8.8.8", 443),
        ("https://0x08.8.2056/", "https://0x08.8.2056/", "0x08.8.2056", 443),
    ])
    func `an ordinary address is read as libcurl reads it`(text: String, url: String, host: String, port: Int) throws {
        let destination = try AddressPolicy(extraPorts: [8_443]).destination(of: text)

        #expect(destination.url == url)
        #expect(destination.host == host)
        #expect(destination.port == port)
        #expect(!destination.isLoopback)
    }

    @Test(arguments: ["localhost", "127.0.0.1", "127.1", "0x7f000001", "[::1]"])
    func `this machine is asked at any port where the policy allows it`(host: String) throws {
        let open = AddressPolicy(allowsLoopback: true)

        for scheme in ["http", "https"] {
            #expect(try open.destination(of: "\(scheme)://\(host):1234/").isLoopback)
            #expect(throws: TransportError.self) { try AddressPolicy().destination(of: "\(scheme)://\(host):1234/") }
        }
        #expect(throws: TransportError.self) { try open.destination(of: "http://api.example/") }
        #expect(throws: TransportError.self) { try open.destination(of: "https://api.example:1234/") }
    }

    /// Which addresses a host may lead to: one of everywhere, of the own net, of this machine, of nowhere.
    @Test(arguments: [
        ("https://api.example/", AddressPolicy(), [true, false, false, false]),
        ("https://api.example/", AddressPolicy(allowsLoopback: true), [true, false, false, false]),
        ("https://localhost/", AddressPolicy(allowsLoopback: true), [true, false, true, false]),
        ("http://localhost/", AddressPolicy(allowsLoopback: true), [false, false, true, false]),
        ("https://cloud.lan/", AddressPolicy(allowedPrivateHosts: ["cloud.lan"]), [true, true, true, false]),
        ("https://Cloud.LAN/", AddressPolicy(allowedPrivateHosts: ["cloud.lan"]), [true, true, true, false]),
        ("https://cloud.lan.example/", AddressPolicy(allowedPrivateHosts: ["cloud.lan"]), [true, false, false, false]),
    ])
    func `a host may lead where its kind may`(url: String, policy: AddressPolicy, allowed: [Bool]) throws {
        let destination = try policy.destination(of: url)
        let addresses = try ["8.8.8.8", "10.0.0.1", "127.0.0.1", "169.254.169.254"].map { text in
            try #require(NetworkAddress(Self.bytes(text)))
        }

        #expect(addresses.map { policy.allows($0, for: destination) } == allowed)
    }

    @Test func `a server of SSH is asked only with its key`() throws {
        #expect(throws: TransportError.self) { try AddressPolicy().destination(of: "sftp://files.example/") }
        #expect(try AddressPolicy().destination(of: "sftp://files.example/", hasHostKey: true).port == 22)
    }

    @Test func `a reason does not repeat the address`() {
        for url in ["https://secret:secret@host/", "ftp://secret/", "https://secret:99999/", "https://[secret]/"] {
            do throws(TransportError) {
                _ = try AddressPolicy().destination(of: url)
                Issue.record("accepted")
            } catch {
                #expect(!"\(error)".contains("secret"))
            }
        }
    }

    private static func bytes(_ text: String) -> [UInt8] {
        let isLong = text.contains(":")
        var bytes = [UInt8](repeating: 0, count: isLong ? 16 : 4)
        return inet_pton(isLong ? AF_INET6 : AF_INET, text, &bytes) == 1 ? bytes : []
    }
}
