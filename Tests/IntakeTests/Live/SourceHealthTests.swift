import Domain
import Foundation
import Platforms
import Storage
import TestSupport
import Testing
import Transport

@testable import Intake

@Suite struct SourceHealthTests {
    private let now = SamplePosts.now

    private func after(_ end: RoundReport.End, _ health: SourceHealth = SourceHealth()) -> SourceHealth {
        var report = RoundReport()
        report.end = end
        return HealthRecord(health, interval: .seconds(300), now: now, chance: 0.5).after(report)
    }

    @Test func `a good round is followed by the next one after the interval`() {
        var before = SourceHealth()
        (before.failures, before.lastError, before.remedy) = (3, "broken", "mend it")

        let health = after(.fine(after: nil), before)

        #expect(health.nextDueAt == now.addingTimeInterval(300))
        #expect(health.lastSuccessAt == now)
        #expect(health.failures == 0)
        #expect(health.lastError == nil)
        #expect(health.remedy == nil)
    }

    @Test func `failures are waited out twice as long each time, up to a quarter of an hour`() {
        var health = SourceHealth()
        var waits: [Double] = []
        for _ in 0..<12 {
            health = after(.trouble(.passing(reason: "down")), health)
            waits.append(health.nextDueAt?.timeIntervalSince(now) ?? -1)
        }

        #expect(waits.prefix(3) == [3.75, 7.5, 15])
        #expect(waits.max() == 675)
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(health.failures == 12)
    }

    @Test func `waits as long as the platform asks, and never less`() throws {
        let health = after(.trouble(.wait(.seconds(120), reason: "too many")))

        let wait = try #require(health.nextDueAt?.timeIntervalSince(now))
        #expect((120...121).contains(wait))
    }

    @Test(arguments: [
        RoundReport.End.trouble(.needsPerson(reason: "the token is wrong", remedy: "renew it")),
        .transport(.forbiddenAddress), .transport(.forbiddenURL(reason: "no https")),
    ])
    func `what only a person can mend is not tried again`(end: RoundReport.End) {
        let health = after(end)

        #expect(health.needsPerson)
        #expect(health.nextDueAt == nil)
        #expect(health.remedy?.isEmpty == false)
    }

    @Test(arguments: [
        TransportError.cannotResolve, .cannotConnect, .untrusted, .timedOut, .broken, .tooLarge(limit: 5),
        .cannotStore(reason: "full"), .cancelled, .other(reason: "x"),
    ])
    func `what may pass by itself is tried again`(error: TransportError) {
        let health = after(.transport(error))

        #expect(!health.needsPerson)
        #expect(health.nextDueAt.map { $0 > now } == true)
        #expect(health.lastError?.isEmpty == false)
    }

    @Test func `a warning is shown, and the source goes on`() {
        var report = RoundReport()
        report.warnings = [OperatorError("The bot does not see everything.", remedy: "Make it an administrator.")]

        let health = HealthRecord(SourceHealth(), interval: .seconds(1), now: now, chance: 0).after(report)

        #expect(health.lastError == "The bot does not see everything.")
        #expect(health.failures == 0)
        #expect(health.nextDueAt != nil)
    }

    @Test(arguments: [
        (days: [10, 10, 10, 10], count: 4, hours: 24.0, unusual: true),
        (days: [10, 10, 10, 10], count: 4, hours: 18.0, unusual: false),
        (days: [100, 100, 100], count: 3, hours: 11.0, unusual: false),
        (days: [100, 100, 100], count: 3, hours: 13.0, unusual: true),
        (days: [100], count: 1, hours: 100.0, unusual: false),
        (days: [1, 0, 1], count: 14, hours: 100.0, unusual: false),
    ])
    func `a silence is unusual by what the source usually brings`(
        row: (days: [Int], count: Int, hours: Double, unusual: Bool)
    ) {
        let silence = SourceSilence(
            days: row.days,
            dayCount: row.count,
            lastPostAt: now.addingTimeInterval(-row.hours * 3_600),
            now: now
        )

        #expect(silence.isUnusual == row.unusual)
    }
}

@Suite struct SourceBookTests {
    private let now = SamplePosts.now

    private func source(_ id: Int64, due: TimeInterval = 0) -> Source {
        var source = Source(id: id, name: "s\(id)", kind: .folder, settings: [:], intervalSeconds: 60)
        source.health.nextDueAt = now.addingTimeInterval(due)
        return source
    }

    private func fine(_ new: Int = 0) -> RoundReport {
        var report = RoundReport()
        report.tally.new = new
        return report
    }

    @Test func `a source is asked by one round at a time`() {
        var book = SourceBook()
        book.replace(by: [source(1), source(2, due: 5)])

        let first = book.takeDue(now).map(\.source.id)
        let second = book.takeDue(now).map(\.source.id)
        book.finished(1, fine(), now: now, chance: 0.5)
        let later = book.takeDue(now.addingTimeInterval(60)).map(\.source.id)

        #expect(first == [1])
        #expect(second == [])
        #expect(later == [1, 2])
    }

    @Test func `access is checked at the start and after a trouble`() {
        var book = SourceBook()
        var checks: [Bool] = []
        var at = now
        book.replace(by: [source(1)])
        for end in [RoundReport.End.fine(after: .zero), .transport(.timedOut), .fine(after: .zero)] {
            checks += book.takeDue(at).map(\.checksAccess)
            var report = RoundReport()
            report.end = end
            book.finished(1, report, now: at, chance: 0)
            at = at.addingTimeInterval(1_000)
        }

        #expect(checks == [true, false, true])
    }

    @Test func `posts are written down once, and again when writing failed`() {
        var book = SourceBook()
        book.replace(by: [source(1)])
        _ = book.takeDue(now)
        book.finished(1, fine(3), now: now, chance: 0)

        let news = book.takeNews()
        let nothing = book.takeNews()
        book.putBack(news)
        book.arrived(2, of: 1, now: now)
        let again = book.takeNews()

        #expect(news.map(\.posts) == [["2026-11-20": 3]])
        #expect(nothing.isEmpty)
        #expect(again.map(\.posts) == [["2026-11-20": 5]])
    }

    @Test func `a source with something to look up is asked at once, and after the round that is under way`() {
        var book = SourceBook()
        book.replace(by: [source(1, due: 1_000), source(2)])
        _ = book.takeDue(now)

        book.hurry(1, now: now)
        book.hurry(2, now: now)
        let first = book.takeDue(now).map(\.source.id)
        book.finished(2, fine(), now: now, chance: 0.5)

        #expect(first == [1])
        #expect(book.takeDue(now).map(\.source.id) == [2])
    }

    @Test func `a source that was turned off or forgotten is not asked`() {
        var book = SourceBook()
        var off = source(1)
        off.isOn = false
        book.replace(by: [off, source(2)])
        book.replace(by: [off])

        #expect(book.takeDue(now).isEmpty)
    }
}
