package import Foundation
package import Platforms

/// Sends requests to servers elsewhere.
///
/// Two kinds exist: libcurl's, and one for tests that answers from a closure.
package protocol WireTransport: Sendable {
    /// Sends a request and waits for the whole answer, whatever its status.
    ///
    /// Redirects are not followed: a 3xx comes back as it is. Cancelling the task ends the transfer.
    func send(_ request: WireRequest) async throws(TransportError) -> WireAnswer

    /// Sends a request and writes the body into a new file as it arrives; the answer's own body stays empty.
    ///
    /// Nothing is left behind where it throws.
    /// The body of an answer that is no success is written too; look at the status.
    /// - Parameters:
    ///   - file: must not exist yet; it is durable when the call returns.
    ///   - maxBytes: stands in for `WireLimits.maxBodyBytes`.
    func download(_ request: WireRequest, to file: URL, maxBytes: Int) async throws(TransportError) -> WireAnswer
}

/// Why there is no answer.
package enum TransportError: Error, Hashable, Sendable {
    /// The request may not be sent: another scheme, user and password in the address, no host, a line end in a header.
    /// Nothing was sent.
    case forbiddenURL(reason: String)
    /// The host's name leads to an address that may not be asked, such as one of the internal net. Nothing was sent.
    case forbiddenAddress
    /// The host's name leads nowhere. Nothing was sent.
    case cannotResolve
    /// No connection, or none in time. Nothing was sent.
    case cannotConnect
    /// The server did not prove who it is. Nothing was sent.
    case untrusted
    /// Out of time once a connection stood: waiting, or in all.
    case timedOut
    /// The connection broke.
    case broken
    /// The answer is longer than allowed.
    case tooLarge(limit: Int)
    /// The file cannot be written.
    case cannotStore(reason: String)
    /// The task was cancelled.
    case cancelled
    /// Anything else, in libcurl's words, which never hold the address.
    case other(reason: String)

    /// Whether the server certainly has not got the request.
    package var isUnsent: Bool {
        switch self {
        case .forbiddenURL, .forbiddenAddress, .cannotResolve, .cannotConnect, .untrusted: true
        case .timedOut, .broken, .tooLarge, .cannotStore, .cancelled, .other: false
        }
    }
}
