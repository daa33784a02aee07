package import Foundation

/// What the register says about a space beside what its platform says; people fill it in.
///
/// Everything is optional: a space that was only found in an export has nothing of it.
package struct SpaceEntry: Hashable, Codable, Sendable {
    /// The main language of the people in it.
    package var language: Language?
    /// The town or region that it is about.
    package var region: String?
    /// How many members it has; what counts as potential reach.
    package var members: Int?
    /// When the members were counted.
    package var membersAt: Date?
    /// Who can read it.
    package var visibility: SpaceVisibility?
    /// Why its posts may be taken in: articles of the law, and the document that weighs them.
    package var legalBasis: String?
    /// Which admin consented.
    package var consentBy: String?
    /// When the admin consented.
    package var consentAt: Date?
    /// What the admin consented to.
    package var consentScope: String?
    /// When the consent was withdrawn; nil while it stands, or where there is none.
    package var consentWithdrawnAt: Date?
    /// Who noted the withdrawal, as a user name.
    package var consentWithdrawnBy: String?
    /// The rules of the space as they stood when they were read.
    package var rules: String?
    /// Whether the rules allow links in answers; nil where they do not say.
    package var linksAllowed: Bool?
    /// Who looks after it, as a user name.
    package var keeper: String?
    /// When somebody should look at it next.
    package var nextVisitAt: Date?

    package init() {}

    /// Whether the consent, or the agreement with a public space, was withdrawn.
    package var isWithdrawn: Bool { consentWithdrawnAt != nil }

    /// What has to be noted before posts may be taken in; empty where the space is open for intake.
    ///
    /// Each is the name of one thing: `visibility`, `legal basis`, `rules`, `keeper`, `consent`. A withdrawn consent is a
    /// missing one, also in a public space and in a demonstration.
    package func missing(under rules: IntakeRules) -> [String] {
        switch rules {
        case .demonstration: return isWithdrawn ? [Self.consent] : []
        case .register: break
        }
        let needsConsent = visibility != .public
        let hasConsent = consentBy != nil && consentAt != nil
        let needs: [(name: String, isThere: Bool)] = [
            ("visibility", visibility != nil), ("legal basis", legalBasis != nil), ("rules", self.rules != nil),
            ("keeper", keeper != nil), (Self.consent, !isWithdrawn && (hasConsent || !needsConsent)),
        ]
        return needs.filter { !$0.isThere }.map(\.name)
    }

    /// What stands here, and what another entry has where nothing stands here.
    ///
    /// Consent and withdrawal go together: one half is never mixed with the other half of another consent.
    package func completed(by other: SpaceEntry) -> SpaceEntry {
        var entry = self
        entry.language = language ?? other.language
        entry.region = region ?? other.region
        if members == nil { (entry.members, entry.membersAt) = (other.members, other.membersAt) }
        entry.visibility = visibility ?? other.visibility
        entry.legalBasis = legalBasis ?? other.legalBasis
        if consentBy == nil, consentAt == nil, consentWithdrawnAt == nil {
            (entry.consentBy, entry.consentAt) = (other.consentBy, other.consentAt)
            entry.consentScope = other.consentScope
            (entry.consentWithdrawnAt, entry.consentWithdrawnBy) = (other.consentWithdrawnAt, other.consentWithdrawnBy)
        }
        entry.rules = rules ?? other.rules
        entry.linksAllowed = linksAllowed ?? other.linksAllowed
        entry.keeper = keeper ?? other.keeper
        entry.nextVisitAt = nextVisitAt ?? other.nextVisitAt
        return entry
    }

    private static let consent = "consent"
}

/// Who can read a space.
package enum SpaceVisibility: String, CaseIterable, Codable, Sendable {
    /// Everybody, without an account.
    case `public`
    /// Its members only.
    case members
    /// Its members only, and others cannot even find it.
    case hidden
}

/// Which spaces are open for intake.
package enum IntakeRules: String, Codable, Sendable {
    /// Those whose entry in the register is complete; what real work needs.
    case register
    /// All but those whose consent was withdrawn; for trying things out.
    case demonstration
}
