import Domain
import Foundation
import HTTPTypes
import Operations
import Storage
import TestSupport
import Testing

@testable import Desk

struct CaptureAPITests {
    private static let body =
        #"{"url":"https://t.me/wohnen_berlin/7","text":"Caut o camera in Berlin, dorm in masina"}"#

    private func send(
        _ tester: DeskTester,
        _ secret: String?,
        _ body: String = Self.body,
        _ changed: [String: String] = [:]
    ) async throws -> TestAnswer {
        var headers = ["Content-Type": "application/json"]
        headers["Authorization"] = secret.map { "Bearer \($0)" }
        headers.merge(changed) { $1 }
        return try await tester.send(.post, "/api/v1/capture", headers: headers, body: Array(body.utf8))
    }

    @Test func `without a token that holds nothing is stored`() async throws {
        let tester = try DeskTester()
        let made = try await tester.token()
        _ = try await RevokeToken(id: made.token.id).perform(in: tester.house)
        let wrong = "sw_" + String(repeating: "x", count: 43)

        for secret in [nil, "", wrong, made.secret, String(made.secret.dropLast())] {
            let answer = try await send(tester, secret)

            #expect(answer.status == 401)
            #expect(answer["WWW-Authenticate"] == "Bearer realm=\"streetwork\"")
            #expect(try answer.json()["remedy"] as? String != nil)
        }
        #expect(try await send(tester, nil, Self.body, ["Authorization": "Basic \(made.secret)"]).status == 401)
        #expect(try await tester.postCount() == 0)
    }

    @Test func `a session cookie is no token`() async throws {
        let tester = try DeskTester()
        _ = try await tester.signIn(try await tester.token().secret)

        #expect(try await send(tester, nil).status == 401)
    }

    /// A request that is refused for its form.
    struct Refused: CustomTestStringConvertible {
        let name: String
        var body = CaptureAPITests.body
        var headers: [String: String] = [:]
        let status: Int
        var testDescription: String { name }
    }

    static let refused = [
        Refused(name: "no JSON", body: "{", status: 400),
        Refused(name: "an array", body: "[]", status: 400),
        Refused(name: "no address", body: #"{"text":"a"}"#, status: 400),
        Refused(
            name: "a time that is none",
            body: #"{"url":"https://t.me/a/1","text":"a","publishedAt":"x"}"#,
            status: 400
        ),
        Refused(name: "deep nesting", body: String(repeating: "[", count: 100_000), status: 400),
        Refused(name: "no text", body: #"{"url":"https://t.me/a/1"}"#, status: 422),
        Refused(name: "no posts", body: #"{"url":"https://t.me/a/1","posts":[]}"#, status: 422),
        Refused(
            name: "text and posts",
            body: #"{"url":"https://t.me/a/1","text":"a","posts":[{"text":"b"}]}"#,
            status: 422
        ),
        Refused(name: "a form", headers: ["Content-Type": "application/x-www-form-urlencoded"], status: 415),
        Refused(name: "packed", headers: ["Content-Encoding": "gzip"], status: 415),
        Refused(name: "too long", body: String(repeating: " ", count: 256 << 10 + 1), status: 413),
        Refused(name: "said to be too long", headers: ["Content-Length": "300000"], status: 413),
    ]

    @Test(arguments: refused)
    func `a request of another form is refused, with what to do`(_ item: Refused) async throws {
        let tester = try DeskTester()
        let secret = try await tester.token().secret

        let answer = try await send(tester, secret, item.body, item.headers)

        #expect(answer.status == item.status)
        #expect(answer["Content-Type"]?.hasPrefix("application/json") == true)
        let json = try answer.json()
        #expect(Set(json.keys) == ["what", "remedy"])
        #expect(try await tester.postCount() == 0)
    }

    @Test func `too many requests are told when to come back`() async throws {
        let tester = try DeskTester()
        let secret = try await tester.token().secret
        for _ in 0..<TokenLimits.perMinute { #expect(try await send(tester, secret, "{").status == 400) }

        let answer = try await send(tester, secret, "{")
        tester.advance(60)
        let later = try await send(tester, secret, "{")

        #expect(answer.status == 429)
        #expect(answer["Retry-After"] == "60")
        #expect(later.status == 400)
    }

    @Test func `a new post is created, a known one is not`() async throws {
        let tester = try DeskTester()
        let secret = try await tester.token().secret

        try await tester.addSpace()
        let first = try await send(tester, secret)
        let second = try await send(tester, secret)

        #expect(first.status == 201)
        #expect(second.status == 200)
        let outcome = try OperationJSON.value(CaptureOutcome.self, from: Data(first.body))
        #expect(outcome.tally.new == 1)
        #expect(outcome.enquiries.first?.language == "ro")
        #expect(try await tester.postCount() == 1)
        #expect(try await ListTokens().perform(in: tester.house).first?.lastUsedAt == SamplePosts.now)
    }

    @Test func `an address of no platform is refused by what it is`() async throws {
        let tester = try DeskTester()

        let answer = try await send(
            tester,
            try await tester.token().secret,
            #"{"url":"https://example.org/1","text":"Caut o camera"}"#
        )

        #expect(answer.status == 422)
        #expect(try await tester.postCount() == 0)
    }
}
