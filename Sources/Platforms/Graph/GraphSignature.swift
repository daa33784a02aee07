import Crypto
import Foundation

/// The codes with which Meta and we prove that we know the app secret: HMAC-SHA256 in lower-case hexadecimal digits.
package enum GraphSignature {
    /// The proof that goes with each request, so that a stolen token alone is of no use.
    package static func proof(of token: String, secret: String) -> String { code(of: Array(token.utf8), secret) }

    /// What stands behind `sha256=` in the header `X-Hub-Signature-256`.
    package static func code(of body: [UInt8], _ secret: String) -> String {
        hexadecimal(HMAC<SHA256>.authenticationCode(for: body, using: key(secret)))
    }

    /// Whether one of the secrets signed the body, told in constant time for each.
    /// - Parameter header: the whole value, `sha256=` and 64 digits in lower case.
    package static func isGenuine(_ header: String, body: [UInt8], secrets: [String]) -> Bool {
        guard header.hasPrefix("sha256="), let code = bytes(ofHexadecimal: header.dropFirst(7)) else { return false }
        // All are tried, so that the time does not tell which one it was.
        return secrets.filter { !$0.isEmpty }.reduce(false) { found, secret in
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: key(secret)) || found
        }
    }

    private static func key(_ secret: String) -> SymmetricKey { SymmetricKey(data: Array(secret.utf8)) }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] })
    }

    /// The 32 bytes of a code; nil where it is none, or written in upper case.
    private static func bytes(ofHexadecimal text: Substring) -> [UInt8]? {
        let values = text.utf8.map(digit)
        guard values.count == 64, !values.contains(nil) else { return nil }
        let known = values.compactMap { $0 }
        return stride(from: 0, to: 64, by: 2).map { known[$0] << 4 | known[$0 + 1] }
    }

    private static func digit(_ unit: UInt8) -> UInt8? {
        switch unit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): unit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): unit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
