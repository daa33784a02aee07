import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

struct CorrectionTests {
    let store: Store
    let now = SamplePosts.now
    let later = SamplePosts.now.addingTimeInterval(10 * 86_400)

    init() throws { store = try Store() }

    @discardableResult
    private func correct(
        _ target: CorrectionTarget,
        _ change: LabelChange,
        as user: String = "ana"
    ) async throws -> [RelabelledPost] {
        try await store.correct(target, by: change, as: user, note: nil, now: later) { post, prediction in
            var item = SamplePosts.post(post.externalID, text: post.text, publishedAt: post.publishedAt)
            item.prediction = prediction
            return item
        }
    }

    private func undo(_ target: CorrectionTarget) async throws -> [RelabelledPost] {
        try await store.undoCorrection(target, as: "ben", now: later) { post, prediction in
            var item = SamplePosts.post(post.externalID, text: post.text, publishedAt: post.publishedAt)
            item.prediction = prediction
            return item
        }
    }

    private func save(_ posts: ClassifiedPost...) async throws { _ = try await store.save(posts, now: now) }

    private func queue() async throws -> [Enquiry] { try await store.queue(QueueFilter(), now: later) }

    /// Counts that are not zero, such as `seen topic housing 1`, of the week of arrival.
    private func counts(_ figure: Figure, _ dimension: Breakdown) async throws -> [String] {
        try await store.counts(through: ISOWeek(of: later))
            .filter { $0.figure == figure && $0.dimension == dimension && $0.count != 0 }
            .map { "\($0.week) \($0.value) \($0.count)" }
    }

    @Test func `queue order and every counter follow a person's labels, in the weeks of their events`() async throws {
        try await save(SamplePosts.post("a"), SamplePosts.post("b", urgency: .soon))

        try await correct(.enquiry(1), LabelChange(topics: ["work"], urgency: .acute))

        #expect(try await queue().map(\.id) == [1, 2])
        #expect(try await queue().first?.topics == ["work"])
        #expect(try await queue().first?.posts.first?.labels.urgency == .acute)
        for figure in [Figure.seen, .relevant, .opened] {
            #expect(try await counts(figure, .urgency) == ["2026-W47 acute 1", "2026-W47 soon 1"])
            #expect(try await counts(figure, .topic) == ["2026-W47 housing 1", "2026-W47 work 1"])
            #expect(try await counts(figure, .total) == ["2026-W47 all 2"])
        }
    }

    @Test func `what is not named keeps its value, and what follows by the codebook follows`() async throws {
        try await save(SamplePosts.post("a", urgency: .acute, topics: ["housing", "work"]))

        let post = try #require(try await correct(.post(1), LabelChange(kind: .claim, topics: ["work"])).first)

        #expect(post.labels.language == "ro")
        #expect(post.labels.primary == "work")
        #expect(post.labels.urgency == .routine)
        #expect(post.before.urgency == .acute)
    }

    @Test func `labels that contradict the codebook are refused, and change nothing`() async throws {
        try await save(SamplePosts.post("a", kind: .claim))

        await #expect(throws: LabelFault.urgentButNoRequest(.soon, .claim)) {
            try await correct(.post(1), LabelChange(urgency: .soon))
        }
        await #expect(throws: LabelFault.primaryIsNoTopic("debt", ["housing"])) {
            try await correct(.post(1), LabelChange(primary: "debt"))
        }

        #expect(try await store.corrections(of: .post(1), now: later).isEmpty)
    }

    @Test func `a post that is no question leaves the queue, and comes back when that is taken back`() async throws {
        try await save(SamplePosts.post("a", urgency: .acute))

        let gone = try await correct(.enquiry(1), LabelChange(kind: .offer))
        let opened = try await counts(.opened, .total)
        let back = try await undo(.post(1))

        #expect(gone.map(\.enquiry) == [nil])
        #expect(opened == [])
        #expect(back.map(\.correction) == [nil])
        #expect(try await queue().map(\.urgency) == [.acute])
        #expect(try await counts(.relevant, .total) == ["2026-W47 all 1"])
    }

    @Test func `a post that the classifier dismissed enters the queue`() async throws {
        try await save(SamplePosts.post("a", kind: .chatter))

        let post = try await correct(.post(1), LabelChange(kind: .request, urgency: .soon))

        #expect(post.first?.enquiry != nil)
        #expect(try await queue().map(\.urgency) == [.soon])
    }

    @Test func `an enquiry that somebody else has does not leave the queue, but may become acute`() async throws {
        try await save(SamplePosts.post("a"))
        _ = try await store.takeNext(as: "ben", lease: 1e8, now: now)

        let error = await #expect(throws: OperatorError.self) {
            try await correct(.enquiry(1), LabelChange(kind: .chatter))
        }
        try await correct(.enquiry(1), LabelChange(urgency: .acute))

        #expect(error?.what.contains("taken by ben") == true)
        #expect(try await queue().map(\.urgency) == [.acute])
        #expect(try await queue().map(\.takenBy) == ["ben"])
    }

    @Test func `the deep tier never overwrites a person's labels, and taking them back shows what it said`()
        async throws
    {
        var post = SamplePosts.post("a")
        post.deepDue = 500
        try await save(post)
        try await correct(.post(1), LabelChange(urgency: .soon))

        let item = SamplePosts.post("a", urgency: .acute, topics: ["work"])
        try await store.reclassify([ReclassifiedPost(id: 1, item: item)], now: later)
        let kept = try await queue()
        let seen = try await counts(.seen, .urgency)
        _ = try await undo(.post(1))

        #expect(kept.map(\.urgency) == [.soon])
        #expect(kept.map(\.topics) == [["housing"]])
        #expect(seen == ["2026-W47 soon 1"])
        #expect(try await store.deepBacklogCount() == 0)
        #expect(try await queue().map(\.urgency) == [.acute])
        #expect(try await counts(.seen, .topic) == ["2026-W47 work 1"])
    }

    @Test func `one correction holds at a time, and the history keeps all`() async throws {
        try await save(SamplePosts.post("a"))

        try await correct(.post(1), LabelChange(urgency: .soon))
        try await correct(.post(1), LabelChange(urgency: .acute), as: "ben")
        _ = try await undo(.post(1))
        let history = try await store.corrections(of: .post(1), now: later)

        #expect(history.map(\.user) == ["ben", "ana"])
        #expect(history.map(\.undoneBy) == ["ben", nil])
        #expect(try await queue().first?.posts.first?.correction?.user == "ana")
        #expect(try await queue().map(\.urgency) == [.soon])
    }

    @Test func `all posts of an enquiry are corrected, or one of them by its address`() async throws {
        var linked = SamplePosts.post("b", in: "-2", likeness: 1)
        linked.post.permalink = "https://t.me/c/2/b"
        try await save(SamplePosts.post("a", likeness: 1), linked)

        let all = try await correct(.enquiry(1), LabelChange(minors: true))
        let one = try await correct(.address("https://t.me/c/2/b"), LabelChange(kind: .chatter))

        #expect(all.map(\.id) == [1, 2])
        #expect(one.map(\.id) == [2])
        #expect(try await queue().map(\.minors) == [true])
        #expect(try await queue().map(\.posts.count) == [2])
    }

    @Test func `the figures of a closed enquiry follow too, with the time to answer`() async throws {
        try await save(SamplePosts.post("a"))
        _ = try await store.record(
            enquiry: 1,
            as: "ana",
            template: TemplateUse(key: "k", language: "ro", version: 1),
            text: "words",
            sentURL: "https://t.me/c/1/2",
            now: now.addingTimeInterval(60)
        )

        try await correct(.post(1), LabelChange(topics: ["debt"]))
        let week = ISOWeek(of: now)
        let delays = try await store.answerDelays(from: week, through: week).filter { $0.dimension == .topic }

        #expect(try await counts(.answered, .topic) == ["2026-W47 debt 1"])
        #expect(delays.map { "\($0.value) \($0.seconds)" } == ["debt 60"])
    }

    @Test func `nothing is learned from a text that is gone or was edited since`() async throws {
        try await save(SamplePosts.post("a", text: "one"), SamplePosts.post("b", text: "two"), SamplePosts.post("c"))
        for post in 1...3 { try await correct(.post(Int64(post)), LabelChange(minors: true)) }
        try await store.write { db in try db.execute(sql: "UPDATE post SET text = NULL WHERE id = 1") }
        try await save(SamplePosts.post("b", text: "other"))

        let page = try await store.correctedPosts(after: 0, limit: 2)
        let rest = try await store.correctedPosts(after: page.next ?? 0, limit: 2)

        #expect(page.posts.isEmpty)
        #expect(page.withoutText == 1)
        #expect(page.ofEarlierWording == 1)
        #expect(rest.posts.map(\.id) == ["correction-3"])
        #expect(rest.posts.map(\.labels.minors) == [true])
        #expect(rest.next == nil)
    }

    @Test func `no count falls below zero where a post is edited and then corrected`() async throws {
        try await save(SamplePosts.post("a"))
        try await save(SamplePosts.post("a", text: "other words", urgency: .acute))

        try await correct(.post(1), LabelChange(urgency: .soon))

        #expect(try await counts(.seen, .urgency) == ["2026-W47 soon 1"])
        #expect(try await counts(.relevant, .urgency) == ["2026-W47 soon 1"])
    }

    @Test func `a person's labels stay when the post is edited, and new words may still make it urgent`() async throws {
        try await save(SamplePosts.post("a"))
        try await correct(.post(1), LabelChange(minors: true))

        try await save(SamplePosts.post("a", text: "other words", urgency: .acute))
        let enquiry = try #require(try await queue().first)

        #expect(enquiry.urgency == .acute)
        #expect(enquiry.posts.first?.labels.minors == true)
        #expect(enquiry.posts.first?.correction?.isOfEarlierWording == true)
        #expect(try await counts(.seen, .urgency) == ["2026-W47 routine 1"])
    }
}
