import Hummingbird
import Intake

/// Where platforms call: `/hooks/NAME` of each source that listens.
///
/// Nothing of a call is parsed here, and nothing of it is logged.
struct WebhookRoutes {
    let inbox: WebhookInbox

    func add(to router: Router<BasicRequestContext>) {
        let inbox = inbox
        router.get("hooks/:name") { request, context -> Response in
            let name = context.parameters.get("name") ?? ""
            let query = request.uri.queryParameters.reduce(into: [:]) { $0[String($1.key)] = String($1.value) }
            return Self.response(to: await inbox.greet(name, query: query))
        }
        router.post("hooks/:name") { request, context -> Response in
            guard request.headers[.contentEncoding] == nil else { return Self.plain(.unsupportedMediaType) }
            let bytes: [UInt8]
            do {
                bytes = Array(buffer: try await request.body.collect(upTo: Self.maxBodyBytes))
            } catch {
                return Self.plain(.contentTooLarge)
            }
            let headers = request.headers.reduce(into: [:]) { $0[$1.name.canonicalName] = $1.value }
            let name = context.parameters.get("name") ?? ""
            return Self.response(to: await inbox.take(name, headers: headers, body: bytes))
        }
    }

    private static func response(to reply: WebhookInbox.Reply) -> Response {
        switch reply {
        case .kept: return plain(.ok)
        case .welcome(let text): return plain(.ok, text)
        case .unknown: return plain(.notFound)
        case .refused(let isGreeting): return plain(isGreeting ? .forbidden : .unauthorized)
        case .tryAgain:
            var response = plain(.serviceUnavailable)
            response.headers[.retryAfter] = "5"
            return response
        }
    }

    private static func plain(_ status: HTTPResponse.Status, _ text: String = "") -> Response {
        Response(
            status: status,
            headers: [
                .contentType: "text/plain; charset=utf-8", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
            ],
            body: .init(byteBuffer: ByteBuffer(string: text))
        )
    }

    /// Meta's largest batch of a thousand changes is smaller.
    private static let maxBodyBytes = 1 << 20
}
