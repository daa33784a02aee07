import Domain
import Foundation
import Hummingbird
import Operations

/// Who asks for a page.
struct Visitor: Sendable {
    /// The words in the visitor's language.
    let words: InterfaceWords
    /// The token that the session was begun with; nil where nobody is signed in.
    var token: AccessToken?
    /// The cookie that proofs of forms are bound to; empty where there can be no form.
    var cookie = ""
    /// Cookies that go along with the next answer.
    var newCookies: [Cookie] = []

    init(words: InterfaceWords) { self.words = words }
}

/// The cookies that we set.
enum CookieName: String {
    /// The sealed session.
    case session = "streetwork"
    /// Random bytes that the sign-in form is bound to.
    case visit = "streetwork-visit"
    /// The language that was chosen.
    case language = "streetwork-language"
}

extension DeskParts {
    /// Who asks, and whether they are signed in.
    /// - Throws: where the database fails.
    func visitor(_ request: Request) async throws -> Visitor {
        var visitor = Visitor(words: words(for: request))
        if FormFields((request.uri.query ?? "").utf8)["lang"] == visitor.words.language.rawValue {
            visitor.newCookies.append(cookie(.language, visitor.words.language.rawValue, seconds: 365 * 86_400))
        }
        if let session = request.cookies[cookieName(.session)]?.value,
            let id = seals.token(ofSession: session, now: house.now()), let token = try await house.token(ofSession: id)
        {
            visitor.token = token
            visitor.cookie = session
            return visitor
        }
        if let visit = request.cookies[cookieName(.visit)]?.value, (16...64).contains(visit.utf8.count) {
            visitor.cookie = visit
        } else {
            visitor.cookie = Seals.text(secret())
            visitor.newCookies.append(cookie(.visit, visitor.cookie, seconds: nil))
        }
        return visitor
    }

    /// Begins a session.
    func signIn(_ visitor: Visitor, with token: AccessToken) -> Visitor {
        var visitor = visitor
        visitor.token = token
        visitor.cookie = seals.session(token: token.id, now: house.now())
        visitor.newCookies.append(cookie(.session, visitor.cookie, seconds: Seals.sessionSeconds))
        return visitor
    }

    /// Whether a form was sent from our own page by the one whom it was shown to.
    ///
    /// Browsers that are new enough say from where a form comes; without that word the proof alone decides.
    func isGenuine(_ request: Request, _ form: FormFields, _ visitor: Visitor) -> Bool {
        let site = request.headers.first { $0.name.canonicalName == "sec-fetch-site" }?.value
        guard site == nil || site == "same-origin" else { return false }
        return seals.isProof(form["check"], of: Self.formPurpose, cookie: visitor.cookie)
    }

    /// The proof that the forms of a page carry.
    func check(_ visitor: Visitor) -> String { seals.proof(of: Self.formPurpose, cookie: visitor.cookie) }

    func cookieName(_ name: CookieName) -> String { (settings.isSecure ? "__Host-" : "") + name.rawValue }

    /// - Parameter seconds: nil lasts until the browser ends; 0 deletes it.
    func cookie(_ name: CookieName, _ value: String, seconds: Int?) -> Cookie {
        Cookie(
            name: cookieName(name),
            value: value,
            maxAge: seconds,
            path: "/",
            secure: settings.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }

    private static let formPurpose = "form"
}
