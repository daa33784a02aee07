/// How requests are sent.
package struct TransportSettings: Sendable {
    /// Which addresses may be asked.
    package var policy: AddressPolicy
    /// How many requests may be under way with one host, long polls among them; further ones wait, in their order.
    ///
    /// At least 1. It limits the connections to a host as well.
    package var maxRequestsPerHost: Int
    /// How many requests may be under way in all; at least 1.
    package var maxRequests: Int
    /// What servers are told of the program.
    package var userAgent: String
    /// A file with the authorities that are trusted in place of the system's; nil for the system's.
    package var authoritiesFile: String?
    /// Addresses of hosts that are not looked up, for tests; the policy judges them like any other.
    package var fixedAddresses: [String: String]

    package init(
        policy: AddressPolicy = AddressPolicy(),
        maxRequestsPerHost: Int = 64,
        maxRequests: Int = 512,
        userAgent: String = "streetwork",
        authoritiesFile: String? = nil,
        fixedAddresses: [String: String] = [:]
    ) {
        self.policy = policy
        self.maxRequestsPerHost = maxRequestsPerHost
        self.maxRequests = maxRequests
        self.userAgent = userAgent
        self.authoritiesFile = authoritiesFile
        self.fixedAddresses = fixedAddresses
    }
}
