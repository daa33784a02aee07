package import Domain
package import Foundation
import GRDB

/// What became of a round of a source, for its health.
package struct SourceNews: Hashable, Sendable {
    /// The number of the source.
    package var source: Int64
    /// How it fares now.
    package var health: SourceHealth
    /// New posts by day, `YYYY-MM-DD`, since the news before.
    package var posts: [String: Int]

    package init(source: Int64, health: SourceHealth, posts: [String: Int]) {
        self.source = source
        self.health = health
        self.posts = posts
    }
}

extension Store {
    /// Notes how sources fare, many in one transaction, so that idle ones cost no write each.
    package func note(_ news: [SourceNews]) async throws {
        try await write { db in
            for item in news { try SourceNotes.write(item, db) }
        }
    }

    /// New posts of every source by day, from a day on.
    package func sourceDays(since day: String) async throws -> [Int64: [String: Int]] {
        try await read { db in
            try Row.fetchAll(
                db,
                SQLRequest(literal: "SELECT sourceID, day, posts FROM sourceDay WHERE day >= \(day)")
            ).reduce(into: [:]) { days, row in
                days[row["sourceID"] as Int64, default: [:]][row["day"] as String] = row["posts"] as Int
            }
        }
    }

    /// Notes what a webhook only named; what is noted already stays once.
    package func note(_ lookUps: [LookUpNote], of source: Int64, now: Date) async throws {
        try await write { db in
            for item in lookUps {
                try db.execute(
                    literal: """
                        INSERT OR IGNORE INTO lookUp (sourceID, wanted, addedAt)
                        VALUES (\(source), \(item.wanted), \(now.stored))
                        """
                )
            }
        }
    }

    /// What a source has to look up, the oldest first.
    package func lookUps(of source: Int64, limit: Int) async throws -> [LookUpNote] {
        try await read { db in
            try Row.fetchAll(
                db,
                SQLRequest(
                    literal: "SELECT id, wanted FROM lookUp WHERE sourceID = \(source) ORDER BY id LIMIT \(limit)"
                )
            ).map { LookUpNote(id: $0["id"], wanted: $0["wanted"]) }
        }
    }

    /// Forgets look-ups that were answered.
    package func finishLookUps(_ ids: [Int64]) async throws {
        try await write { db in try db.execute(literal: "DELETE FROM lookUp WHERE id IN \(ids)") }
    }

    /// Counts a try of look-ups that failed, and forgets those that failed too often.
    /// - Returns: how many were given up.
    package func failLookUps(_ ids: [Int64], atMost tries: Int) async throws -> Int {
        try await write { db in
            try db.execute(literal: "UPDATE lookUp SET tries = tries + 1 WHERE id IN \(ids)")
            try db.execute(literal: "DELETE FROM lookUp WHERE id IN \(ids) AND tries >= \(tries)")
            return db.changesCount
        }
    }
}

/// Something to look up, as it is stored.
package struct LookUpNote: Hashable, Sendable {
    /// The number of the note; 0 before it is stored.
    package var id: Int64
    /// What is wanted, as JSON of the platforms' `LookUp`.
    package var wanted: String

    package init(id: Int64 = 0, wanted: String) {
        self.id = id
        self.wanted = wanted
    }
}

/// The statements on the health of sources.
enum SourceNotes {
    static func write(_ news: SourceNews, _ db: Database) throws {
        let health = news.health
        try db.execute(
            literal: """
                UPDATE source SET lastSuccessAt = \(health.lastSuccessAt?.stored),
                    lastPostAt = \(health.lastPostAt?.stored), lastErrorAt = \(health.lastErrorAt?.stored),
                    lastError = \(health.lastError), remedy = \(health.remedy), failures = \(health.failures),
                    nextDueAt = \(health.nextDueAt?.stored), needsPerson = \(health.needsPerson)
                WHERE id = \(news.source)
                """
        )
        for (day, posts) in news.posts {
            try db.execute(
                literal: """
                    INSERT INTO sourceDay (sourceID, day, posts) SELECT id, \(day), \(posts)
                    FROM source WHERE id = \(news.source)
                    ON CONFLICT (sourceID, day) DO UPDATE SET posts = posts + excluded.posts
                    """
            )
        }
    }
}
