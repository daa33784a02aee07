package import Crypto
import Domain
import Foundation
package import Storage

/// Pseudonyms, marks and sealed values.
///
/// Holds the keys in memory; nothing of it is ever printed.
package struct Keyring: Sendable {
    private let pseudonymKey: SymmetricKey
    private let markKey: SymmetricKey
    private let sealKey: SymmetricKey
    private let tokenKey: SymmetricKey
    /// The secret seed of `LikenessSketch`.
    let sketchSeed: UInt64

    /// - Throws: `OperatorError` where a key cannot be read or made.
    package init(_ folder: KeyFolder) throws {
        pseudonymKey = SymmetricKey(data: try folder.key(for: .pseudonym))
        markKey = SymmetricKey(data: try folder.key(for: .mark))
        sealKey = SymmetricKey(data: try folder.key(for: .seal))
        tokenKey = Self.derived(from: sealKey, for: "access token")
        sketchSeed = HMAC<SHA256>.authenticationCode(for: Data("sketch seed".utf8), using: markKey)
            .prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Makes sure that these are the keys that the data were written with.
    /// - Throws: `OperatorError` where they are not.
    package func check(against store: Store) async throws {
        for (purpose, key) in [(KeyPurpose.pseudonym, pseudonymKey), (.mark, markKey), (.seal, sealKey)] {
            let mark = Data(
                HMAC<SHA256>.authenticationCode(for: Data("streetwork key check".utf8), using: key).prefix(8)
            )
            guard try await store.isRightKey(purpose: purpose.rawValue, version: 1, mark: mark) else {
                throw OperatorError(
                    "The key for '\(purpose.rawValue)' is not the one that the data were written with.",
                    remedy: "Restore the folder for keys that belongs to this data folder."
                )
            }
        }
    }

    /// The pseudonym of an author: HMAC-SHA256 over platform and id, cut to 16 bytes.
    func pseudonym(of id: String, on platform: Platform) -> [UInt8] {
        code("\(platform.rawValue)\u{1F}\(id)".utf8, pseudonymKey)
    }

    /// The mark of a text or of folded words: HMAC-SHA256, cut to 16 bytes.
    func mark(_ bytes: some Sequence<UInt8>) -> [UInt8] { code(bytes, markKey) }

    /// Seals a value with AES-256-GCM, bound to the place where it is stored.
    /// - Throws: only when the system has no randomness.
    package func seal(_ value: [UInt8], for place: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(Data(value), using: sealKey, authenticating: Data(place.utf8))
        return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// Opens a sealed value; nil where it was changed, or belongs to another place or key.
    package func open(_ sealed: [UInt8], for place: String) -> [UInt8]? {
        // A value that does not open is reported by the caller, with the place.
        guard let box = try? AES.GCM.SealedBox(combined: Data(sealed)),
            let value = try? AES.GCM.open(box, using: sealKey, authenticating: Data(place.utf8))
        else { return nil }
        return Array(value)
    }

    /// The mark of a token's secret: HMAC-SHA256 in full.
    package func tokenMark(of secret: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(secret.utf8), using: tokenKey))
    }

    /// A key of its own for a purpose that needs no key file, the same as long as the key for seals is.
    package func derivedKey(for purpose: String) -> SymmetricKey { Self.derived(from: sealKey, for: purpose) }

    private static func derived(from key: SymmetricKey, for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data("streetwork \(purpose)".utf8), outputByteCount: 32)
    }

    private func code(_ bytes: some Sequence<UInt8>, _ key: SymmetricKey) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: ContiguousArray(bytes), using: key).prefix(16))
    }
}
