import Foundation

/// How calls of Meta's webhooks are proved genuine; the same for all of its platforms.
struct GraphWebhook: Sendable {
    /// The secret with which Meta proves that it was told our address by us.
    static let verifyField = SourceField(
        "verify-token",
        "A word of your own that is given to Meta with the address of the webhook.",
        isRequired: false
    )

    private let appSecrets: [String]
    private let verifyTokens: [String]

    /// - Returns: nil where the secrets are not there.
    init?(_ setup: SourceSetup) {
        appSecrets = setup.allSecrets("app-secret")
        verifyTokens = setup.allSecrets("verify-token")
        if appSecrets.isEmpty || verifyTokens.isEmpty { return nil }
    }

    /// The answer to the call that checks the address.
    func greeting(_ query: [String: String]) -> WebhookGreeting? {
        guard let mode = query["hub.mode"] else { return nil }
        let given = query["hub.verify_token"] ?? ""
        let isOurs = ConstantTime.isAny(given.utf8, of: verifyTokens.map { Array($0.utf8) })
        guard mode == "subscribe", isOurs, let challenge = query["hub.challenge"], Self.isPlain(challenge) else {
            return .refused
        }
        return .welcome(challenge)
    }

    /// Whether Meta signed exactly these bytes.
    func verdict(headers: [String: String], body: [UInt8]) -> WebhookVerdict {
        if let encoding = headers["content-encoding"], encoding.lowercased() != "identity" {
            return .refused(reason: "the body is encoded, and was signed before it was")
        }
        guard let signature = headers["x-hub-signature-256"] else {
            return .refused(reason: "the header X-Hub-Signature-256 is missing")
        }
        guard GraphSignature.isGenuine(signature, body: body, secrets: appSecrets) else {
            return .refused(reason: "the signature is not made with the app secret")
        }
        return .genuine
    }

    /// The challenge goes back as it came, so nothing that a browser could run is let through.
    private static func isPlain(_ challenge: String) -> Bool {
        (1...256).contains(challenge.utf8.count)
            && challenge.utf8.allSatisfy { unit in
                switch unit {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
