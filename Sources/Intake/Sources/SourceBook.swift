import Domain
import Foundation
import Storage

/// The sources as the scheduler knows them: which are due, which are being asked, and what is still to be written down.
struct SourceBook {
    private var entries: [Int64: Entry] = [:]

    private struct Entry {
        var source: Source
        var isAsked = false
        /// Whether its next round begins by checking its access.
        var checksAccess = true
        var posts: [String: Int] = [:]
        var isNoted = true
        /// Whether what has to be written down cannot wait.
        var isUrgent = false
        /// Whether it is to be asked again at once after the round that is under way.
        var isHurried = false

        func isDue(_ now: Date) -> Bool {
            guard !isAsked, source.isOn, !source.health.needsPerson, let due = source.health.nextDueAt else {
                return false
            }
            return due <= now
        }
    }

    /// Takes over what people have set.
    ///
    /// Health that is not written down yet is kept for sources that nobody touched.
    mutating func replace(by sources: [Source]) {
        var next: [Int64: Entry] = [:]
        for source in sources {
            var entry = Entry(source: source)
            if let old = entries[source.id] {
                entry.isAsked = old.isAsked
                entry.checksAccess = old.checksAccess || old.source.settings != source.settings
                entry.posts = old.posts
                entry.isNoted = old.posts.isEmpty
            }
            next[source.id] = entry
        }
        entries = next
    }

    /// The sources that are due and are not being asked; from now on they are.
    mutating func takeDue(_ now: Date) -> [(source: Source, checksAccess: Bool)] {
        let due = entries.values.filter { $0.isDue(now) }.map { ($0.source, $0.checksAccess) }
        for (source, _) in due { entries[source.id]?.isAsked = true }
        return due.sorted { $0.0.id < $1.0.id }
    }

    /// Whether a source that was just asked is due again and nobody has changed it; from now on it is being asked.
    mutating func takeUpAgain(_ source: Source, _ now: Date) -> Bool {
        guard let entry = entries[source.id], entry.isDue(now), entry.source.settings == source.settings else {
            return false
        }
        entries[source.id]?.isAsked = true
        return true
    }

    /// Notes what became of a round.
    mutating func finished(_ id: Int64, _ report: RoundReport, now: Date, chance: Double) {
        guard var entry = entries[id] else { return }
        let before = entry.source.health
        let interval = Duration.seconds(entry.source.intervalSeconds)
        entry.source.health = HealthRecord(before, interval: interval, now: now, chance: chance).after(report)
        if entry.isHurried, !entry.source.health.needsPerson, entry.source.health.failures == 0 {
            entry.source.health.nextDueAt = now
        }
        entry.isHurried = false
        let isFine = if case .fine = report.end { true } else { false }
        entry.checksAccess = !isFine
        if report.tally.new > 0 { entry.posts[Self.day(now), default: 0] += report.tally.new }
        entry.isAsked = false
        entry.isNoted = false
        entry.isUrgent = entry.isUrgent || before.lastError != entry.source.health.lastError
        entries[id] = entry
    }

    /// Makes a source due that is not waiting out a trouble; during a round, it is due again after it.
    mutating func hurry(_ id: Int64, now: Date) {
        guard let entry = entries[id], entry.source.health.failures == 0 else { return }
        entries[id]?.isHurried = entry.isAsked
        entries[id]?.source.health.nextDueAt = now
    }

    /// Notes posts that came by a webhook.
    mutating func arrived(_ posts: Int, of id: Int64, now: Date) {
        guard posts > 0, entries[id] != nil else { return }
        entries[id]?.posts[Self.day(now), default: 0] += posts
        entries[id]?.source.health.lastPostAt = now
        entries[id]?.isNoted = false
    }

    /// Whether something should be written down at once.
    var hasUrgentNews: Bool { entries.values.contains { $0.isUrgent && !$0.isNoted } }

    /// Everything that has to be written down; from now on it counts as written.
    mutating func takeNews() -> [SourceNews] {
        let news = entries.values.filter { !$0.isNoted }.map { entry in
            SourceNews(source: entry.source.id, health: entry.source.health, posts: entry.posts)
        }
        for item in news {
            entries[item.source]?.posts = [:]
            entries[item.source]?.isNoted = true
            entries[item.source]?.isUrgent = false
        }
        return news.sorted { $0.source < $1.source }
    }

    /// Puts back what could not be written down.
    mutating func putBack(_ news: [SourceNews]) {
        for item in news {
            entries[item.source]?.isNoted = false
            entries[item.source]?.posts.merge(item.posts, uniquingKeysWith: +)
        }
    }

    private static func day(_ now: Date) -> String {
        CivilDate(dayNumber: Int((now.timeIntervalSince1970 / 86_400).rounded(.down))).description
    }
}
