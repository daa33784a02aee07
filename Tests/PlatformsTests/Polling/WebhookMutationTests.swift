import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// Calls to webhooks that were changed in one place: none may pass.
struct WebhookMutationTests {
    /// A call as it arrives.
    private struct Call: Hashable {
        var header: [UInt8]
        var body: [UInt8]
        var seconds: Double
        /// The position of the secret that the receiver has: 0 is the right one.
        var secret = 0

        /// Changes one thing.
        mutating func mutate(_ random: inout FixedRandom, clock: Bool) {
            switch Int.random(in: 0..<(clock ? 8 : 6), using: &random) {
            case 0: Self.flip(&header, &random)
            case 1: Self.changeCase(&header, &random)
            case 2: header.removeLast(Int.random(in: 1...header.count, using: &random))
            case 3:
                header.insert(
                    UInt8.random(in: 0x20...0x7E, using: &random),
                    at: .random(in: 0...header.count, using: &random)
                )
            case 4: header.remove(at: Int.random(in: 0..<header.count, using: &random))
            case 5: secret = 1
            case 6: body.isEmpty ? body.append(0) : Self.flip(&body, &random)
            default:
                let distance = Double.random(in: 301...1e9, using: &random)
                seconds += Bool.random(using: &random) ? distance : -distance
            }
        }

        private static func flip(_ bytes: inout [UInt8], _ random: inout FixedRandom) {
            bytes[.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }

        private static func changeCase(_ bytes: inout [UInt8], _ random: inout FixedRandom) {
            let letters = bytes.indices.filter { (0x61...0x7A).contains(bytes[$0] | 0x20) }
            if let index = letters.randomElement(using: &random) { bytes[index] ^= 0x20 }
        }
    }

    private static func setup(_ secret: String, _ value: String) -> SourceSetup {
        SourceSetup(name: "x", settings: [:], secrets: ["token": ["1:a"], secret: [value]])
    }

    @Test func `no changed call passes as one of TikTok`() throws {
        let hooks = try ["test-client-secret", "test-client-secreT"].map {
            try #require(Modules.tiktokAccount.webhook(Self.setup("client-secret", $0)))
        }
        let genuine = Call(
            header: Array("t=1700000000,s=\(TikTokWebhookTests.vector)".utf8),
            body: Array(TikTokWebhookTests.body.utf8),
            seconds: 1_700_000_000
        )
        #expect(try refusals(of: genuine, by: hooks, header: "tiktok-signature", clock: true) == 20_000)
    }

    @Test func `no changed call passes as one of Telegram`() throws {
        let hooks = try ["Hook_word-1aZ", "Other_word-9bY"].map {
            try #require(Modules.telegramBot.webhook(Self.setup("webhook-secret", $0)))
        }
        let genuine = Call(header: Array("Hook_word-1aZ".utf8), body: Array("{}".utf8), seconds: 0)
        #expect(try refusals(of: genuine, by: hooks, header: "x-telegram-bot-api-secret-token", clock: false) == 20_000)
    }

    /// How many of 20,000 changed calls were refused.
    private func refusals(of genuine: Call, by hooks: [any Webhook], header: String, clock: Bool) throws -> Int {
        func verdict(_ call: Call) -> WebhookVerdict {
            hooks[call.secret].verdict(
                headers: [header: String(decoding: call.header, as: UTF8.self)],
                body: call.body,
                now: Date(timeIntervalSince1970: call.seconds)
            )
        }
        try #require(verdict(genuine) == .genuine)
        var random = FixedRandom(seed: 20_261_120)
        var refused = 0, tried = 0
        while tried < 20_000 {
            var call = genuine
            for _ in 0..<Int.random(in: 1...3, using: &random) where !call.header.isEmpty {
                call.mutate(&random, clock: clock)
            }
            guard call != genuine else { continue }
            tried += 1
            if verdict(call) == .genuine {
                Issue.record("passed: \(String(decoding: call.header, as: UTF8.self)) at \(call.seconds)")
            } else {
                refused += 1
            }
        }
        return refused
    }
}
