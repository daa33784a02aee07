import Foundation

/// The few calls of sockets that servers of tests need.
package enum LoopbackSocket {
    /// Listens at a free port of an address of this machine.
    /// - Parameter everywhere: at all addresses of IPv4 and IPv6 in place of 127.0.0.1.
    /// - Throws: `POSIXError`.
    package static func listen(everywhere: Bool = false) throws -> (descriptor: Int32, port: Int) {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(everywhere ? AF_INET6 : AF_INET, kind, 0)
        guard descriptor >= 0 else { throw trouble() }
        var isBound: Int32
        if everywhere {
            // Without an address: all of them, IPv4 too.
            var off: Int32 = 0
            setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, socklen_t(MemoryLayout<Int32>.size))
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            isBound = bound(descriptor, &address)
        } else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            isBound = bound(descriptor, &address)
        }
        guard isBound == 0, Foundation.listen(descriptor, 1_024) == 0 else { throw trouble() }
        var name = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        _ = withUnsafeMutableBytes(of: &name) { bytes in
            getsockname(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
        }
        // The port stands at the same place in both kinds.
        return (descriptor, Int(UInt16(bigEndian: name.sin6_port)))
    }

    /// Sends all of these bytes.
    /// - Returns: whether the connection took them.
    package static func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// What arrived; nil at the end of the connection.
    package static func receive(_ connection: Int32) -> [UInt8]? {
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = recv(connection, &piece, piece.count, 0)
        return count > 0 ? Array(piece[..<count]) : nil
    }

    /// Makes the end of a connection a reset.
    package static func resetAtClose(_ connection: Int32) {
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }

    private static func bound<Address>(_ descriptor: Int32, _ address: inout Address) -> Int32 {
        withUnsafeBytes(of: &address) { bytes in
            bind(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
    }

    private static func trouble() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
