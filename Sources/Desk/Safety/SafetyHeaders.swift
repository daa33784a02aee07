import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Operations

/// Puts the headers on every answer that keep browsers from running, embedding, keeping or telling what they must not;
/// on errors too, whose cause stays in the log.
struct SafetyHeaders: RouterMiddleware {
    typealias Context = BasicRequestContext

    let desk: DeskParts

    func handle(
        _ request: Request,
        context: BasicRequestContext,
        next: @concurrent (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = answer(to: error, request, context)
            response.headers[.retryAfter] = (error as? HTTPError)?.headers[.retryAfter]
        }
        for (name, value) in Self.headers + (desk.settings.isSecure ? Self.secureHeaders : []) {
            guard let name = HTTPField.Name(name), response.headers[name] == nil else { continue }
            response.headers[name] = value
        }
        return response
    }

    private func answer(to error: any Error, _ request: Request, _ context: BasicRequestContext) -> Response {
        let status = (error as? any HTTPResponseError)?.status ?? .internalServerError
        var reference: String?
        if status.code >= 500 {
            reference = context.logger[metadataKey: "hb.request.id"]?.description
            context.logger.error(
                "request failed",
                metadata: ["path": "\(context.endpointPath ?? "")", "cause": "\(type(of: error))"]
            )
        }
        if request.uri.path.hasPrefix("/api/") {
            let known = error as? OperatorError
            return APIAnswer.failure(status, known ?? APIAnswer.error(status, reference: reference))
        }
        let visitor = Visitor(words: desk.words(for: request))
        return desk.notice(status, desk.sentence(status, visitor.words), reference: reference, for: visitor)
    }

    /// What holds for every answer; a route that sets one of them itself knows better.
    static let headers: [(String, String)] = [
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ]

    /// What holds besides where browsers come by https.
    static let secureHeaders = [("Strict-Transport-Security", "max-age=31536000")]
}
