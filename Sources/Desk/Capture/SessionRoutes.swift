import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Operations

/// Signing in with a personal token, and out again.
struct SessionRoutes {
    let desk: DeskParts

    func add(to router: Router<BasicRequestContext>) {
        router.get("capture/sign-in") { request, _ in
            desk.signInPage(.ok, SharedDraft(), for: try await desk.visitor(request))
        }
        router.post("capture/sign-in") { request, _ in try await signIn(request) }
        router.post("capture/sign-out") { request, _ in try await signOut(request) }
    }

    private func signIn(_ request: Request) async throws -> Response {
        let fields = try await request.form()
        var visitor = try await desk.visitor(request)
        guard desk.isGenuine(request, fields, visitor) else { throw HTTPError(.forbidden) }
        let draft = SharedDraft(fields)
        let secret = fields["token"].trimmingCharacters(in: .whitespacesAndNewlines)
        guard let token = try await desk.house.token(ofSecret: secret) else {
            return desk.signInPage(.unauthorized, draft, fault: visitor.words[.wrongToken], for: visitor)
        }
        visitor = desk.signIn(visitor, with: token)
        if draft.isEmpty { return desk.redirect(to: "/capture", for: visitor) }
        // Not through the address of another page: the words of a post do not belong into a history or a log.
        return try await desk.capturePage(.ok, CaptureForm(draft), title: draft.title, for: visitor)
    }

    private func signOut(_ request: Request) async throws -> Response {
        let fields = try await request.form()
        var visitor = try await desk.visitor(request)
        guard desk.isGenuine(request, fields, visitor) else { throw HTTPError(.forbidden) }
        visitor.token = nil
        visitor.cookie = Seals.text(desk.secret())
        visitor.newCookies += [
            desk.cookie(.session, "", seconds: 0), desk.cookie(.visit, visitor.cookie, seconds: nil),
        ]
        let message = visitor.words[.signedOut]
        var response = desk.signInPage(.ok, SharedDraft(), message: message, for: visitor)
        // Not "cookies": that would sign people out of everything else under the same domain.
        if let name = HTTPField.Name("Clear-Site-Data") { response.headers[name] = "\"cache\", \"storage\"" }
        return response
    }
}

extension DeskParts {
    /// The page where a token is pasted; what was to be saved is carried along.
    func signInPage(
        _ status: HTTPResponse.Status,
        _ draft: SharedDraft,
        fault: String? = nil,
        message: String? = nil,
        for visitor: Visitor
    ) -> Response {
        let page = SignInPage(
            frame: frame(visitor.words[.signInTitle], "/capture/sign-in", visitor),
            fault: fault,
            message: message,
            hasDraft: !draft.isEmpty,
            url: draft.url,
            text: draft.text,
            pageTitle: draft.title
        )
        return answer(status, page, for: visitor)
    }
}
