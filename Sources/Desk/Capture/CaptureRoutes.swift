import Domain
import Foundation
import Hummingbird
import Operations

/// The pages with which a person captures posts by hand.
struct CaptureRoutes {
    let desk: DeskParts

    func add(to router: Router<BasicRequestContext>) {
        router.get("capture") { request, _ in try await form(request) }
        router.post("capture") { request, _ in try await save(request) }
        router.post("capture/undo") { request, _ in try await undo(request) }
        router.get("capture/bookmarklet") { request, _ in try await bookmarklet(request) }
    }

    private func form(_ request: Request) async throws -> Response {
        let visitor = try await desk.visitor(request)
        let draft = SharedDraft(FormFields((request.uri.query ?? "").utf8))
        guard visitor.token != nil else { return desk.signInPage(.unauthorized, draft, for: visitor) }
        return try await desk.capturePage(.ok, CaptureForm(draft), title: draft.title, for: visitor)
    }

    private func save(_ request: Request) async throws -> Response {
        let fields = try await request.form()
        let visitor = try await desk.visitor(request)
        let form = CaptureForm(fields)
        guard let token = visitor.token else {
            let words = visitor.words[.sessionEnded]
            return desk.signInPage(.unauthorized, SharedDraft(fields), fault: words, for: visitor)
        }
        guard desk.isGenuine(request, fields, visitor) else { throw HTTPError(.forbidden) }
        if let wait = desk.limits.secondsToWait(token.id, now: desk.house.now()) { throw APIAnswer.tooFast(wait) }
        let zone = TimeZone(identifier: desk.house.settings.timeZone) ?? .gmt
        let operation: CapturePosts
        do throws(CaptureForm.Fault) {
            operation = try form.operation(user: token.user, timeZone: zone)
        } catch {
            let fault = desk.fault(error, visitor.words)
            return try await desk.capturePage(.unprocessableContent, form, fault: fault, for: visitor)
        }
        do {
            let outcome = try await operation.perform(in: desk.house)
            return desk.answer(.ok, desk.page(outcome, form.texts, for: visitor), for: visitor)
        } catch let error as OperatorError where !error.isDiskTrouble {
            let fault = desk.fault(error, hasSpace: form.space != nil, visitor.words)
            return try await desk.capturePage(.unprocessableContent, form, fault: fault, for: visitor)
        }
    }

    /// Dismisses an enquiry that was just opened by mistake.
    private func undo(_ request: Request) async throws -> Response {
        let fields = try await request.form()
        let visitor = try await desk.visitor(request)
        guard let token = visitor.token else { throw HTTPError(.unauthorized) }
        let enquiry = Int64(fields["enquiry"]) ?? 0
        let purpose = DeskParts.undoPurpose(enquiry)
        guard desk.isGenuine(request, fields, visitor),
            desk.seals.isProof(fields["ticket"], of: purpose, cookie: visitor.cookie)
        else { throw HTTPError(.forbidden) }
        do {
            let operation = DismissEnquiry(id: enquiry, user: token.user, reason: "captured by mistake")
            _ = try await operation.perform(in: desk.house)
        } catch let error as OperatorError where !error.isDiskTrouble {
            let sentence = CapturePage.Sentence(language: "en", words: "\(error.what) \(error.remedy)")
            return desk.notice(.unprocessableContent, sentence, for: visitor)
        }
        return desk.answer(.ok, desk.undonePage(enquiry, for: visitor), for: visitor)
    }

    private func bookmarklet(_ request: Request) async throws -> Response {
        let visitor = try await desk.visitor(request)
        let frame = desk.frame(visitor.words[.helpTitle], "/capture/bookmarklet", visitor)
        let address = desk.settings.webAddress ?? Self.address(ofHost: request.head.authority ?? "")
        return desk.answer(.ok, BookmarkletPage(frame: frame, code: Self.code(address)), for: visitor)
    }

    /// What the bookmark does: it takes the address of the page and what is selected there to a small window.
    ///
    /// Both stand after '#', so that they do not reach a server, and no log, before the person saves.
    static func code(_ address: String) -> String {
        "javascript:(()=>{const e=encodeURIComponent;open('\(address)/capture#url='+e(location.href)+'&text='"
            + "+e(String(getSelection()).slice(0,50000)),'_blank','width=480,height=760')})()"
    }

    /// The address under which the browser reached us, where nothing is set.
    static func address(ofHost host: String) -> String {
        let isPlain = host.utf8.allSatisfy { byte in
            let character = Character(Unicode.Scalar(byte))
            return character.isASCII && (character.isLetter || character.isNumber || ".:-[]".contains(character))
        }
        return "http://" + (isPlain && (1...255).contains(host.utf8.count) ? host : "localhost")
    }
}

extension Request {
    /// The fields of a form that was sent.
    /// - Throws: 413 where it is too long, 415 where it is no form.
    func form() async throws -> FormFields {
        guard headers[.contentEncoding] == nil,
            headers[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true
        else { throw HTTPError(.unsupportedMediaType) }
        return FormFields(try await limitedBody().readableBytesView)
    }

    /// The body, at most 256 KiB of it.
    /// - Throws: 413 where it is longer, before it is read where the browser says so.
    func limitedBody() async throws -> ByteBuffer {
        let limit = 256 << 10
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw HTTPError(.contentTooLarge)
        }
        return try await body.collect(upTo: limit)
    }
}
