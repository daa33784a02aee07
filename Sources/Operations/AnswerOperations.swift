package import Answering
package import Domain
import Foundation
import Platforms
import Storage

/// Makes an answer ready for posting by hand and, with a link, records that it has been posted.
package struct MakeAnswer: HouseOperation {
    package static let name = "answer/make"
    /// The enquiry.
    package var enquiry: Int64
    /// The user name of whoever does it.
    package var user: String
    /// The key of the template.
    package var template: String
    /// nil: the language of the enquiry.
    package var language: Language?
    /// What `{place}` becomes; nil takes the fallback words, because a place may tell too much about who asked.
    package var place: String?
    /// Where the answer was posted; nil while it has not been.
    package var sentURL: String?
    /// Whether it is released: it goes out through an interface by itself, after a moment for taking it back.
    package var isReleased: Bool

    package init(
        enquiry: Int64,
        user: String,
        template: String,
        language: Language?,
        place: String? = nil,
        sentURL: String?,
        isReleased: Bool = false
    ) {
        self.enquiry = enquiry
        self.user = user
        self.template = template
        self.language = language
        self.place = place
        self.sentURL = sentURL
        self.isReleased = isReleased
    }

    package func perform(in house: House) async throws -> MadeAnswer {
        try house.check(user: user)
        let sentURL = try sentURL.map(WebAddress.checked)
        let shown = try await house.store.enquiry(enquiry, now: house.now())
        let package = try package(for: shown, in: house)
        if isReleased { return try await release(package, for: shown, in: house) }
        guard let sentURL else {
            let taken = try await house.store.take(enquiry, as: user, lease: house.lease, now: house.now())
            return MadeAnswer(enquiry: taken, package: package, answer: nil)
        }
        let answer = try await house.store.record(
            enquiry: enquiry,
            as: user,
            template: package.template,
            text: package.text,
            sentURL: sentURL,
            now: house.now()
        )
        let closed = try await house.store.enquiry(enquiry, now: house.now())
        return MadeAnswer(enquiry: closed, package: package, answer: answer)
    }

    private func release(
        _ package: AnswerPackage,
        for enquiry: Enquiry,
        in house: House
    ) async throws -> MadeAnswer {
        guard let post = enquiry.posts.first(where: { $0.text != nil }) else {
            throw OperatorError("The post is gone from its platform.", remedy: "Dismiss the enquiry.")
        }
        let message = OutgoingMessage(
            space: post.space,
            externalID: post.externalID,
            parentExternalID: post.parentExternalID,
            permalink: post.permalink,
            threadID: post.threadExternalID,
            text: package.text
        )
        let source = try await house.way(out: message)
        let hold = try house.requireLive().sendHold
        let item = try await house.store.release(
            answerTo: enquiry.id,
            through: source.id,
            as: user,
            template: package.template,
            message: try message.stored,
            notBefore: house.now().addingTimeInterval(hold),
            now: house.now()
        )
        let held = try await house.store.enquiry(enquiry.id, now: house.now())
        return MadeAnswer(enquiry: held, package: package, answer: nil, outgoing: item)
    }

    private func package(for enquiry: Enquiry, in house: House) throws -> AnswerPackage {
        let template = try house.template(self.template)
        let language = language ?? enquiry.language
        let isDemonstration = house.settings.isDemonstration
        let usability = TemplateUsability(
            template,
            in: language,
            today: house.today,
            isDemonstration: isDemonstration
        )
        if let reason = usability.blocked {
            throw OperatorError(
                "This wording may not be used: \(reason).",
                remedy: language == .undetermined
                    ? "Name the language of the answer: --language de."
                    : "Choose another with 'streetwork queue show \(enquiry.id)', or have it reviewed and approved "
                        + "(Docs/templates.md)."
            )
        }
        var values = ["channel": house.settings.channel, "organisation": house.settings.organisation]
        values["counsellor"] = user
        values["place"] = place
        if usability.isDemonstration { values["organisation"] = HouseSettings.demonstrationMark }
        return try AnswerPackage(
            template,
            in: language,
            values: values,
            footer: house.settings.footer,
            limit: house.answerLimits[enquiry.platform] ?? 300,
            permalink: enquiry.posts.first { $0.deletedAt == nil }?.permalink,
            isDemonstration: usability.isDemonstration
        )
    }
}

/// An answer that is ready, and its record where it has been posted.
package struct MadeAnswer: Codable, Sendable {
    /// The enquiry.
    package var enquiry: Enquiry
    /// The words to post, and where.
    package var package: AnswerPackage
    /// The record; nil while it has not been posted.
    package var answer: Answer?
    /// The item of the outbox, where it goes out by itself.
    package var outgoing: OutboxItem?
}

/// The reply templates, or those that fit an enquiry.
package struct ListTemplates: HouseOperation {
    package static let name = "template/list"

    package init() {}

    package func perform(in house: House) async throws -> [TemplateSummary] {
        house.templates.map { template in
            let states = template.languages.map { language in
                let usability = TemplateUsability(
                    template,
                    in: language,
                    today: house.today,
                    isDemonstration: house.settings.isDemonstration
                )
                return VariantSummary(
                    language: language,
                    version: template.variant(in: language)?.version ?? 0,
                    state: template.variant(in: language)?.state ?? .draft,
                    blocked: usability.blocked
                )
            }
            return TemplateSummary(
                key: template.key,
                topics: template.topics,
                audience: template.audience,
                variants: states
            )
        }
    }
}

/// One template, in short.
package struct TemplateSummary: Codable, Hashable, Sendable {
    /// The name of the template in every language.
    package var key: String
    /// What it answers.
    package var topics: [TopicID]
    /// Whom it is for.
    package var audience: String
    /// Its languages in alphabetical order.
    package var variants: [VariantSummary]
}

/// One language of a template, in short.
package struct VariantSummary: Codable, Hashable, Sendable {
    /// The language.
    package var language: Language
    /// The number of the wording.
    package var version: Int
    /// How far the wording has come.
    package var state: TemplateState
    /// Why it may not be used; nil where it may.
    package var blocked: String?
}

/// One template with all its wordings.
package struct ShowTemplate: HouseOperation {
    package static let name = "template/show"
    /// The name of the template in every language.
    package var key: String

    package init(key: String) { self.key = key }

    package func perform(in house: House) async throws -> Template { try house.template(key) }
}

extension House {
    /// - Throws: `OperatorError` where there is no such template.
    func template(_ key: String) throws -> Template {
        guard let template = templates.first(where: { $0.key == key }) else {
            throw OperatorError(
                "There is no template '\(key)'.",
                remedy: "The templates are: \(templates.map(\.key).joined(separator: ", "))."
            )
        }
        return template
    }
}
