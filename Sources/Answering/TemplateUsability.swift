package import Domain

/// Whether a wording may leave the house, and if not, why.
package struct TemplateUsability: Sendable, Equatable {
    /// Why it may not be used; nil where it may.
    package var blocked: String?
    /// Whether it is used only because this is a demonstration.
    package var isDemonstration: Bool

    /// Only approved wording in date leaves the house.
    ///
    /// A demonstration also shows drafts, under its mark.
    /// - Parameter today: the day, `YYYY-MM-DD`.
    package init(_ template: Template, in language: Language, today: String, isDemonstration: Bool) {
        self.isDemonstration = false
        guard let variant = template.variant(in: language) else {
            let others = template.languages.map(\.rawValue).joined(separator: ", ")
            blocked = "'\(template.key)' has no variant in \(language.rawValue); it has \(others)"
            return
        }
        if let reason = Self.fault(variant, today: today) {
            let mayShow = isDemonstration && variant.state == .draft
            blocked = mayShow ? nil : "'\(template.key)' in \(language.rawValue) \(reason)"
            self.isDemonstration = mayShow
        }
    }

    private static func fault(_ variant: TemplateVariant, today: String) -> String? {
        switch variant.state {
        case .draft: return "is a draft that needs your organisation's own legal review"
        case .withdrawn: return "has been withdrawn"
        case .approved: break
        }
        guard let approval = variant.approval else { return "is marked as approved but names no reviewer" }
        if approval.reviewer == variant.author { return "was approved by its own author; a second person must do that" }
        if let end = variant.validUntil, end < today { return "expired on \(end)" }
        return nil
    }
}
