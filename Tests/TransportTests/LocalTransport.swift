import Platforms
import Transport

/// Helps to ask servers of this machine.
enum LocalTransport {
    /// A transport that may ask this machine.
    static func make(perHost: Int = 64, inAll: Int = 512) throws -> CurlTransport {
        try CurlTransport(
            TransportSettings(
                policy: AddressPolicy(allowsLoopback: true),
                maxRequestsPerHost: perHost,
                maxRequests: inAll
            )
        )
    }

    /// Why a request has no answer; nil where it has one.
    static func error(_ transport: CurlTransport, _ request: WireRequest) async -> TransportError? {
        do throws(TransportError) {
            _ = try await transport.send(request)
            return nil
        } catch {
            return error
        }
    }
}
