@testable import Desk

/// One of each page with everything filled in, and in every text what must not get out of its place.
enum SamplePages {
    private static let text = "a\"\u{301}><b>'&amp;"

    static let frame = PageFrame(
        language: "de",
        title: text,
        signedIn: text,
        check: text,
        languages: [.init(name: text, language: text, link: text, isShown: true)],
        stylePath: text,
        scriptPath: text,
        iconPath: text,
        touchIconPath: text
    )

    private static let sentence = CapturePage.Sentence(language: text, words: text)

    static let all: [any Page] = [
        CapturePage(
            frame: frame,
            fault: .init(sentences: [sentence]),
            pageTitle: text,
            url: text,
            text: text,
            spaces: [.init(number: 1, name: text, isChosen: true)],
            isOpen: true,
            author: text,
            time: text,
            timeHint: text
        ),
        CapturedPage(
            frame: frame,
            undone: text,
            counts: [text],
            enquiries: [
                .init(
                    number: 1,
                    heading: text,
                    urgency: text,
                    urgencyClass: text,
                    language: text,
                    undoTicket: text
                )
            ],
            isWithoutEnquiry: true,
            hasWarnings: true,
            warnings: [text],
            permalink: text,
            hasEchoes: true,
            hasInvisible: true,
            echoes: [.init(parts: [.init(words: text, isMark: false), .init(words: text, isMark: true)])]
        ),
        SignInPage(frame: frame, fault: text, message: text, hasDraft: true, url: text, text: text, pageTitle: text),
        BookmarkletPage(frame: frame, code: text), NoticePage(frame: frame, sentence: sentence, reference: text),
    ]
}
