package import Domain
import Foundation
import Intake
import Storage

/// Makes a token with which one person captures posts from a browser or a phone.
package struct MakeToken: HouseOperation {
    package static let name = "token/make"
    /// The user name of whoever uses it.
    package var user: String
    /// What it is for, in 1...64 characters, such as `phone`.
    package var tokenName: String

    package init(user: String, tokenName: String) {
        self.user = user
        self.tokenName = tokenName
    }

    package func perform(in house: House) async throws -> MadeToken {
        try house.check(user: user)
        let name = tokenName.trimmingCharacters(in: .whitespacesAndNewlines)
        let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.properties.generalCategory != .format }
        guard (1...64).contains(name.count), isPlain else {
            throw OperatorError(
                "A token needs a name of 1 to 64 characters in one line.",
                remedy: "Say what it is for: --name phone."
            )
        }
        let secret = AccessSecret.fresh()
        let mark = house.keyring.tokenMark(of: secret)
        let token = try await house.store.addToken(user: user, name: name, mark: mark, now: house.now())
        return MadeToken(token: token, secret: secret)
    }
}

/// A new token with its secret, which can be shown this once.
package struct MadeToken: Codable, Sendable {
    /// What is kept of it.
    package var token: AccessToken
    /// What the person pastes into the browser or the phone.
    package var secret: String
}

/// All tokens; the revoked ones too.
package struct ListTokens: HouseOperation {
    package static let name = "token/list"

    package init() {}

    package func perform(in house: House) async throws -> [AccessToken] { try await house.store.tokens() }
}

/// Ends a token and every session that was begun with it.
package struct RevokeToken: HouseOperation {
    package static let name = "token/revoke"
    /// The number of the token.
    package var id: Int64

    package init(id: Int64) { self.id = id }

    package func perform(in house: House) async throws -> AccessToken {
        try await house.store.revokeToken(id, now: house.now())
    }
}

/// The words of a token: `sw_` and 32 random bytes in base64url.
enum AccessSecret {
    /// A new one from the system's generator: whether it can be guessed decides, not whether it can be repeated.
    static func fresh() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return "sw_" + Data(bytes).base64URL
    }

    /// Whether a text has the shape of one; anything else needs no look-up.
    static func hasShape(_ text: String) -> Bool {
        text.utf8.count == 46 && text.hasPrefix("sw_")
            && text.utf8.dropFirst(3).allSatisfy { byte in
                let character = Character(Unicode.Scalar(byte))
                return character.isASCII && (character.isLetter || character.isNumber || "-_".contains(character))
            }
    }
}

extension Data {
    fileprivate var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

extension House {
    /// The token whose secret somebody shows; nil where there is none, or where it was revoked.
    ///
    /// Compares a keyed mark of it, never the secret itself, and notes the use, at most once a minute.
    /// - Throws: `OperatorError` where the database fails.
    package func token(ofSecret secret: String) async throws -> AccessToken? {
        guard AccessSecret.hasShape(secret) else { return nil }
        guard let token = try await store.token(mark: keyring.tokenMark(of: secret)) else { return nil }
        try await noteUse(of: token)
        return token
    }

    /// The token with which a session was begun; nil where it was revoked since.
    /// - Throws: `OperatorError` where the database fails.
    package func token(ofSession id: Int64) async throws -> AccessToken? {
        guard let token = try await store.validToken(id) else { return nil }
        try await noteUse(of: token)
        return token
    }

    private func noteUse(of token: AccessToken) async throws {
        let now = now()
        if let last = token.lastUsedAt, now.timeIntervalSince(last) < 60 { return }
        try await store.noteUse(of: token.id, now: now)
    }
}
