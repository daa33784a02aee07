import Domain
import Foundation
import Hummingbird

/// How pages become answers.
extension DeskParts {
    /// A page with its cookies.
    func answer(_ status: HTTPResponse.Status, _ page: some Page, for visitor: Visitor) -> Response {
        let html = pages.html(page, in: visitor.words.language)
        var response = Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: visitor.words.language.rawValue],
            body: .init(byteBuffer: ByteBuffer(string: html))
        )
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer realm=\"streetwork\"" }
        for cookie in visitor.newCookies { response.setCookie(cookie) }
        return response
    }

    /// Sends the browser to another page of ours.
    func redirect(to path: String, for visitor: Visitor) -> Response {
        var response = Response(status: .seeOther, headers: [.location: path])
        for cookie in visitor.newCookies { response.setCookie(cookie) }
        return response
    }

    /// A page that says that something went wrong.
    func notice(
        _ status: HTTPResponse.Status,
        _ sentence: CapturePage.Sentence,
        reference: String? = nil,
        for visitor: Visitor
    ) -> Response {
        let frame = frame(visitor.words[.noticeTitle], "/capture", visitor)
        return answer(status, NoticePage(frame: frame, sentence: sentence, reference: reference), for: visitor)
    }

    /// What a visitor is told about a status.
    func sentence(_ status: HTTPResponse.Status, _ words: InterfaceWords) -> CapturePage.Sentence {
        let word: Word =
            switch status.code {
            case 401: .sessionEnded
            case 403: .badCheck
            case 404: .notFound
            case 413, 414: .tooLarge
            case 429: .tooFast
            default: .broken
            }
        return .init(language: words.language.rawValue, words: words[word])
    }

    /// What is around a page.
    /// - Parameter path: where the page can be had in another language.
    func frame(_ title: String, _ path: String, _ visitor: Visitor) -> PageFrame {
        PageFrame(
            language: visitor.words.language.rawValue,
            title: title,
            signedIn: visitor.token.map { visitor.words.filled(.signedIn, ["user": $0.user]) },
            check: check(visitor),
            languages: book.languages.map { language in
                PageFrame.LanguageLink(
                    name: book.words(in: language)[.languageName],
                    language: language.rawValue,
                    link: "\(path)?lang=\(language.rawValue)",
                    isShown: language == visitor.words.language
                )
            },
            stylePath: assets.path("desk.css"),
            scriptPath: assets.path("capture.js"),
            iconPath: assets.path("icon.svg"),
            touchIconPath: assets.path("icon-180.png")
        )
    }
}
