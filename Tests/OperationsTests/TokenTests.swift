import Domain
import Foundation
import Intake
import Operations
import Storage
import Synchronization
import TestSupport
import Testing

struct TokenTests {
    /// A clock that is set by hand.
    private final class Clock: Sendable {
        let time = Mutex(SamplePosts.now)
    }

    private let house: House
    private let folder: TemporaryFolder
    private let clock = Clock()

    init() throws {
        let clock = clock
        folder = try TemporaryFolder()
        house = try House(
            store: try Store(at: folder.url.appending(path: "a.sqlite")),
            settings: HouseSettings(),
            config: ConfigFolder(Fixtures.checkout.appending(path: "Config")),
            keyring: try Keyring(KeyFolder(folder.url.appending(path: "keys"))),
            now: { clock.time.withLock { $0 } }
        )
    }

    private func make(_ name: String = "phone", for user: String = "ana") async throws -> MadeToken {
        try await MakeToken(user: user, tokenName: name).perform(in: house)
    }

    @Test func `a token names its user, until it is revoked`() async throws {
        let made = try await make()

        let before = try await house.token(ofSecret: made.secret)
        let revoked = try await RevokeToken(id: made.token.id).perform(in: house)
        let after = try await house.token(ofSecret: made.secret)

        #expect(made.secret.wholeMatch(of: /sw_[A-Za-z0-9_-]{43}/) != nil)
        #expect(before?.user == "ana")
        #expect(revoked.revokedAt == SamplePosts.now)
        #expect(after == nil)
        #expect(try await house.token(ofSession: made.token.id) == nil)
        #expect(try await RevokeToken(id: made.token.id).perform(in: house).revokedAt == SamplePosts.now)
    }

    @Test func `what is nearly a token is none`() async throws {
        let secret = try await make().secret
        let changed = secret.dropLast() + (secret.last == "A" ? "B" : "A")

        for wrong in ["", String(changed), secret.uppercased(), " \(secret)", String(secret.dropLast()), secret + "A"] {
            #expect(try await house.token(ofSecret: wrong) == nil)
        }
    }

    @Test func `no two tokens are alike, and no secret is stored`() async throws {
        let one = try await make("one")
        let other = try await make("other")
        try house.store.close()

        let bytes = try Data(contentsOf: folder.url.appending(path: "a.sqlite"))

        #expect(one.secret != other.secret)
        for secret in [one.secret, other.secret] {
            #expect(bytes.firstRange(of: Data(secret.utf8)) == nil)
            #expect(bytes.firstRange(of: Data(secret.utf8.dropFirst(3).prefix(20))) == nil)
        }
    }

    @Test func `its last use is noted, at most once a minute`() async throws {
        let made = try await make()
        func lastUse(after seconds: Double) async throws -> Date? {
            clock.time.withLock { $0 = SamplePosts.now.addingTimeInterval(seconds) }
            _ = try await house.token(ofSecret: made.secret)
            return try await ListTokens().perform(in: house).first?.lastUsedAt
        }

        #expect(try await ListTokens().perform(in: house).first?.lastUsedAt == nil)
        #expect(try await lastUse(after: 0) == SamplePosts.now)
        #expect(try await lastUse(after: 59) == SamplePosts.now)
        #expect(try await lastUse(after: 60) == SamplePosts.now.addingTimeInterval(60))
    }

    @Test func `a name stands once per user, and is free again after revoking`() async throws {
        let first = try await make()
        await #expect(throws: OperatorError.self) { try await make() }
        _ = try await make("phone", for: "ion")

        _ = try await RevokeToken(id: first.token.id).perform(in: house)
        let second = try await make()

        #expect(second.token.id != first.token.id)
        #expect(try await ListTokens().perform(in: house).map(\.name) == ["phone #1", "phone", "phone"])
        #expect(try await house.token(ofSecret: first.secret) == nil)
    }

    @Test(arguments: ["", " ", "a\nb", "a\u{202E}b", String(repeating: "a", count: 65)])
    func `a name that is none is refused`(_ name: String) async throws {
        await #expect(throws: OperatorError.self) { try await make(name) }
        await #expect(throws: OperatorError.self) { try await make("phone", for: "ana bell") }
        await #expect(throws: OperatorError.self) { try await RevokeToken(id: 9).perform(in: house) }
    }
}
