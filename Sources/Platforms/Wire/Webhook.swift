package import Foundation

/// What a platform calls when something happens: how its calls are proved genuine and understood.
package protocol Webhook: Sendable {
    /// The answer to a call that only proves that we own the address; nil where the platform makes none such.
    /// - Parameter query: the decoded query of a GET.
    func greeting(_ query: [String: String]) -> WebhookGreeting?

    /// Whether a call is genuine, told from the raw bytes before anything is parsed.
    ///
    /// Compares in constant time. Any of the secrets of the source may have signed, so that they can be changed.
    /// - Parameter headers: by their names in lower case.
    func verdict(headers: [String: String], body: [UInt8], now: Date) -> WebhookVerdict

    /// What a genuine call says; never throws: what cannot be understood comes back as a rejected row.
    /// - Parameter receivedAt: stands in where an event has no time of its own.
    func events(_ body: [UInt8], receivedAt: Date) -> [PlatformEvent]
}

/// The answer to the call with which a platform checks an address.
package enum WebhookGreeting: Hashable, Sendable {
    /// It is ours: answer 200 with exactly these bytes.
    case welcome(String)
    /// The token is not ours: answer 403.
    case refused
}

/// Whether a call to a webhook is genuine.
package enum WebhookVerdict: Hashable, Sendable {
    case genuine
    /// Answer 401 and store nothing; the reason is for the operator and holds nothing of the call.
    case refused(reason: String)
}
