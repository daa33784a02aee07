package import Domain
import Foundation
import Intake
import Platforms
import Storage

/// A source as people look at it.
package struct SourceView: Codable, Hashable, Sendable {
    /// The source.
    package var source: Source
    /// The state in a word: `fine`, `new`, `waiting`, `silent`, `needs a person`, `off`.
    package var state: String
    /// Whether it is silent for longer than usual.
    package var silence: SourceSilence
    /// The path of its webhook; nil where the kind has none.
    package var webhookPath: String?
}

/// All sources with their health.
package struct ListSources: HouseOperation {
    package static let name = "source/list"
    /// Only the one of this name; nil for all.
    package var only: String?

    package init(only: String? = nil) { self.only = only }

    package func perform(in house: House) async throws -> [SourceView] {
        let today = CivilDate(dayNumber: Int((house.now().timeIntervalSince1970 / 86_400).rounded(.down)))
        let first = today.adding(days: -Self.days)
        let days = try await house.store.sourceDays(since: first.description)
        let sources = try await house.store.sources().filter { only == nil || $0.name == only }
        if let only, sources.isEmpty { throw Self.missing(only) }
        return sources.map { view($0, days: days[$0.id] ?? [:], today: today, now: house.now()) }
    }

    private func view(_ source: Source, days: [String: Int], today: CivilDate, now: Date) -> SourceView {
        let past = days.filter { $0.key != today.description }
        let oldest = past.keys.min() ?? today.description
        let count = (1...Self.days).first { today.adding(days: -$0).description <= oldest } ?? Self.days
        let silence = SourceSilence(
            days: Array(past.values),
            dayCount: past.isEmpty ? 0 : count,
            lastPostAt: source.health.lastPostAt,
            now: now
        )
        let module = SourceModules.module(of: source.kind)
        return SourceView(
            source: source,
            state: Self.state(of: source, silence),
            silence: silence,
            webhookPath: module?.takesCalls == true ? "/hooks/\(source.name)" : nil
        )
    }

    private static func state(of source: Source, _ silence: SourceSilence) -> String {
        let health = source.health
        if !source.isOn { return "off" }
        if health.needsPerson { return "needs a person" }
        if health.failures > 0 { return "waiting" }
        if health.lastSuccessAt == nil { return "new" }
        return silence.isUnusual ? "silent" : "fine"
    }

    static func missing(_ name: String) -> OperatorError {
        OperatorError(
            "There is no source '\(name)'.",
            remedy: "'streetwork source list' lists them; 'streetwork source add' makes one."
        )
    }

    private static let days = 14
}

/// Adds a source.
package struct AddSource: HouseOperation {
    package static let name = "source/add"
    /// What it is to be called.
    package var source: String
    /// By which way it brings posts.
    package var kind: SourceKind
    /// What is set for it.
    package var settings: [String: String]
    /// The number of the space of posts that name none.
    package var space: Int64?
    /// nil: the usual interval of the kind.
    package var intervalSeconds: Int?

    package init(
        source: String,
        kind: SourceKind,
        settings: [String: String],
        space: Int64?,
        intervalSeconds: Int?
    ) {
        self.source = source
        self.kind = kind
        self.settings = settings
        self.space = space
        self.intervalSeconds = intervalSeconds
    }

    package func perform(in house: House) async throws -> SourceView {
        let module = try SourceRules.module(of: kind)
        try SourceRules.check(name: source)
        try SourceRules.check(settings, of: module)
        let seconds = try SourceRules.checked(intervalSeconds ?? module.usualIntervalSeconds)
        _ = try await house.store.addSource(
            name: source,
            kind: kind,
            settings: settings,
            space: space,
            intervalSeconds: seconds,
            now: house.now()
        )
        house.live?.changes.changed()
        return try await house.view(of: source)
    }
}

/// Changes a source; what is nil stays.
package struct SetSource: HouseOperation {
    package static let name = "source/set"
    /// Which source.
    package var source: String
    /// Settings to change; an empty value takes one away.
    package var settings: [String: String]
    /// The number of the space of posts that name none.
    package var space: Int64?
    /// How long from one round to the next.
    package var intervalSeconds: Int?
    /// Whether it is asked.
    package var isOn: Bool?

    package init(
        source: String,
        settings: [String: String] = [:],
        space: Int64? = nil,
        intervalSeconds: Int? = nil,
        isOn: Bool? = nil
    ) {
        self.source = source
        self.settings = settings
        self.space = space
        self.intervalSeconds = intervalSeconds
        self.isOn = isOn
    }

    package func perform(in house: House) async throws -> SourceView {
        let old = try await house.view(of: source).source
        let module = try SourceRules.module(of: old.kind)
        let merged = old.settings.merging(settings) { $1 }.filter { !$0.value.isEmpty }
        try SourceRules.check(merged, of: module)
        _ = try await house.store.changeSource(
            source,
            settings: merged,
            space: space,
            intervalSeconds: try intervalSeconds.map(SourceRules.checked),
            isOn: isOn,
            now: house.now()
        )
        house.live?.changes.changed()
        return try await house.view(of: source)
    }
}

/// Forgets a source with its secrets; the posts that it brought stay.
package struct RemoveSource: HouseOperation {
    package static let name = "source/remove"
    /// Which source.
    package var source: String

    package init(source: String) { self.source = source }

    package func perform(in house: House) async throws -> Bool {
        let live = try house.requireLive()
        try await house.store.removeSource(source)
        live.secrets.forget(source)
        live.changes.changed()
        return true
    }
}

/// Puts a secret of a source in use; the one before it stays accepted.
package struct SetSourceSecret: HouseOperation {
    package static let name = "source/secret"
    /// Which source.
    package var source: String
    /// Which of its secrets.
    package var field: String
    /// The secret; empty forgets it.
    package var value: String

    package init(source: String, field: String, value: String) {
        self.source = source
        self.field = field
        self.value = value
    }

    package func perform(in house: House) async throws -> SourceView {
        let live = try house.requireLive()
        let kind = try await house.view(of: source).source.kind
        let module = try SourceRules.module(of: kind)
        guard module.secrets.contains(where: { $0.name == field }) else {
            throw OperatorError(
                "A source of the kind \(kind.rawValue) has no secret '\(field)'.",
                remedy: SourceRules.list("Its secrets are", module.secrets)
            )
        }
        try live.secrets.set(field, of: source, to: value)
        // What was waiting for the secret goes on.
        _ = try await house.store.changeSource(
            source,
            settings: nil,
            space: nil,
            intervalSeconds: nil,
            isOn: nil,
            now: house.now()
        )
        live.changes.changed()
        return try await house.view(of: source)
    }
}

/// Asks a source once, now.
///
/// Where a daemon runs, it asks by itself as soon as it can.
package struct AskSource: HouseOperation {
    package static let name = "source/ask"
    /// Which source.
    package var source: String

    package init(source: String) { self.source = source }

    package func perform(in house: House) async throws -> AskedSource {
        let live = try house.requireLive()
        let source = try await house.store.changeSource(
            source,
            settings: nil,
            space: nil,
            intervalSeconds: nil,
            isOn: nil,
            now: house.now()
        )
        guard !live.isDaemon else {
            live.changes.changed()
            return AskedSource(view: try await house.view(of: source.name), tally: nil)
        }
        let report = try await house.leader().round(of: source, checksAccess: true)
        try await house.store.note([SourceNews(source, report, now: house.now())])
        return AskedSource(view: try await house.view(of: source.name), tally: report.tally)
    }
}

/// What came of asking a source.
package struct AskedSource: Codable, Sendable {
    /// The source afterwards.
    package var view: SourceView
    /// What became of the rows; nil where the daemon asks.
    package var tally: Tally?
}

extension House {
    /// One source as people look at it.
    fileprivate func view(of name: String) async throws -> SourceView {
        guard let view = try await ListSources(only: name).perform(in: self).first else {
            throw ListSources.missing(name)
        }
        return view
    }
}
