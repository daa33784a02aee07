package import Foundation

/// How posts of one or more spaces reach us, with its cursor and its health.
package struct Source: Hashable, Codable, Sendable {
    /// The number of the source.
    package var id: Int64
    /// The name by which people and secret files call it: 1...60 of `a-z`, `0-9` and hyphens; unique.
    package var name: String
    /// By which way it brings posts.
    package var kind: SourceKind
    /// What was set for it, by the names of `SourceField`; holds no secrets.
    package var settings: [String: String]
    /// The number of the space that its posts belong to where they name none; nil where they always do.
    package var spaceID: Int64?
    /// Whether it is asked at all.
    package var isOn: Bool
    /// How long from the end of one round to the next, in seconds; 1...604,800.
    package var intervalSeconds: Int
    /// Where the next round goes on, as its poller wrote it; nil before the first.
    package var cursor: String?
    /// How it fares.
    package var health: SourceHealth

    package init(
        id: Int64,
        name: String,
        kind: SourceKind,
        settings: [String: String],
        spaceID: Int64? = nil,
        isOn: Bool = true,
        intervalSeconds: Int,
        cursor: String? = nil,
        health: SourceHealth = SourceHealth()
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.settings = settings
        self.spaceID = spaceID
        self.isOn = isOn
        self.intervalSeconds = intervalSeconds
        self.cursor = cursor
        self.health = health
    }
}

/// How a source fares: what a person looks at to see whether posts still arrive.
package struct SourceHealth: Hashable, Codable, Sendable {
    /// When a round last ended well; nil where none has.
    package var lastSuccessAt: Date?
    /// When a post last arrived; nil where none has.
    package var lastPostAt: Date?
    /// When a round last failed; nil where none has.
    package var lastErrorAt: Date?
    /// What failed, on what and why; nil where the last round ended well.
    package var lastError: String?
    /// What to do about it; nil where waiting is enough, or nothing is wrong.
    package var remedy: String?
    /// How many rounds failed one after the other.
    package var failures = 0
    /// When it is asked next; nil where a person has to act first.
    package var nextDueAt: Date?
    /// Whether it waits for a person: the access was refused, or a setting is wrong.
    package var needsPerson = false

    package init() {}
}
