import Domain

@testable import Answering

/// Templates with what a test is about, and the rest filled in.
enum Wordings {
    static let reviewed = Approval(reviewer: "Zora", on: "2026-11-01")

    static func variant(
        _ state: TemplateState = .approved,
        approval: Approval? = reviewed,
        validUntil: String? = nil,
        text: String = "The long wording: {channel}",
        short: String = "Short: {channel}"
    ) -> TemplateVariant {
        TemplateVariant(
            version: 3,
            state: state,
            author: "Mara",
            written: "2026-10-01",
            approval: approval,
            validUntil: validUntil,
            text: text,
            short: short
        )
    }

    static func template(
        _ key: String = "deposit",
        topics: [TopicID] = ["housing"],
        variants: [String: TemplateVariant] = ["de": variant()]
    ) -> Template {
        Template(key: key, topics: topics, audience: "tenants", legalBasis: [], note: nil, variants: variants)
    }
}
