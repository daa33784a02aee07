package import Answering
package import Classification
package import Domain
package import Foundation
package import Intake
import Likeness
package import Storage

/// Everything that operations work on.
///
/// Made once, in the composition of the program.
package struct House: Sendable {
    /// The database.
    package let store: Store
    /// What the organisation has set.
    package let settings: HouseSettings
    /// The reply templates.
    package let templates: [Template]
    /// The longest answer per platform, in UTF-16 units.
    package let answerLimits: [Platform: Int]
    /// The topics in the order in which they are shown.
    package let topics: [TopicID]
    /// Pseudonyms, marks and seals.
    package let keyring: Keyring
    /// The time.
    package let now: @Sendable () -> Date
    /// What operations on sources and outgoing answers work with; nil where nothing goes out.
    package let live: LiveHouse?
    /// Finds what is like by meaning; nil where there is no sentence encoder.
    package let likeness: LikenessHouse?
    private let lazyClassifier: LazyValue<Classifier>

    /// - Parameters:
    ///   - encoderName: tells one sentence encoder from another; nil where there is none.
    ///   - encoder: loads it; called once, when it is needed.
    package init(
        store: Store,
        settings: HouseSettings,
        config: ConfigFolder,
        keyring: Keyring,
        now: @escaping @Sendable () -> Date,
        live: LiveHouse? = nil,
        encoderName: String? = nil,
        encoder: @escaping @Sendable () throws -> (any TextEncoder)? = { nil }
    ) throws {
        let remembering = LazyValue<(any TextEncoder)?> { try encoder().map { RecentVectors($0) } }
        let templates = try config.templates()
        self.store = store
        self.settings = settings
        self.templates = templates
        self.answerLimits = try config.answerLimits()
        self.topics = try config.topics()
        self.keyring = keyring
        self.now = now
        self.live = live
        self.lazyClassifier = LazyValue { try config.classifier(encoder: try remembering.value()) }
        guard let encoderName, let space = try config.meaningSpace() else {
            likeness = nil
            return
        }
        likeness = LikenessHouse(
            store: store,
            templates: templates,
            space: space,
            thresholds: try config.likenessThresholds(),
            encoderName: encoderName,
            encoder: { try remembering.value() }
        )
    }

    /// The classifier; made at the first call, which takes a moment.
    /// - Throws: `OperatorError` with every line of the data files that cannot be used.
    package func classifier() throws -> Classifier { try lazyClassifier.value() }

    /// Makes vectors of the wordings of templates, and lets the deep tier look at posts of enquiries that have none;
    /// nothing where there is no deep tier.
    package func prepareLikeness() async throws {
        if try classifier().hasDeepTier { try await likeness?.prepare() }
    }

    /// The one way in for posts.
    package func intake() throws -> Intake {
        Intake(
            store: store,
            classifier: try classifier(),
            keyring: keyring,
            meaning: try likeness?.meaningEncoder(),
            rules: settings.intakeRules,
            now: now
        )
    }

    /// The day in the organisation's time zone, `YYYY-MM-DD`.
    var today: String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: settings.timeZone) ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: now())
        let (year, month, day) = (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}

/// What the organisation has set, as far as operations need it.
package struct HouseSettings: Sendable, Equatable {
    /// The name of the organisation, for answers.
    package var organisation = "streetwork demonstration"
    /// The address of the protected channel that answers invite to.
    package var channel = "https://example.org/chat"
    /// What ends every answer, with variables as in templates.
    package var footer = "– {counsellor}, {organisation}"
    /// Whether drafts may be shown, under the demonstration mark.
    ///
    /// Never for real answers.
    package var isDemonstration = false
    /// The time zone of days and of times without one, as an IANA name.
    package var timeZone = "Europe/Berlin"
    /// How long a taken enquiry stays with its counsellor, in minutes; 1...1440.
    package var leaseMinutes = 30

    package init() {}

    /// Which spaces are open for intake.
    package var intakeRules: IntakeRules { isDemonstration ? .demonstration : .register }

    /// The mark that a demonstration puts on every answer.
    package static let demonstrationMark = "DEMONSTRATION, not reviewed"
}
