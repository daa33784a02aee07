import Foundation
import HTTPTypes
import Testing

@testable import Desk

struct SafetyHeaderTests {
    /// A request and the status that it gets.
    struct Case: CustomTestStringConvertible {
        let method: HTTPRequest.Method
        let path: String
        let status: Int
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        var testDescription: String { "\(method) \(path) \(status)" }
    }

    private static let form = ["Content-Type": "application/x-www-form-urlencoded"]
    private static let large = Array(repeating: UInt8(ascii: "a"), count: 256 << 10 + 1)

    static let cases = [
        Case(method: .get, path: "/healthz", status: 200), Case(method: .get, path: "/capture", status: 401),
        Case(method: .get, path: "/capture/sign-in", status: 200),
        Case(method: .get, path: "/capture/bookmarklet", status: 200),
        Case(method: .head, path: "/capture/bookmarklet", status: 200),
        Case(method: .get, path: "/manifest.webmanifest", status: 200), Case(method: .get, path: "/", status: 404),
        Case(method: .get, path: "/assets/none.css", status: 404),
        Case(method: .get, path: "/assets/..%2f..%2fetc%2fpasswd", status: 404),
        Case(method: .delete, path: "/capture", status: 404),
        Case(method: .get, path: "/operations/check", status: 404),
        Case(method: .post, path: "/operations/check", status: 404),
        Case(method: .post, path: "/capture", status: 415, body: [1]),
        Case(method: .post, path: "/capture", status: 401, headers: form),
        Case(method: .post, path: "/capture", status: 413, headers: form, body: large),
        Case(method: .post, path: "/capture/sign-in", status: 403, headers: form),
        Case(method: .post, path: "/capture/sign-out", status: 403, headers: form),
        Case(method: .post, path: "/capture/undo", status: 401, headers: form),
        Case(method: .post, path: "/api/v1/capture", status: 401),
        Case(method: .get, path: "/api/v1/none", status: 404),
    ]

    @Test(arguments: cases)
    func `every answer carries all headers`(_ item: Case) async throws {
        let tester = try DeskTester(webAddress: "https://desk.example.org")

        let answer = try await tester.send(item.method, item.path, headers: item.headers, body: item.body)

        #expect(answer.status == item.status)
        for (name, value) in SafetyHeaders.headers + SafetyHeaders.secureHeaders where name != "Cache-Control" {
            #expect(answer[name] == value, "\(name)")
        }
        #expect(answer["Cache-Control"]?.contains("no-") == true)
        #expect(answer["Server"] == nil)
    }

    @Test func `the policy lets nothing in but our own files`() throws {
        let policy = try #require(SafetyHeaders.headers.first { $0.0 == "Content-Security-Policy" }?.1)

        #expect(policy.hasPrefix("default-src 'none'"))
        for word in ["unsafe", "http:", "https:", "*", "data:", "blob:"] { #expect(!policy.contains(word)) }
        for rule in ["base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "object-src 'none'"] {
            #expect(policy.contains(rule))
        }
    }

    @Test func `without https nothing is said of it`() async throws {
        let answer = try await DeskTester().send(.get, "/capture/sign-in")

        #expect(answer["Strict-Transport-Security"] == nil)
        #expect(answer.headers[values: .setCookie].allSatisfy { !$0.contains("Secure") })
    }

    @Test func `files may be kept for ever, because their address changes with what they hold`() async throws {
        let tester = try DeskTester()
        for (name, file) in AssetLibrary().files {
            let answer = try await tester.send(.get, "/assets/\(name)")
            let again = try await tester.send(
                .get,
                "/assets/\(name)",
                headers: ["If-None-Match": try #require(answer["ETag"])]
            )

            #expect(answer.body == file.bytes)
            #expect(answer["Content-Type"] == file.type)
            #expect(answer["Cache-Control"] == "public, max-age=31536000, immutable")
            #expect(answer["X-Content-Type-Options"] == "nosniff")
            #expect(again.status == 304)
            #expect(again.body.isEmpty)
        }
    }

    @Test func `the pages can be installed, and other apps can share to them`() async throws {
        let tester = try DeskTester()
        let manifest = try await tester.send(.get, "/manifest.webmanifest", headers: ["Accept-Language": "pl"]).json()

        let target = try #require(manifest["share_target"] as? [String: Any])
        let icons = try #require(manifest["icons"] as? [[String: String]])
        #expect(target["action"] as? String == "/capture")
        #expect(target["method"] as? String == "GET")
        #expect(target["params"] as? [String: String] == ["title": "title", "text": "text", "url": "url"])
        #expect(manifest["start_url"] as? String == "/capture")
        #expect(manifest["short_name"] as? String == "streetwork")
        #expect(manifest["lang"] as? String == "pl")
        #expect(icons.contains { $0["purpose"] == "maskable" && $0["sizes"] == "512x512" })
        for icon in icons { #expect(try await tester.send(.get, try #require(icon["src"])).status == 200) }
    }
}
