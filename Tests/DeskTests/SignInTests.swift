import Crypto
import Domain
import Foundation
import HTTPTypes
import Operations
import TestSupport
import Testing

@testable import Desk

struct SignInTests {
    @Test func `whoever has a token signs in, and out again`() async throws {
        let tester = try DeskTester()
        let secret = try await tester.token().secret
        let form = try await tester.send(.get, "/capture/sign-in")

        let signedIn = try await tester.post("/capture/sign-in", ["check": form.check, "token": " \(secret)\n"])
        let page = try await tester.send(.get, "/capture", headers: ["Accept-Language": "de-AT"])
        let signedOut = try await tester.post("/capture/sign-out", ["check": page.check])
        let after = try await tester.send(.get, "/capture")

        #expect(signedIn.status == 303)
        #expect(signedIn["Location"] == "/capture")
        #expect(page.status == 200)
        #expect(page.text.contains("Angemeldet als ana"))
        #expect(signedOut.status == 200)
        #expect(signedOut["Clear-Site-Data"] == "\"cache\", \"storage\"")
        #expect(after.status == 401)
    }

    @Test func `the cookie of a session is out of reach of scripts and other sites`() async throws {
        let tester = try DeskTester(webAddress: "https://desk.example.org")
        let form = try await tester.send(.get, "/capture/sign-in")

        let answer = try await tester.post(
            "/capture/sign-in",
            ["check": form.check, "token": try await tester.token().secret]
        )

        let line = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("__Host-streetwork=") })
        for word in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=28800"] { #expect(line.contains(word)) }
        #expect(!line.contains("Domain"))
    }

    @Test(arguments: ["", "sw_", "nonsense", "sw_" + String(repeating: "A", count: 43), "sw_' OR 1=1 --"])
    func `a wrong token signs nobody in`(_ secret: String) async throws {
        let tester = try DeskTester()
        _ = try await tester.token()
        let form = try await tester.send(.get, "/capture/sign-in")

        let answer = try await tester.post("/capture/sign-in", ["check": form.check, "token": secret])

        #expect(answer.status == 401)
        #expect(answer["WWW-Authenticate"] != nil)
        #expect(answer.text.contains("This token does not hold."))
        #expect(secret.isEmpty || !answer.text.contains("value=\"\(secret)\""))
        #expect(try await tester.send(.get, "/capture").status == 401)
    }

    @Test func `a revoked token ends its sessions at once`() async throws {
        let tester = try DeskTester()
        let made = try await tester.token()
        _ = try await tester.signIn(made.secret)
        #expect(try await tester.send(.get, "/capture").status == 200)

        _ = try await RevokeToken(id: made.token.id).perform(in: tester.house)

        #expect(try await tester.send(.get, "/capture").status == 401)
    }

    @Test func `a session ends after eight hours`() async throws {
        let tester = try DeskTester()
        _ = try await tester.signIn(try await tester.token().secret)

        tester.advance(8 * 3_600 - 1)
        #expect(try await tester.send(.get, "/capture").status == 200)
        tester.advance(1)
        #expect(try await tester.send(.get, "/capture").status == 401)
    }

    @Test(arguments: ["cross-site", "same-site", "none"])
    func `a form that comes from elsewhere is refused`(_ site: String) async throws {
        let tester = try DeskTester()
        let secret = try await tester.token().secret
        let form = try await tester.send(.get, "/capture/sign-in")

        let answer = try await tester.post("/capture/sign-in", ["check": form.check, "token": secret], site: site)

        #expect(answer.status == 403)
        #expect(try await tester.send(.get, "/capture").status == 401)
    }

    @Test func `a browser that does not say from where a form comes needs the proof`() async throws {
        let tester = try DeskTester()
        let secret = try await tester.token().secret
        let form = try await tester.send(.get, "/capture/sign-in")
        let stranger = try await DeskTester().send(.get, "/capture/sign-in")

        let without = try await tester.post("/capture/sign-in", ["token": secret], site: nil)
        let foreign = try await tester.post("/capture/sign-in", ["check": stranger.check, "token": secret], site: nil)
        let right = try await tester.post("/capture/sign-in", ["check": form.check, "token": secret], site: nil)

        let statuses: [Int] = [without.status, foreign.status, right.status]
        #expect(statuses == [403, 403, 303])
    }

    @Test func `what was to be saved is still there after signing in`() async throws {
        let tester = try DeskTester()
        let secret = try await tester.token().secret
        let query = "?url=https%3A%2F%2Ft.me%2Fwohnen%2F7&text=Caut+%3Ccamer%C4%83%3E&title=Telegram"
        let asked = try await tester.send(.get, "/capture" + query)

        let answer = try await tester.post(
            "/capture/sign-in",
            ["check": asked.check, "token": secret, "url": "https://t.me/wohnen/7", "text": "Caut <cameră>"]
        )

        #expect(asked.status == 401)
        #expect(asked.field("url") == "https://t.me/wohnen/7")
        #expect(asked.field("text") == "Caut &lt;cameră&gt;")
        #expect(answer.status == 200)
        #expect(answer.text.contains("value=\"https://t.me/wohnen/7\""))
        #expect(answer.text.contains(">\nCaut &lt;cameră&gt;</textarea>"))
        #expect(answer["Location"] == nil)
    }
}

struct SealsTests {
    private let seals = Seals(key: .init(data: Array(repeating: 7, count: 32)))

    @Test func `a session that was changed in any bit is none`() throws {
        let session = seals.session(token: 12, now: SamplePosts.now)
        var refused = 0
        let bytes = Array(session.utf8)
        for index in bytes.indices {
            for bit in 0..<6 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                let text = String(decoding: changed, as: UTF8.self)
                if seals.token(ofSession: text, now: SamplePosts.now) == nil { refused += 1 }
            }
        }

        #expect(seals.token(ofSession: session, now: SamplePosts.now) == 12)
        #expect(refused == bytes.count * 6)
        #expect(seals.token(ofSession: String(session.dropLast()), now: SamplePosts.now) == nil)
        #expect(seals.token(ofSession: "", now: SamplePosts.now) == nil)
        #expect(seals.token(ofSession: String(repeating: "A", count: 100_000), now: SamplePosts.now) == nil)
    }

    @Test func `another key opens nothing`() {
        let session = seals.session(token: 12, now: SamplePosts.now)
        let other = Seals(key: .init(data: Array(repeating: 8, count: 32)))

        #expect(other.token(ofSession: session, now: SamplePosts.now) == nil)
    }

    @Test func `a proof holds for its purpose and cookie only`() {
        let proof = seals.proof(of: "form", cookie: "a")

        #expect(seals.isProof(proof, of: "form", cookie: "a"))
        #expect(!seals.isProof(proof, of: "form", cookie: "b"))
        #expect(!seals.isProof(proof, of: "undo 1", cookie: "a"))
        #expect(!seals.isProof("", of: "form", cookie: "a"))
    }

    @Test func `a token may capture so many times in any minute`() {
        let limits = TokenLimits()
        let start = SamplePosts.now
        for use in 0..<TokenLimits.perMinute {
            #expect(limits.secondsToWait(1, now: start.addingTimeInterval(Double(use) / 10)) == nil)
        }

        #expect(limits.secondsToWait(1, now: start.addingTimeInterval(20)) == 40)
        #expect(limits.secondsToWait(2, now: start.addingTimeInterval(20)) == nil)
        #expect(limits.secondsToWait(1, now: start.addingTimeInterval(60)) == nil)
        #expect(limits.secondsToWait(1, now: start.addingTimeInterval(60)) == 1)
    }
}
