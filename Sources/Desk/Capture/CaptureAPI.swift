import Domain
import Foundation
import Hummingbird
import Operations

/// Captures posts for programs: `POST /api/v1/capture` with a personal token.
struct CaptureAPI {
    let desk: DeskParts

    func add(to router: Router<BasicRequestContext>) {
        router.post("api/v1/capture") { request, _ in try await capture(request) }
    }

    private func capture(_ request: Request) async throws -> Response {
        guard let secret = Self.secret(request.headers[.authorization]),
            let token = try await desk.house.token(ofSecret: secret)
        else {
            return APIAnswer.failure(
                .unauthorized,
                OperatorError(
                    "The request has no token that holds.",
                    remedy: "Send 'Authorization: Bearer sw_…'; 'streetwork token make' makes a token."
                )
            )
        }
        if let wait = desk.limits.secondsToWait(token.id, now: desk.house.now()) { throw APIAnswer.tooFast(wait) }
        guard request.headers[.contentEncoding] == nil, Self.isJSON(request.headers[.contentType]) else {
            throw HTTPError(.unsupportedMediaType)
        }
        let body = Data(try await request.limitedBody().readableBytesView)
        let wanted: CaptureRequest
        do {
            wanted = try OperationJSON.value(CaptureRequest.self, from: body)
        } catch {
            return APIAnswer.failure(.badRequest, CaptureRequest.unreadable)
        }
        do {
            let outcome = try await wanted.operation(user: token.user).perform(in: desk.house)
            return JSONAnswer.response(outcome.tally.new > 0 ? .created : .ok, try OperationJSON.data(outcome))
        } catch let error as OperatorError {
            return APIAnswer.failure(error.isDiskTrouble ? .serviceUnavailable : .unprocessableContent, error)
        }
    }

    /// The token of `Bearer sw_…`.
    static func secret(_ header: String?) -> String? {
        let parts = (header ?? "").split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    private static func isJSON(_ type: String?) -> Bool {
        (type ?? "").prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased() == "application/json"
    }
}

/// What a program sends: one post as `text`, or several as `posts`.
struct CaptureRequest: Decodable {
    /// The number of the space; left out, the address says.
    var space: Int64?
    /// The address of the first post.
    var url: String
    /// The words of the one post.
    var text: String?
    /// Who wrote it.
    var author: String?
    /// When it was posted.
    var publishedAt: Date?
    /// The posts in the order of their thread.
    var posts: [CapturedPost]?

    /// - Throws: `OperatorError` where it names no post, or some twice.
    func operation(user: String) throws -> CapturePosts {
        var found = posts ?? []
        if let text { found.append(CapturedPost(text: text, author: author, publishedAt: publishedAt)) }
        let isOneShape = (text == nil) != (posts == nil)
        guard isOneShape, (1...CaptureForm.mostPosts).contains(found.count) else {
            throw OperatorError(
                "The request names \(found.count) posts as 'text' and 'posts' together.",
                remedy: "Send either 'text', or 'posts' with 1 to \(CaptureForm.mostPosts) of them."
            )
        }
        return CapturePosts(space: space, url: url, posts: found, user: user)
    }

    static let unreadable = OperatorError(
        "The body is no JSON of the expected shape.",
        remedy: "Send {\"url\": \"https://…\", \"text\": \"…\"}; times are written like 2026-11-20T14:30:00Z."
    )
}
