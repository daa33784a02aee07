/// Which addresses may be asked.
///
/// Judged twice: the text before anything is sent, and the address that its host leads to whenever a connection is
/// made, so that a name which leads elsewhere the second time gains nothing.
package struct AddressPolicy: Hashable, Sendable {
    /// Whether `localhost`, `127.…` and `[::1]` may be asked, at any port, with `http` too: for simulators and tests.
    package var allowsLoopback: Bool
    /// Hosts in lower case that may lie in the own net or on this machine, such as a Nextcloud of the house.
    package var allowedPrivateHosts: Set<String>
    /// Ports that may be asked besides the usual one of the scheme.
    package var extraPorts: Set<Int>

    /// - Parameter allowsLoopback: off in a daemon that talks to platforms.
    package init(allowsLoopback: Bool = false, allowedPrivateHosts: Set<String> = [], extraPorts: Set<Int> = []) {
        self.allowsLoopback = allowsLoopback
        self.allowedPrivateHosts = allowedPrivateHosts
        self.extraPorts = extraPorts
    }

    /// Judges an address as text.
    ///
    /// - Parameter hasHostKey: whether the request names the key of an SSH server, without which none is asked.
    /// - Throws: `TransportError.forbiddenURL`; its reason never holds the address.
    package func destination(of url: String, hasHostKey: Bool = false) throws(TransportError) -> WireDestination {
        let destination = try WireDestination(url)
        switch destination.scheme {
        case .https: break
        case .http:
            guard allowsLoopback, destination.isLoopback else {
                throw .forbiddenURL(reason: "only https is asked")
            }
        case .sftp:
            guard hasHostKey else { throw .forbiddenURL(reason: "the key of the sftp server is not given") }
        }
        let isUsual = destination.port == destination.scheme.usualPort || extraPorts.contains(destination.port)
        guard isUsual || (allowsLoopback && destination.isLoopback) else {
            throw .forbiddenURL(reason: "the port \(destination.port) is not among those that may be asked")
        }
        return destination
    }

    /// Judges an address that a connection is about to be made to.
    package func allows(_ address: NetworkAddress, for destination: WireDestination) -> Bool {
        let isTrusted = allowedPrivateHosts.contains(destination.host)
        return switch address.reach {
        // In the clear nothing leaves this machine, wherever the name leads.
        case .everywhere: destination.scheme != .http
        case .ownNet: isTrusted && destination.scheme != .http
        case .loopback: (allowsLoopback && destination.isLoopback) || (isTrusted && destination.scheme != .http)
        case .nowhere: false
        }
    }
}
