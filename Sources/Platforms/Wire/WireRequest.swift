/// A request to a server as a value: made by a platform's module, sent by whoever has a connection.
///
/// Address and headers may hold secrets, so its description names the method and the host only.
package struct WireRequest: Hashable, Sendable, CustomStringConvertible {
    /// The methods that are used.
    package enum Method: String, Hashable, Sendable { case get = "GET", post = "POST", propfind = "PROPFIND" }

    /// A header line.
    package struct Header: Hashable, Sendable {
        /// The name as it is sent.
        package var name: String
        /// The value without line ends.
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// How it is sent.
    package var method: Method
    /// The whole address.
    package var url: String
    /// Headers in the order in which they are sent.
    package var headers: [Header]
    /// The body; empty for none.
    package var body: [UInt8]
    /// Who asks; nil where the address or a header says it, or nobody needs to know.
    package var login: WireLogin?
    /// The SHA-256 of the server's key in Base64, as `ssh-keygen -l` prints it; nil where the request does not go
    /// through SSH.
    ///
    /// An address with `sftp` is asked only with it. There a GET of a path that ends in `/` lists the folder in the
    /// manner of `ls -l`, any other fetches the file, and the answer has the status that HTTP would have: 200, 401,
    /// 403 or 404.
    package var hostKey: String?
    /// How long and how much may come back.
    package var limits: WireLimits

    package init(
        _ method: Method = .get,
        _ url: String,
        headers: [Header] = [],
        body: [UInt8] = [],
        login: WireLogin? = nil,
        hostKey: String? = nil,
        limits: WireLimits = WireLimits()
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.login = login
        self.hostKey = hostKey
        self.limits = limits
    }

    package var description: String { "\(method.rawValue) \(host)" }

    /// The host in lower case, without user, port and path; empty where the address has none.
    package var host: String {
        guard let scheme = url.firstRange(of: "://") else { return "" }
        let authority = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != "\\" }
        let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        if place.hasPrefix("[") { return String(place.dropFirst().prefix { $0 != "]" }).lowercased() }
        return String(place.prefix { $0 != ":" }).lowercased()
    }
}

/// How long a request may take and how much may come back.
package struct WireLimits: Hashable, Sendable {
    /// Until a connection stands.
    package var connect: Duration
    /// Without a single byte arriving.
    package var idle: Duration
    /// In all.
    package var total: Duration
    /// Bytes of the body after decompression, counted while they arrive.
    package var maxBodyBytes: Int

    /// - Parameter maxBodyBytes: 8 MiB hold a page of any interface that is asked.
    package init(
        connect: Duration = .seconds(10),
        idle: Duration = .seconds(30),
        total: Duration = .seconds(60),
        maxBodyBytes: Int = 8 << 20
    ) {
        self.connect = connect
        self.idle = idle
        self.total = total
        self.maxBodyBytes = maxBodyBytes
    }
}

/// What a server answered.
package struct WireAnswer: Hashable, Sendable {
    /// The status code of HTTP.
    package var status: Int
    /// Headers by their names in lower case; of a repeated one the last.
    package var headers: [String: String]
    /// The body, decompressed.
    package var body: [UInt8]

    package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// How long the server asks to wait, from the header `Retry-After` in seconds; nil without a usable one.
    package var retryAfter: Duration? {
        guard let seconds = headers["retry-after"].flatMap({ Int($0) }), (0...86_400).contains(seconds) else {
            return nil
        }
        return .seconds(seconds)
    }
}
