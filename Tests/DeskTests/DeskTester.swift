import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import Logging
import NIOEmbedded
import Operations
import Storage
import Synchronization
import TestSupport

@testable import Desk

/// The routes of the network server without a network: requests in, answers out, with a browser's jar of cookies.
final class DeskTester: Sendable {
    let house: House
    let server: DeskServer
    private let responder: RouterResponder<BasicRequestContext>
    private let folder: TemporaryFolder
    private let clock: Clock
    private let jar = Mutex<[String: String]>([:])

    /// A clock that is set by hand.
    final class Clock: Sendable {
        private let time = Mutex(SamplePosts.now)
        var now: Date { time.withLock { $0 } }
        func advance(_ seconds: Double) { time.withLock { $0 = $0.addingTimeInterval(seconds) } }
    }

    /// - Parameter webAddress: nil for plain http.
    init(webAddress: String? = nil) throws {
        let clock = Clock()
        self.clock = clock
        folder = try TemporaryFolder()
        var settings = HouseSettings()
        settings.isDemonstration = true
        house = try House(
            store: try Store(),
            settings: settings,
            config: Self.config,
            keyring: try Keyring(KeyFolder(folder.url.appending(path: "keys"))),
            now: { clock.now }
        )
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        server = try DeskServer(
            house: house,
            config: Self.config,
            settings: DeskSettings(webAddress: webAddress),
            logger: logger
        )
        responder = server.networkRouter().buildResponder()
    }

    static let config = ConfigFolder(Fixtures.checkout.appending(path: "Config"))

    func advance(_ seconds: Double) { clock.advance(seconds) }

    /// A token of ana.
    func token(_ name: String = "phone") async throws -> MadeToken {
        try await MakeToken(user: "ana", tokenName: name).perform(in: house)
    }

    /// The space of `https://t.me/wohnen_berlin`.
    func addSpace() async throws {
        let space = SpaceReference(
            platform: .telegram,
            externalID: "-1001",
            name: "Wohnen <Berlin>",
            link: "https://t.me/wohnen_berlin"
        )
        _ = try await AddSpace(space: space).perform(in: house)
    }

    /// How many posts are stored.
    func postCount() async throws -> Int { try await ListSpaces().perform(in: house).map(\.posts).reduce(0, +) }

    /// Sends a request, with the cookies that were set so far.
    /// - Parameter headers: names and values; `nil` as value leaves out a header that is there by default.
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        headers: [String: String] = [:],
        body: [UInt8] = []
    ) async throws -> TestAnswer {
        var fields = HTTPFields()
        let cookies = jar.withLock { $0 }.filter { !$0.value.isEmpty }.map { "\($0.key)=\($0.value)" }.sorted()
        if !cookies.isEmpty { fields[.cookie] = cookies.joined(separator: "; ") }
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let request = Request(
            head: HTTPRequest(
                method: method,
                scheme: "http",
                authority: "127.0.0.1:8470",
                path: path,
                headerFields: fields
            ),
            body: RequestBody(buffer: ByteBuffer(bytes: body))
        )
        let source = ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: logger)
        let response = try await responder.respond(to: request, context: BasicRequestContext(source: source))
        let collected = CollectedBody()
        try await response.body.write(collected)
        let answer = TestAnswer(response: response, body: collected.bytes.withLock { $0 })
        jar.withLock { jar in for (name, value) in answer.cookies { jar[name] = value } }
        return answer
    }

    /// Sends a form as a browser does.
    func post(
        _ path: String,
        _ fields: KeyValuePairs<String, String>,
        site: String? = "same-origin"
    ) async throws -> TestAnswer {
        let body = fields.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
        var headers = ["Content-Type": "application/x-www-form-urlencoded"]
        headers["Sec-Fetch-Site"] = site
        return try await send(.post, path, headers: headers, body: Array(body.utf8))
    }

    /// Signs in, and gives the proof that the forms of the session carry.
    func signIn(_ secret: String) async throws -> String {
        try await addSpace()
        let form = try await send(.get, "/capture/sign-in")
        _ = try await post("/capture/sign-in", ["check": form.check, "token": secret])
        return try await send(.get, "/capture").check
    }

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

/// What came back.
struct TestAnswer {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    fileprivate init(response: Response, body: [UInt8]) {
        status = response.status.code
        headers = response.headers
        self.body = body
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of a header; nil where it is not there.
    subscript(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// Cookies that were set, by their names.
    var cookies: [(String, String)] {
        headers[values: .setCookie].map { line in
            let pair = line.prefix { $0 != ";" }
            let name = pair.prefix { $0 != "=" }
            return (String(name), String(pair.dropFirst(name.count + 1)))
        }
    }

    /// The value of the first hidden field of a name.
    func field(_ name: String) -> String {
        guard let start = text.firstRange(of: "name=\"\(name)\" value=\"")?.upperBound else { return "" }
        return String(text[start...].prefix { $0 != "\"" })
    }

    /// The proof that the forms of the page carry.
    var check: String { field("check") }

    func json() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:]
    }
}

/// Collects what a response writes.
private final class CollectedBody: ResponseBodyWriter {
    let bytes = Mutex<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0 += buffer.readableBytesView } }

    func finish(_ trailers: HTTPFields?) async throws {}
}
