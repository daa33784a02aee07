/// An address of a server's file or folder, taken apart so that nothing of it can mean something else.
///
/// Holds the path decoded; what is sent is always put together anew. User, password, query and fragment are refused.
package struct WebAddress: Hashable, Sendable {
    /// In lower case, without `://`.
    package var scheme: String
    /// In lower case; an IPv6 address in its brackets.
    package var host: String
    /// nil where the address names none.
    package var port: Int?
    /// The path, segment by segment, decoded.
    package var segments: [String]

    /// - Parameter schemes: those that may be used; `http` besides on this machine only.
    /// - Throws: `AddressFault` that says what is wrong.
    package init(_ text: String, schemes: Set<String> = ["https"]) throws(AddressFault) {
        guard text.utf8.count <= Self.longest else { throw AddressFault("it is longer than \(Self.longest) bytes") }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else {
            throw AddressFault("it holds a space, a control character or a backslash")
        }
        guard let mark = text.firstRange(of: "://") else { throw AddressFault("it does not begin with a scheme") }
        let rest = text[mark.upperBound...]
        guard !rest.contains("?"), !rest.contains("#") else { throw AddressFault("it holds '?' or '#'") }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        scheme = text[..<mark.lowerBound].lowercased()
        (host, port) = try Self.authority(rest[..<slash])
        let isHere = scheme == "http" && schemes.contains("https") && Self.thisMachine.contains(host)
        guard schemes.contains(scheme) || isHere else {
            throw AddressFault("it does not begin with \(schemes.sorted().joined(separator: " or "))://")
        }
        segments = try PathSegments.decode(rest[slash...])
    }

    /// The address of what lies below this one.
    package func text(_ below: [String] = [], isFolder: Bool) -> String {
        let path = (segments + below).map { "/" + PathSegments.encode($0) }.joined()
        let place = port.map { "\(host):\($0)" } ?? host
        return "\(scheme)://\(place)\(path)\(isFolder ? "/" : "")"
    }

    /// What an address that a server lists means below this one.
    /// - Parameter href: a whole address, or one that begins with `/`.
    /// - Returns: the segments below; none where it is this address itself.
    /// - Throws: `AddressFault` where it does not lie below, or might be read as something else.
    package func below(_ href: String) throws(AddressFault) -> [String] {
        guard href.utf8.count <= Self.longest else { throw AddressFault("it is longer than \(Self.longest) bytes") }
        guard !href.contains("?"), !href.contains("#") else { throw AddressFault("it holds '?' or '#'") }
        let path: [String]
        if href.hasPrefix("//") {
            path = try elsewhere(WebAddress("\(scheme):\(href)", schemes: [scheme]))
        } else if href.hasPrefix("/") {
            path = try PathSegments.decode(href[...])
        } else if href.contains("://") {
            path = try elsewhere(WebAddress(href, schemes: ["https", "http", scheme]))
        } else {
            throw AddressFault("it does not begin with '/' or https://")
        }
        guard path.starts(with: segments) else { throw AddressFault("it lies outside of the folder") }
        return Array(path.dropFirst(segments.count))
    }

    /// The path of a listed whole address; scheme and port are never used, so a proxy may have changed the scheme.
    private func elsewhere(_ other: WebAddress) throws(AddressFault) -> [String] {
        guard other.host == host, other.port == nil || other.port == port else {
            throw AddressFault("it lies on another server")
        }
        return other.segments
    }

    private static func authority(_ text: Substring) throws(AddressFault) -> (host: String, port: Int?) {
        guard !text.contains("@") else { throw AddressFault("it holds a user or password; set those apart") }
        let end = text.hasPrefix("[") ? text.firstIndex(of: "]").map(text.index(after:)) : text.firstIndex(of: ":")
        let host = text[..<(end ?? text.endIndex)].lowercased()
        let isPlain = host.hasPrefix("[") ? isIPv6(host) : host.utf8.allSatisfy(isHostByte)
        guard !host.isEmpty, isPlain else {
            throw AddressFault("its host is empty or not plain; write international names as xn--…")
        }
        guard let end, end < text.endIndex else { return (host, nil) }
        guard text[end] == ":", let port = Int(text[text.index(after: end)...]), (1...65_535).contains(port) else {
            throw AddressFault("its port is no number of 1 to 65535")
        }
        return (host, port)
    }

    private static func isIPv6(_ host: String) -> Bool {
        host.count > 3 && host.hasSuffix("]")
            && host.dropFirst().dropLast().utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) || byte == UInt8(ascii: ":")
                    || byte == UInt8(ascii: ".")
            }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }

    private static let thisMachine: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
    private static let longest = 4096
}

/// Why an address cannot be used; holds nothing of the address.
package struct AddressFault: Error, Hashable, Sendable {
    /// What is wrong, as the rest of a sentence that begins with the address.
    package var reason: String

    package init(_ reason: String) { self.reason = reason }
}
