/// Under which addresses, and with which login, a folder on WebDAV may be asked.
///
/// A public link tells its token, but not which server stands behind it and how old that is.
package struct WebDAVWay: Hashable, Sendable {
    /// Where the folder is.
    package var base: WebAddress
    /// The header that logs in, sent with the first request already; nil where none is needed.
    ///
    /// Some servers refuse without saying which way to log in, so waiting to be asked would fail.
    package var authorization: WireRequest.Header?

    /// The ways of a source, the likeliest first; never empty.
    /// - Throws: `PollTrouble.needsPerson` where the settings do not fit.
    package static func all(_ setup: SourceSetup) throws(PollTrouble) -> [WebDAVWay] {
        let address = try setup.webAddress("url", schemes: ["https"])
        let password = setup.allSecrets("password").first
        if let user = setup.setting("user") {
            guard let password else { throw .missingPassword }
            return [WebDAVWay(address, try login(user, password))]
        }
        if let link = ShareLink(address) {
            return try ways(of: link, password: password)
        }
        guard let password else { return [WebDAVWay(address, nil)] }
        guard let user = usualUser(of: address) else {
            throw .needsPerson(
                reason: "There is a password, but no user.",
                remedy: "Set 'user' to the name of the account; or set the public link of the share as 'url'."
            )
        }
        return [WebDAVWay(address, try login(user, password))]
    }

    private init(_ base: WebAddress, _ authorization: WireRequest.Header?) {
        self.base = base
        self.authorization = authorization
    }

    private static func ways(of link: ShareLink, password: String?) throws(PollTrouble) -> [WebDAVWay] {
        var ways: [WebDAVWay] = []
        for row in servers {
            let segments = row.path + (row.namesToken ? [link.token] : [])
            let needsLogin = password != nil || !row.namesToken
            let user = row.namesToken ? row.user : link.token
            let header = needsLogin ? try login(user, password ?? "") : nil
            ways.append(WebDAVWay(link.address(segments), header))
        }
        return ways
    }

    /// The user that an address with a token expects beside the share's password.
    private static func usualUser(of address: WebAddress) -> String? {
        servers.first { $0.namesToken && address.segments.contains($0.path) }?.user
    }

    private static func login(_ user: String, _ password: String) throws(PollTrouble) -> WireRequest.Header {
        guard let header = BasicLogin.header(user: user, password: password) else { throw BasicLogin.colon }
        return header
    }

    /// Where servers keep their public shares: Nextcloud from 29 on, older ones with ownCloud 10, ownCloud's newer way.
    private static let servers: [(path: [String], namesToken: Bool, user: String)] = [
        (["public.php", "dav", "files"], true, "anonymous"),
        (["public.php", "webdav"], false, ""),
        (["remote.php", "dav", "public-files"], true, "public"),
    ]
}

/// A public link such as `https://host/s/TOKEN` or `https://host/index.php/s/TOKEN`.
private struct ShareLink {
    let token: String
    private let server: WebAddress

    /// nil where the address is none.
    init?(_ address: WebAddress) {
        var segments = address.segments
        guard let last = segments.popLast(), segments.popLast() == "s" else { return nil }
        guard !segments.contains(where: { $0 == "remote.php" || $0 == "public.php" || $0 == "dav" }) else { return nil }
        if segments.last == "index.php" { segments.removeLast() }
        token = last
        var server = address
        server.segments = segments
        self.server = server
    }

    func address(_ segments: [String]) -> WebAddress {
        var address = server
        address.segments += segments
        return address
    }
}
