import CCurl
import CurlCalls
import Platforms

/// Turns a request into libcurl's options.
enum CurlRequest {
    /// Judges what besides its address may make a request go wrong.
    /// - Throws: `TransportError.forbiddenURL`.
    static func check(_ request: WireRequest, for destination: WireDestination) throws(TransportError) {
        let isClean = request.headers.allSatisfy { header in
            !header.name.isEmpty && header.name.utf8.allSatisfy(isOfName)
                && header.value.utf8.allSatisfy { $0 == 9 || ($0 >= 0x20 && $0 != 0x7F) }
        }
        guard isClean else { throw .forbiddenURL(reason: "a header has a line end or another control character") }
        if destination.scheme == .sftp {
            guard request.method == .get, request.body.isEmpty else {
                throw .forbiddenURL(reason: "through sftp files are only fetched")
            }
            // 32 bytes in Base64.
            guard bareKey(request.hostKey ?? "").utf8.count == 43 else {
                throw .forbiddenURL(reason: "the key of the sftp server is no SHA-256 in Base64")
            }
        }
        guard let login = request.login else { return }
        guard (login.user + login.password + (login.keyFile ?? "")).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw .forbiddenURL(reason: "the login has a line end or another control character")
        }
    }

    /// Sets all that the request asks for.
    static func set(_ job: TransferJob, _ settings: TransportSettings, in options: inout CurlOptions) {
        setSafety(job.destination, settings, in: &options)
        options.set(CURLOPT_URL, job.destination.url)
        options.set(CURLOPT_CONNECTTIMEOUT_MS, job.request.limits.connect)
        switch job.destination.scheme {
        case .https, .http: setHTTP(job.request, settings, in: &options)
        case .sftp: setSFTP(job.request, in: &options)
        }
    }

    /// What holds for every transfer, whatever libcurl's own default is.
    private static func setSafety(
        _ destination: WireDestination,
        _ settings: TransportSettings,
        in options: inout CurlOptions
    ) {
        options.set(CURLOPT_PROTOCOLS_STR, destination.scheme.rawValue)
        for (option, number) in [
            (CURLOPT_NOSIGNAL, 1),
            // Whoever waits for a slow name server is let go at once, without holding up the others.
            (CURLOPT_QUICK_EXIT, 1),
            (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_DISALLOW_USERNAME_IN_URL, 1),
            (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
            (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)), (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)),
        ] { options.set(option, number) }
        // No proxy, even if the environment names one: it would be asked in place of the judged address.
        options.set(CURLOPT_PROXY, "")
        if let file = settings.authoritiesFile { options.set(CURLOPT_CAINFO, file) }
        if let address = settings.fixedAddresses[destination.host] {
            options.set(CURLOPT_RESOLVE, ["\(destination.host):\(destination.port):\(address)"])
        }
    }

    private static func setHTTP(
        _ request: WireRequest,
        _ settings: TransportSettings,
        in options: inout CurlOptions
    ) {
        options.set(CURLOPT_USERAGENT, settings.userAgent)
        // Every way of compression that libcurl has.
        options.set(CURLOPT_ACCEPT_ENCODING, "")
        // A body goes at once, without asking first whether it is welcome. A name alone with a semicolon is empty.
        var lines = ["Expect:"] + request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        let hasBody = !request.body.isEmpty || request.method == .post
        if hasBody {
            options.set(body: request.body)
            // Else libcurl calls it a form.
            if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
                lines.append("Content-Type:")
            }
        }
        switch request.method {
        case .get:
            if hasBody { options.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue) }
        case .post:
            // On a connection that it had before libcurl would send a request again that the server may have acted on.
            setOwnConnection(in: &options)
        case .propfind:
            options.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
        options.set(CURLOPT_HTTPHEADER, lines)
        guard let login = request.login else { return }
        options.set(CURLOPT_HTTPAUTH, curl_calls_basic)
        options.set(CURLOPT_USERNAME, login.user)
        options.set(CURLOPT_PASSWORD, login.password)
    }

    private static func setSFTP(_ request: WireRequest, in options: inout CurlOptions) {
        // On a connection that it had before libcurl looks neither at the server's key again nor at ours.
        setOwnConnection(in: &options)
        options.set(CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256, bareKey(request.hostKey ?? ""))
        guard let login = request.login else { return }
        options.set(CURLOPT_USERNAME, login.user)
        // Only what is named here: no keys of this user, no agent.
        if let keyFile = login.keyFile {
            options.set(CURLOPT_SSH_AUTH_TYPES, Int(CURLSSH_AUTH_PUBLICKEY))
            options.set(CURLOPT_SSH_PRIVATE_KEYFILE, keyFile)
            options.set(CURLOPT_KEYPASSWD, login.password)
        } else {
            options.set(CURLOPT_SSH_AUTH_TYPES, Int(CURLSSH_AUTH_PASSWORD))
            options.set(CURLOPT_PASSWORD, login.password)
        }
    }

    private static func setOwnConnection(in options: inout CurlOptions) {
        options.set(CURLOPT_FRESH_CONNECT, 1)
        options.set(CURLOPT_FORBID_REUSE, 1)
    }

    /// As libcurl wants it: without the name of the sum that `ssh-keygen` writes before it, without padding.
    private static func bareKey(_ key: String) -> String {
        let text = key.hasPrefix("SHA256:") ? key.dropFirst(7) : key[...]
        return String(text.prefix { $0 != "=" })
    }

    /// Whether a byte may stand in the name of a header.
    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
