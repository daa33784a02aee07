import CCurl

/// What libcurl's codes mean.
enum CurlOutcome {
    /// What went wrong.
    /// - Parameter wasConnected: whether the connection stood, so that something may have been sent.
    static func error(_ code: CURLcode, wasConnected: Bool) -> TransportError {
        if code == CURLE_OPERATION_TIMEDOUT { return wasConnected ? .timedOut : .cannotConnect }
        return table[code.rawValue] ?? .other(reason: words(code))
    }

    /// The status that HTTP would have had, where a code of SSH says no more than that; nil where it says more.
    static func sshStatus(of code: CURLcode) -> Int? {
        switch code {
        case CURLE_OK: 200
        case CURLE_LOGIN_DENIED: 401
        case CURLE_REMOTE_ACCESS_DENIED: 403
        case CURLE_REMOTE_FILE_NOT_FOUND: 404
        default: nil
        }
    }

    /// Libcurl's words, which never hold the address.
    static func words(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }

    private static let table: [UInt32: TransportError] = {
        let groups: [(TransportError, [CURLcode])] = [
            (.forbiddenURL(reason: "libcurl cannot read the address"), [CURLE_URL_MALFORMAT]),
            (.cannotResolve, [CURLE_COULDNT_RESOLVE_HOST]),
            // A handshake that fails comes before anything is sent.
            (.cannotConnect, [CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR]),
            (.untrusted, [CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS]),
            (
                .broken,
                [
                    CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2,
                    CURLE_HTTP2_STREAM, CURLE_WEIRD_SERVER_REPLY,
                    // An answer whose first bytes are not those of HTTP.
                    CURLE_UNSUPPORTED_PROTOCOL,
                ]
            ),
        ]
        let pairs = groups.flatMap { error, codes in codes.map { ($0.rawValue, error) } }
        return Dictionary(pairs) { first, _ in first }
    }()
}
