import Domain
import Foundation
import Platforms
import TestSupport
import Testing

struct GraphSignatureTests {
    private static let empty = Array(#"{"object":"page","entry":[]}"#.utf8)
    private static let emptyCode = "1a82db3abc2fa71a3fffecfedef579a8468a44850cd8a83a0c56974faff81689"
    private static let escaped = Array(#"{"text":"\u00e4\u00f6\u00e5"}"#.utf8)
    private static let escapedCode = "7be18f410c6028531af0bcbe1c5f4c208cdeaf92ad77091767b93a6668573067"

    private func verdict(
        _ header: String?,
        _ body: [UInt8],
        secrets: [String] = ["test-app-secret"],
        headers: [String: String] = [:]
    ) throws -> WebhookVerdict {
        let secrets = ["token": ["a"], "app-secret": secrets, "verify-token": ["example-verify-word"]]
        let hook = try MetaSetup.webhook(.facebookPage, MetaSetup.setup(.facebookPage, secrets: secrets))
        var headers = headers
        headers["x-hub-signature-256"] = header
        return hook.verdict(headers: headers, body: body, now: SamplePosts.now)
    }

    @Test func `makes the codes that Meta makes`() {
        #expect(GraphSignature.code(of: Self.empty, "test-app-secret") == Self.emptyCode)
        #expect(GraphSignature.code(of: Self.escaped, "test-app-secret") == Self.escapedCode)
        #expect(
            GraphSignature.proof(of: "EAATESTTOKEN", secret: "test-app-secret")
                == "ba901af273193122e6a09621afeeeca2f0178ec975261a5cb1daeaea1c0635c2"
        )
    }

    @Test func `takes the bytes as they came, and not what they mean`() throws {
        #expect(try verdict("sha256=\(Self.emptyCode)", Self.empty) == .genuine)
        #expect(try verdict("sha256=\(Self.escapedCode)", Self.escaped) == .genuine)
        #expect(try verdict("sha256=\(Self.escapedCode)", Array(#"{"text":"äöå"}"#.utf8)) != .genuine)
    }

    @Test func `takes a call signed with any of the secrets, for the time of a change`() throws {
        let header = "sha256=\(Self.emptyCode)"

        #expect(try verdict(header, Self.empty, secrets: ["new-secret", "test-app-secret"]) == .genuine)
        #expect(try verdict(header, Self.empty, secrets: ["test-app-secret", "old-secret"]) == .genuine)
        #expect(try verdict(header, Self.empty, secrets: ["new-secret", "old-secret"]) != .genuine)
    }

    @Test(arguments: [
        nil, "", "sha256=", "sha1=\(emptyCode)", emptyCode, "sha256=\(emptyCode.uppercased())",
        "SHA256=\(emptyCode)", " sha256=\(emptyCode)", "sha256=\(emptyCode) ", "sha256=\(emptyCode)00",
        "sha256=\(emptyCode),sha256=\(emptyCode)",
    ])
    func `refuses any other header`(_ header: String?) throws {
        #expect(try verdict(header, Self.empty) != .genuine)
    }

    @Test(arguments: [("gzip", false), ("br", false), ("identity", true)])
    func `refuses a body that was encoded after it was signed`(_ encoding: String, _ isTaken: Bool) throws {
        let verdict = try verdict(
            "sha256=\(Self.emptyCode)",
            Self.empty,
            headers: ["content-encoding": encoding]
        )

        #expect((verdict == .genuine) == isTaken)
    }

    @Test func `is no webhook without both of its secrets`() throws {
        for missing in ["app-secret", "verify-token"] {
            var setup = MetaSetup.setup(.facebookPage)
            setup.secrets[missing] = [" "]
            #expect(try MetaSetup.module(.facebookPage).webhook(setup) == nil)
            #expect(try MetaSetup.module(.instagramAccount).webhook(setup) == nil)
        }
        #expect(try MetaSetup.module(.instagramHashtag).webhook(MetaSetup.setup(.instagramHashtag)) == nil)
    }

    @Test(arguments: [
        (
            ["hub.mode": "subscribe", "hub.verify_token": "example-verify-word", "hub.challenge": "1158201444"],
            "1158201444"
        ),
        (["hub.mode": "subscribe", "hub.verify_token": "example-verify-wore", "hub.challenge": "1158201444"], nil),
        (["hub.mode": "subscribe", "hub.challenge": "1158201444"], nil),
        (["hub.mode": "subscribe", "hub.verify_token": "", "hub.challenge": "1"], nil),
        (["hub.mode": "unsubscribe", "hub.verify_token": "example-verify-word", "hub.challenge": "1"], nil),
        (["hub.mode": "subscribe", "hub.verify_token": "example-verify-word"], nil),
        (["hub.mode": "subscribe", "hub.verify_token": "example-verify-word", "hub.challenge": "<script>"], nil),
    ])
    func `welcomes whoever knows the word, with the bare challenge`(_ query: [String: String], _ answer: String?) throws
    {
        for kind in [SourceKind.facebookPage, .instagramAccount] {
            #expect(
                try MetaSetup.webhook(kind).greeting(query) == answer.map { WebhookGreeting.welcome($0) } ?? .refused
            )
        }
    }

    @Test func `leaves other questions unanswered`() throws {
        #expect(try MetaSetup.webhook(.facebookPage).greeting(["a": "b"]) == nil)
    }

    @Test func `takes none of 20,000 changed calls`() throws {
        let hooks = try ["test-app-secret", "test-app-secreT"].map { secret in
            let secrets = ["token": ["a"], "app-secret": [secret], "verify-token": ["example-verify-word"]]
            return try MetaSetup.webhook(.facebookPage, MetaSetup.setup(.facebookPage, secrets: secrets))
        }
        let genuine = ChangedCall(header: Array("sha256=\(Self.escapedCode)".utf8), body: Self.escaped)
        var random = FixedRandom(seed: 20_261_121)
        var refused = 0

        for _ in 0..<20_000 {
            let call = genuine.changed(&random)
            let header = String(decoding: call.header, as: UTF8.self)
            let verdict = hooks[call.secret].verdict(
                headers: ["x-hub-signature-256": header],
                body: call.body,
                now: SamplePosts.now
            )
            if verdict != .genuine { refused += 1 }
        }

        #expect(refused == 20_000)
        let untouched = hooks[0].verdict(
            headers: ["x-hub-signature-256": String(decoding: genuine.header, as: UTF8.self)],
            body: genuine.body,
            now: SamplePosts.now
        )
        #expect(untouched == .genuine)
    }
}

/// A signed call in which one thing or a few were changed.
private struct ChangedCall: Hashable {
    var header: [UInt8]
    var body: [UInt8]
    /// The place of the secret that the receiver has: 0 is the right one.
    var secret = 0

    /// A call that differs from this one.
    func changed(_ random: inout FixedRandom) -> ChangedCall {
        var call = self
        repeat {
            for _ in 0..<Int.random(in: 1...3, using: &random) { call.change(&random) }
        } while call == self
        return call
    }

    private mutating func change(_ random: inout FixedRandom) {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: Self.flip(&header, &random)
        case 1: Self.flip(&body, &random)
        case 2: Self.swapCase(&header, &random)
        case 3: if !header.isEmpty { header.removeLast(Int.random(in: 1...header.count, using: &random)) }
        case 4: secret = 1
        default: body.insert(0x20, at: Int.random(in: 0...body.count, using: &random))
        }
    }

    private static func flip(_ bytes: inout [UInt8], _ random: inout FixedRandom) {
        guard let index = bytes.indices.randomElement(using: &random) else { return }
        bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    }

    private static func swapCase(_ bytes: inout [UInt8], _ random: inout FixedRandom) {
        let letters = bytes.indices.filter { (0x61...0x7A).contains(bytes[$0] | 0x20) }
        if let index = letters.randomElement(using: &random) { bytes[index] ^= 0x20 }
    }
}
