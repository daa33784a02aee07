package import Domain

/// Everything that streetwork knows of one kind of source: what it has to be told, and how it polls, listens and sends.
///
/// One value per `SourceKind`; `SourceModules.all` lists them.
package protocol SourceModule: Sendable {
    /// The kind.
    var kind: SourceKind { get }
    /// One line for the help.
    var summary: String { get }
    /// What has to be, or may be, set.
    var settings: [SourceField] { get }
    /// What has to lie, or may lie, in the folder for secrets, a file per field.
    var secrets: [SourceField] { get }
    /// Whether its platform can call us.
    var takesCalls: Bool { get }
    /// How long between two rounds unless something else is set, in seconds.
    var usualIntervalSeconds: Int { get }

    /// A round of polling; nil where this kind only listens.
    /// - Parameters:
    ///   - cursor: as the last kept page gave it; nil at the very first round.
    ///   - lookUps: what webhooks only named; the round answers them first.
    ///   - checksAccess: whether the round begins by checking token and rights, as after a start or a trouble.
    /// - Throws: `PollTrouble` where a setting cannot be used.
    func conversation(
        _ setup: SourceSetup,
        cursor: String?,
        lookUps: [LookUp],
        checksAccess: Bool
    ) throws(PollTrouble) -> (any PollConversation)?

    /// The webhook; nil where the kind has none or its secrets are not there.
    func webhook(_ setup: SourceSetup) -> (any Webhook)?

    /// The way out; nil where answers are posted by hand.
    func sender(_ setup: SourceSetup) -> (any Sender)?
}

extension SourceModule {
    /// Most kinds are not called by their platform.
    package var takesCalls: Bool { false }
    /// Most kinds are not called by their platform.
    package func webhook(_ setup: SourceSetup) -> (any Webhook)? { nil }
    /// Most kinds only bring posts.
    package func sender(_ setup: SourceSetup) -> (any Sender)? { nil }
}

/// One thing that a source has to be told.
package struct SourceField: Hashable, Codable, Sendable {
    /// Its name on the command line, in the database and as a file of secrets.
    package var name: String
    /// What it is and where to find it, in one sentence.
    package var meaning: String
    /// Whether the source cannot work without it.
    package var isRequired: Bool

    package init(_ name: String, _ meaning: String, isRequired: Bool = true) {
        self.name = name
        self.meaning = meaning
        self.isRequired = isRequired
    }
}

/// A source as its module needs it: settings and secrets.
///
/// Never printed: it holds secrets.
package struct SourceSetup: Sendable {
    /// The name of the source.
    package var name: String
    /// By the names of the module's settings.
    package var settings: [String: String]
    /// By the names of the module's secrets: the one in use first, then the one before it during a change.
    package var secrets: [String: [String]]
    /// The space of posts that name none.
    package var space: SpaceReference?

    package init(
        name: String,
        settings: [String: String],
        secrets: [String: [String]] = [:],
        space: SpaceReference? = nil
    ) {
        self.name = name
        self.settings = settings
        self.secrets = secrets
        self.space = space
    }

    /// The secret in use.
    package func secret(_ name: String) -> String? { secrets[name]?.first }
}

/// The modules of all kinds of sources.
package enum SourceModules {
    /// In the order in which the help lists them.
    package static let all: [any SourceModule] = [
        TelegramBot(),
        FacebookPage(),
        InstagramAccount(),
        InstagramHashtag(),
        TikTokAccount(),
        TikTokResearch(),
        FolderSource(), WebDAVSource(), HTTPSListSource(), SFTPSource(),
    ]

    /// The module of a kind.
    package static func module(of kind: SourceKind) -> (any SourceModule)? { all.first { $0.kind == kind } }
}
