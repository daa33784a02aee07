import Domain
import Foundation

/// Meta's Graph API as one source uses it: where it is, what opens it, and how requests are written.
///
/// Holds secrets, so it is never printed.
struct GraphAPI: Sendable {
    /// Where the API of Facebook, and of Instagram accounts behind a Page, is asked.
    static let facebook = "https://graph.facebook.com/v25.0"
    /// Where the API of Instagram accounts that signed in by themselves is asked.
    static let instagram = "https://graph.instagram.com/v25.0"

    /// The setting that names another address or version.
    static let field = SourceField(
        "api",
        "The address and version of the Graph API; those that are known to work unless set.",
        isRequired: false
    )
    /// The secret that opens the API.
    static let tokenField = SourceField("token", "The access token.")
    /// The secret that signs requests, and proves that webhooks are genuine.
    static let secretField = SourceField(
        "app-secret",
        "The app secret of the Meta app; signs requests, and is needed for a webhook.",
        isRequired: false
    )
    /// The same, for kinds that have no webhook.
    static let signingField = SourceField(
        "app-secret",
        "The app secret of the Meta app; signs requests.",
        isRequired: false
    )

    /// The permissions that the kind of source needs, for remedies.
    let permissions: String
    private let base: String
    private let token: String
    private let proof: String?

    /// - Parameters:
    ///   - base: the address that is asked where the settings name none.
    ///   - permissions: what the token has to allow.
    /// - Throws: `needsPerson` where the address or the token cannot be used.
    init(_ setup: SourceSetup, at base: String, permissions: String) throws(PollTrouble) {
        let token = try setup.requiredSecret("token")
        self.token = token
        self.base = try setup.address("api", usual: base)
        self.permissions = permissions
        // The proof is only made with the secret in use: the one before it may no longer count.
        proof = setup.allSecrets("app-secret").first.map { GraphSignature.proof(of: token, secret: $0) }
    }

    /// A request that reads.
    /// - Parameter path: segments, each of which is escaped.
    func get(_ path: [String], _ query: KeyValuePairs<String, String?> = [:]) -> WireRequest {
        let pairs = proved(query)
        return WireRequest(.get, address(path) + (pairs.isEmpty ? "" : "?\(pairs)"), headers: [authorization])
    }

    /// A request that writes.
    func post(_ path: [String], _ form: KeyValuePairs<String, String?>) -> WireRequest {
        WireRequest(
            .post,
            address(path),
            headers: [authorization, WireRequest.Header("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(proved(form).utf8)
        )
    }

    /// In the header, because addresses end up in logs.
    private var authorization: WireRequest.Header { WireRequest.Header("Authorization", "Bearer \(token)") }

    private func address(_ path: [String]) -> String {
        base
            + path.map { "/" + ($0.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["_"])) ?? "") }
            .joined()
    }

    private func proved(_ fields: KeyValuePairs<String, String?>) -> String {
        var written = fields.compactMap { name, value in value.map { (name: name, value: $0) } }
        if let proof { written.append(("appsecret_proof", proof)) }
        return WireQuery.text(written)
    }
}
