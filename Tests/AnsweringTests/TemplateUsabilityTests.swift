import Domain
import Testing

@testable import Answering

struct TemplateUsabilityTests {
    @Test func `lets approved wording out`() {
        let usability = usability(Wordings.variant())

        #expect(usability.blocked == nil)
        #expect(!usability.isDemonstration)
    }

    @Test(arguments: [
        ("draft", Wordings.variant(.draft), "is a draft that needs your organisation's own legal review"),
        ("reviewed draft", Wordings.variant(.draft, approval: Wordings.reviewed), "is a draft"),
        ("withdrawn", Wordings.variant(.withdrawn), "has been withdrawn"),
        ("no reviewer", Wordings.variant(approval: nil), "is marked as approved but names no reviewer"),
        (
            "self-approved", Wordings.variant(approval: Approval(reviewer: "Mara", on: "2026-11-01")),
            "was approved by its own author; a second person must do that"
        ),
        ("expired", Wordings.variant(validUntil: "2026-11-19"), "expired on 2026-11-19"),
    ])
    func `keeps all other wording back and says why`(_ name: String, _ variant: TemplateVariant, _ reason: String) {
        let blocked = usability(variant).blocked

        #expect(blocked?.hasPrefix("'deposit' in de \(reason)") == true)
    }

    @Test(arguments: ["2026-11-20", "2026-11-21", "2027-01-01"])
    func `lets wording out up to and including its last day`(_ validUntil: String) {
        #expect(usability(Wordings.variant(validUntil: validUntil)).blocked == nil)
    }

    @Test func `names the languages that there are`() {
        let template = Wordings.template(
            "deposit",
            variants: ["ro": Wordings.variant(), "bg": Wordings.variant(.draft)]
        )

        let usability = TemplateUsability(template, in: "it", today: "2026-11-20", isDemonstration: true)

        #expect(usability.blocked == "'deposit' has no variant in it; it has bg, ro")
        #expect(!usability.isDemonstration)
    }

    @Test func `shows drafts in a demonstration, under its mark, and nothing else that is blocked`() {
        let draft = usability(Wordings.variant(.draft, approval: nil), isDemonstration: true)
        let approved = usability(Wordings.variant(), isDemonstration: true)
        let others = [
            Wordings.variant(.withdrawn), Wordings.variant(approval: nil), Wordings.variant(validUntil: "2026-11-19"),
        ].map { usability($0, isDemonstration: true) }

        #expect(draft.blocked == nil && draft.isDemonstration)
        #expect(approved.blocked == nil && !approved.isDemonstration)
        #expect(others.allSatisfy { $0.blocked != nil && !$0.isDemonstration })
    }

    private func usability(_ variant: TemplateVariant, isDemonstration: Bool = false) -> TemplateUsability {
        TemplateUsability(
            Wordings.template("deposit", variants: ["de": variant]),
            in: "de",
            today: "2026-11-20",
            isDemonstration: isDemonstration
        )
    }
}
