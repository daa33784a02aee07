import Crypto
import Foundation

/// Makes and checks what a browser brings back: sessions, and proofs that a form comes from our own page.
struct Seals: Sendable {
    private let key: SymmetricKey

    /// How long a session lasts, in seconds.
    static let sessionSeconds = 8 * 3_600

    init(key: SymmetricKey) { self.key = key }

    /// A session: the number of the token that it was begun with, and its end, sealed.
    func session(token: Int64, now: Date) -> String {
        let end = Int64(now.timeIntervalSince1970) + Int64(Self.sessionSeconds)
        let content = Self.bytes(token) + Self.bytes(end)
        return Self.text(content + code("session", content))
    }

    /// The number of the token of a session; nil where it was not made here, or is over.
    func token(ofSession cookie: String, now: Date) -> Int64? {
        guard let bytes = Self.bytes(cookie), bytes.count == 48 else { return nil }
        let content = Array(bytes[..<16])
        guard isCode(Array(bytes[16...]), "session", content) else { return nil }
        let end = Self.number(content[8...])
        return Double(end) > now.timeIntervalSince1970 ? Self.number(content[..<8]) : nil
    }

    /// A proof for something that only the holder of a cookie may do.
    func proof(of purpose: String, cookie: String) -> String { Self.text(code(purpose, Array(cookie.utf8))) }

    /// Whether a proof was made for this purpose and cookie; compares in constant time.
    func isProof(_ text: String, of purpose: String, cookie: String) -> Bool {
        guard let bytes = Self.bytes(text) else { return false }
        return isCode(bytes, purpose, Array(cookie.utf8))
    }

    private func code(_ purpose: String, _ content: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array("\(purpose)\u{1F}".utf8) + content, using: key))
    }

    private func isCode(_ code: [UInt8], _ purpose: String, _ content: [UInt8]) -> Bool {
        let subject = Array("\(purpose)\u{1F}".utf8) + content
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: subject, using: key)
    }

    private static func bytes(_ number: Int64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 { bytes.reduce(0) { $0 << 8 | Int64($1) } }

    /// Bytes in base64url.
    static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.count <= 200 else { return nil }
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)).map(
            Array.init
        )
    }
}
