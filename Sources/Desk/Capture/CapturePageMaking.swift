import Domain
import Foundation
import Hummingbird
import Operations
import Storage

/// How the pages of capture are filled.
extension DeskParts {
    /// The form with what was put in so far.
    /// - Throws: where the database fails.
    func capturePage(
        _ status: HTTPResponse.Status,
        _ form: CaptureForm,
        title: String = "",
        fault: CapturePage.Fault? = nil,
        for visitor: Visitor
    ) async throws -> Response {
        let spaces = try await ListSpaces().perform(in: house).filter(\.isOpen)
        let page = CapturePage(
            frame: frame(visitor.words[.captureTitle], "/capture", visitor),
            fault: fault,
            pageTitle: title.isEmpty ? nil : title,
            url: form.url,
            text: form.text,
            spaces: spaces.map { space in
                CapturePage.SpaceChoice(
                    number: space.id,
                    name:
                        "\(space.reference.name ?? space.reference.externalID) (\(space.reference.platform.rawValue))",
                    isChosen: space.id == form.space
                )
            },
            isOpen: !form.author.isEmpty || !form.time.isEmpty,
            author: form.author,
            time: form.time,
            timeHint: visitor.words.filled(.timeHint, ["zone": house.settings.timeZone])
        )
        return answer(status, page, for: visitor)
    }

    /// What is wrong with a form, in words.
    func fault(_ fault: CaptureForm.Fault, _ words: InterfaceWords) -> CapturePage.Fault {
        let sentence =
            switch fault {
            case .address: words[.noAddress]
            case .text: words[.noText]
            case .tooManyPosts(let count):
                words.filled(.tooManyPosts, ["count": "\(count)", "limit": "\(CaptureForm.mostPosts)"])
            case .authorOfMany: words[.authorOfMany]
            case .time: words[.noTime]
            }
        return .init(sentences: [.init(language: words.language.rawValue, words: sentence)])
    }

    /// Why posts were refused, in the words for operators; these are English.
    func fault(_ error: OperatorError, hasSpace: Bool, _ words: InterfaceWords) -> CapturePage.Fault {
        let refused = [error.what, error.remedy].map { CapturePage.Sentence(language: "en", words: $0) }
        let hint = CapturePage.Sentence(language: words.language.rawValue, words: words[.chooseSpace])
        return .init(sentences: refused + (hasSpace ? [] : [hint]))
    }

    /// What became of captured posts.
    func page(_ outcome: CaptureOutcome, _ texts: [String], for visitor: Visitor) -> CapturedPage {
        let words = visitor.words
        let tally = outcome.tally
        let counts: [(Word, Int)] = [
            (.new, tally.new), (.known, tally.known), (.changed, tally.changed),
            (.ignored, tally.ignored + tally.rejected),
        ]
        let echoes = texts.map { VisibleText($0) }
        let isLink = outcome.permalink.hasPrefix("https://") || outcome.permalink.hasPrefix("http://")
        return CapturedPage(
            frame: frame(words[.resultTitle], "/capture", visitor),
            undone: nil,
            counts: counts.filter { $0.1 > 0 }.map { words.filled($0.0, ["count": "\($0.1)"]) },
            enquiries: outcome.enquiries.map { card($0, for: visitor) },
            isWithoutEnquiry: outcome.enquiries.isEmpty && tally.new + tally.known + tally.changed > 0,
            hasWarnings: !outcome.warnings.isEmpty,
            warnings: outcome.warnings,
            permalink: isLink ? outcome.permalink : nil,
            hasEchoes: !echoes.isEmpty,
            hasInvisible: echoes.contains(where: \.hasMarks),
            echoes: echoes.map { CapturedPage.Echo(parts: $0.parts) }
        )
    }

    private func card(_ enquiry: CapturedEnquiry, for visitor: Visitor) -> CapturedPage.EnquiryCard {
        let words = visitor.words
        let urgency: Word =
            switch enquiry.urgency {
            case .acute: .acute
            case .soon: .soon
            case .routine: .routine
            }
        let mayUndo = enquiry.isNew && enquiry.state == .open
        return CapturedPage.EnquiryCard(
            number: enquiry.id,
            heading: words.filled(.enquiry, ["id": "\(enquiry.id)"]),
            urgency: words[urgency],
            urgencyClass: enquiry.urgency.rawValue,
            language: Self.name(of: enquiry.language, in: words.language),
            undoTicket: mayUndo ? seals.proof(of: Self.undoPurpose(enquiry.id), cookie: visitor.cookie) : nil
        )
    }

    /// That an enquiry was taken out of the queue.
    func undonePage(_ enquiry: Int64, for visitor: Visitor) -> CapturedPage {
        CapturedPage(
            frame: frame(visitor.words[.undone], "/capture", visitor),
            undone: visitor.words.filled(.undoneText, ["id": "\(enquiry)"]),
            counts: [],
            enquiries: [],
            isWithoutEnquiry: false,
            hasWarnings: false,
            warnings: [],
            permalink: nil,
            hasEchoes: false,
            hasInvisible: false,
            echoes: []
        )
    }

    /// What a ticket for taking an enquiry out of the queue is bound to.
    static func undoPurpose(_ enquiry: Int64) -> String { "undo \(enquiry)" }

    private static func name(of language: Language, in shown: Language) -> String {
        if language == .undetermined { return "–" }
        let locale = Locale(identifier: shown.rawValue)
        return locale.localizedString(forLanguageCode: language.rawValue) ?? language.rawValue
    }
}
