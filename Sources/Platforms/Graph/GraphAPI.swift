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
        "address and version of the Graph API, where not the usual ones are meant",
        isRequired: false
    )
    /// The secret that opens the API.
    static let tokenField = SourceField("token", "the access token")
    /// The secret that signs requests and proves that webhooks are genuine.
    static let secretField = SourceField(
        "app-secret",
        "the app secret of the Meta app: signs requests, and proves that webhooks are genuine",
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
        let settings = GraphSettings(setup)
        let token = try settings.secret("token")
        self.base = try Self.checked(settings.text("api") ?? base)
        self.permissions = permissions
        self.token = token
        // The proof is only made with the secret in use: the one before it may no longer count.
        proof = setup.secret("app-secret").map { GraphSignature.proof(of: token, secret: $0) }
    }

    /// A request that reads.
    /// - Parameter path: segments, each of which is encoded.
    func get(_ path: [String], _ query: KeyValuePairs<String, String?> = [:]) -> WireRequest {
        let pairs = proved(query)
        let address = base + path.map { "/\(Self.encoded($0))" }.joined()
        return WireRequest(.get, pairs.isEmpty ? address : "\(address)?\(pairs)", headers: [authorization])
    }

    /// A request that writes.
    func post(_ path: [String], _ form: KeyValuePairs<String, String?>) -> WireRequest {
        WireRequest(
            .post,
            base + path.map { "/\(Self.encoded($0))" }.joined(),
            headers: [authorization, WireRequest.Header("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(proved(form).utf8)
        )
    }

    /// In the header, because addresses end up in logs.
    private var authorization: WireRequest.Header { WireRequest.Header("Authorization", "Bearer \(token)") }

    private func proved(_ pairs: KeyValuePairs<String, String?>) -> String {
        var written = pairs.compactMap { name, value in value.map { "\(name)=\(Self.encoded($0))" } }
        if let proof { written.append("appsecret_proof=\(proof)") }
        return written.joined(separator: "&")
    }

    /// Letters, digits, hyphens, dots, underscores and tildes stay; everything else is encoded.
    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )

    private static func checked(_ address: String) throws(PollTrouble) -> String {
        let trimmed = address.hasSuffix("/") ? String(address.dropLast()) : address
        let host = WireRequest(.get, trimmed).host
        let isOnThisMachine = ["127.0.0.1", "localhost", "::1"].contains(host)
        let isAllowed = trimmed.hasPrefix("https://") || (trimmed.hasPrefix("http://") && isOnThisMachine)
        guard isAllowed, !host.isEmpty, !trimmed.contains(where: { $0 == "?" || $0 == "#" || $0.isWhitespace }) else {
            throw .needsPerson(
                reason: "The setting 'api' is no address that begins with https://.",
                remedy: "Remove the setting 'api', or set it to an address such as \(facebook)."
            )
        }
        return trimmed
    }
}
