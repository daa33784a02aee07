/// Where a request goes, read strictly: what is not understood beyond doubt is refused.
package struct WireDestination: Hashable, Sendable {
    /// The ways that are used.
    package enum Scheme: String, Hashable, Sendable {
        case https, http, sftp

        /// The port where none is named.
        package var usualPort: Int {
            switch self {
            case .https: 443
            case .http: 80
            case .sftp: 22
            }
        }
    }

    /// The address without its fragment.
    package let url: String
    /// The way.
    package let scheme: Scheme
    /// In lower case, without the brackets of IPv6.
    package let host: String
    /// 1...65535.
    package let port: Int

    /// Reads an address.
    /// - Throws: `TransportError.forbiddenURL`; its reason never holds the address.
    package init(_ text: String) throws(TransportError) {
        guard text.utf8.count <= 8_192 else { throw .forbiddenURL(reason: "the address is too long") }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
            throw .forbiddenURL(reason: "the address has spaces, control characters, backslashes or non-ASCII letters")
        }
        url = String(text.prefix { $0 != "#" })
        guard let mark = url.firstRange(of: "://"), let scheme = Scheme(rawValue: url[..<mark.lowerBound].lowercased())
        else { throw .forbiddenURL(reason: "only https is asked") }
        self.scheme = scheme
        let authority = url[mark.upperBound...].prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else { throw .forbiddenURL(reason: "the address names a user") }
        let place = try Self.split(authority)
        guard let port = place.port.isEmpty ? scheme.usualPort : Int(place.port), (1...65_535).contains(port) else {
            throw .forbiddenURL(reason: "the port is no number from 1 to 65535")
        }
        host = place.host.lowercased()
        self.port = port
    }

    /// Whether the address itself names this machine; other names may lead here too.
    package var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        return NumericHost.bytes(host)?.first == 127
    }

    /// Host and port of an authority without user.
    private static func split(_ authority: Substring) throws(TransportError) -> (host: String, port: String) {
        let host: Substring
        let rest: Substring
        if authority.hasPrefix("[") {
            host = authority.dropFirst().prefix { $0 != "]" }
            rest = authority.dropFirst(host.count + 2)
            // No zone: it would choose an interface of this machine.
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }),
                authority.dropFirst(host.count + 1).hasPrefix("]")
            else { throw .forbiddenURL(reason: "the host is no address of IPv6") }
        } else {
            host = authority.prefix { $0 != ":" }
            rest = authority.dropFirst(host.count)
            let isPlain = host.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._".utf8.contains(byte)
            }
            guard isPlain, host.utf8.count <= 253, host.contains(where: { $0 != "." }) else {
                throw .forbiddenURL(reason: "the address has no host, or one with unusual characters")
            }
            guard !NumericHost.looksLikeOne(host) || NumericHost.bytes(host) != nil else {
                throw .forbiddenURL(reason: "the host looks like a number and is no address")
            }
        }
        let port = rest.dropFirst()
        guard rest.isEmpty || (rest.hasPrefix(":") && !port.isEmpty), port.count <= 5,
            port.allSatisfy({ ("0"..."9").contains($0) })
        else { throw .forbiddenURL(reason: "the port is no number from 1 to 65535") }
        return (String(host), String(port))
    }
}
