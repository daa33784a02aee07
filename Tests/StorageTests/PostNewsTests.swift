import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

struct PostNewsTests {
    let store: Store
    let now = SamplePosts.now

    init() throws { store = try Store() }

    @Test(arguments: 1...60 as ClosedRange<UInt64>, [35, 25, 15])
    func `news of a post in any order, often repeated, leads to one state`(_ seed: UInt64, _ deleted: Int) async throws
    {
        var random = Shuffle(seed: seed)
        let news: [News] = [.post(0, "added"), .post(20, "first edit"), .post(30, "second edit"), .deleted(deleted)]
        let order = random.shuffled(news + (0..<6).map { _ in news[random.next(news.count)] })
        let isGone = deleted > 30

        for part in random.cut(order) {
            _ = try await store.save(batch(part), rules: .demonstration, now: now)
            try await expectSoundCounters()
        }
        let row = try #require(try await stored())

        #expect(row.text == (isGone ? nil : "second edit"), "order: \(order)")
        #expect(row.deletedAt == (isGone ? at(deleted) : nil))
        #expect(row.predictions == (isGone ? min(row.predictions, 1) : 1))
        #expect(try await store.openCount().open == (isGone ? 0 : 1))
    }

    @Test func `a post that is gone loses words, handle, author, evidence and meaning, and its row stays`() async throws
    {
        var item = SamplePosts.post(
            "1",
            text: "a needle",
            author: 7,
            likeness: 7,
            words: Array(1...40),
            publishedAt: at(0)
        )
        item.sealedHandle = [1, 2, 3]
        item.post.threadTitle = "a thread"
        item.meaning = MeaningVector(bytes: Data(repeating: 1, count: 8), model: "m")
        item.deepDue = 5
        _ = try await store.save([item], now: now)

        let saved = try await store.save(batch([.deleted(10)]), rules: .demonstration, now: now)

        #expect(saved.deleted == 1 && saved.tally == Tally())
        let left = try await store.read { db in
            try Int.fetchAll(
                db,
                sql: """
                    SELECT count(*) FROM post WHERE text IS NOT NULL OR handle IS NOT NULL OR author IS NOT NULL
                        OR threadTitle IS NOT NULL OR permalink IS NOT NULL OR length(textMark) > 0
                    UNION ALL SELECT count(*) FROM prediction WHERE evidence <> '[]' OR places <> '[]'
                    UNION ALL SELECT count(*) FROM postMeaning
                    UNION ALL SELECT count(*) FROM deepBacklog
                    UNION ALL SELECT count(*) FROM enquiryBand
                    UNION ALL SELECT count(*) FROM enquiry WHERE author IS NOT NULL OR sketch IS NOT NULL
                        OR likenessMark IS NOT NULL
                    """
            )
        }
        #expect(left == [0, 0, 0, 0, 0, 0])
        #expect(try await stored() != nil)
    }

    @Test func `an open enquiry without a post left is dismissed, also while somebody has it`() async throws {
        _ = try await store.save([SamplePosts.post("1", publishedAt: at(0))], now: now)
        let taken = try #require(try await store.takeNext(as: "ana", lease: 600, now: now))

        _ = try await store.save(batch([.deleted(10)]), rules: .demonstration, now: now)
        let enquiry = try await store.enquiry(taken.id, now: now)

        #expect(enquiry.state == .dismissed && enquiry.reason == ClosingReason.deletedPosts)
        #expect(enquiry.posts.map(\.deletedAt) == [at(10)])
        #expect(try await count(.dismissed) == 1)
    }

    @Test func `an enquiry that another post asks stays open, and an answered one stays answered`() async throws {
        _ = try await store.save(
            [
                SamplePosts.post("1", author: 1, likeness: 7, publishedAt: at(0)),
                SamplePosts.post("2", author: 2, likeness: 7, publishedAt: at(0)),
            ],
            now: now
        )
        let enquiry = try #require(try await store.queue(QueueFilter(), now: now).first)

        _ = try await store.save(batch([.deleted(10)]), rules: .demonstration, now: now)
        let shown = try await store.enquiry(enquiry.id, now: now)
        let author = try await store.read { db in try Data.fetchOne(db, sql: "SELECT author FROM enquiry") }

        #expect(shown.state == .open)
        #expect(shown.posts.map { $0.text == nil } == [true, false])
        #expect(author == Data(repeating: 2, count: 16))
    }

    @Test func `a post that its platform shows again opens its enquiry again, once`() async throws {
        _ = try await store.save([SamplePosts.post("1", text: "a", publishedAt: at(0))], now: now)
        _ = try await store.save(batch([.deleted(10)]), rules: .demonstration, now: now)
        let enquiry = Int64(1)

        let again = try await store.save(batch([.post(20, "a")]), rules: .demonstration, now: now)
        _ = try await store.save(batch([.deleted(10), .post(20, "a")]), rules: .demonstration, now: now)

        #expect(again.tally.changed == 1)
        #expect(try await store.enquiry(enquiry, now: now).state == .open)
        #expect(try await (count(.seen), count(.opened), count(.dismissed)) == (1, 1, 0))
    }

    @Test func `a dismissal by a person is not taken back by a post that is shown again`() async throws {
        _ = try await store.save([SamplePosts.post("1", text: "a", publishedAt: at(0))], now: now)
        _ = try await store.dismiss(1, as: "ana", reason: "an advertisement", now: now)

        _ = try await store.save(batch([.deleted(10)]), rules: .demonstration, now: now)
        _ = try await store.save(batch([.post(20, "a")]), rules: .demonstration, now: now)

        #expect(try await store.enquiry(1, now: now).state == .dismissed)
    }

    @Test func `a deletion that is told again does not close what a person opened again`() async throws {
        _ = try await store.save([SamplePosts.post("1", publishedAt: at(0))], now: now)
        _ = try await store.save(batch([.deleted(10)]), rules: .demonstration, now: now)
        _ = try await store.reopen(1, now: now)

        _ = try await store.save(batch([.deleted(11)]), rules: .demonstration, now: now)

        #expect(try await store.enquiry(1, now: now).state == .open)
    }

    @Test func `the deep tier does not bring the words of a post back that went meanwhile`() async throws {
        let item = SamplePosts.post("1", publishedAt: at(0))
        _ = try await store.save([item], now: now)
        let id = try #require(try await stored()).id
        _ = try await store.save(batch([.deleted(10)]), rules: .demonstration, now: now)

        try await store.reclassify(
            [ReclassifiedPost(id: id, item: item), ReclassifiedPost(id: 99, item: item)],
            now: now
        )
        let evidence = try await store.read { db in try String.fetchAll(db, sql: "SELECT evidence FROM prediction") }

        #expect(evidence == ["[]"])
    }

    @Test func `a cursor moves with its batch, and a batch of no source leaves nothing`() async throws {
        try await store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO source (id, name, kind, settings, isOn, intervalSeconds, addedAt)
                    VALUES (4, 'bot', 'telegram-bot', '{}', 1, 60, 0)
                    """
            )
        }
        let move = CursorMove(source: 4, cursor: "17", at: now)
        let nowhere = CursorMove(source: 5, cursor: "17", at: now)

        _ = try await store.save(batch([.post(0, "a")]), cursor: move, rules: .demonstration, now: now)
        await #expect(throws: OperatorError.self) {
            try await store.save(
                ClassifiedBatch(posts: [SamplePosts.post("2")]),
                cursor: nowhere,
                rules: .demonstration,
                now: now
            )
        }
        let cursor = try await store.read { db in try String.fetchOne(db, sql: "SELECT cursor FROM source") }

        #expect(cursor == "17")
        #expect(try await count(.seen) == 1)
    }

    /// One thing that happens to post 1, some seconds after its publication.
    private enum News {
        case post(Int, String)
        case deleted(Int)
    }

    private func at(_ seconds: Int) -> Date { now.addingTimeInterval(Double(seconds - 100)) }

    private func batch(_ news: [News]) -> ClassifiedBatch {
        var batch = ClassifiedBatch()
        for one in news {
            switch one {
            case .post(let second, let text):
                var item = SamplePosts.post("1", text: text, publishedAt: at(0))
                if second > 0 { item.post.editedAt = at(second) }
                batch.posts.append(item)
            case .deleted(let second):
                let space = SamplePosts.post("1").post.space
                batch.deleted.append(DeletedPost(space: space, externalID: "1", deletedAt: at(second)))
            }
        }
        return batch
    }

    private func stored() async throws -> (id: Int64, text: String?, deletedAt: Date?, predictions: Int)? {
        try await store.read { db in
            try Row.fetchOne(
                db,
                sql: "SELECT id, text, deletedAt, (SELECT count(*) FROM prediction) AS predictions FROM post"
            ).map { row in
                (row["id"], row["text"], (row["deletedAt"] as Int64?).map(Date.init(stored:)), row["predictions"])
            }
        }
    }

    private func count(_ figure: Figure) async throws -> Int {
        try await store.counts(through: ISOWeek(of: now))
            .first { $0.figure == figure && $0.dimension == .total }?.count ?? 0
    }

    private func expectSoundCounters() async throws {
        let counts = try await store.counts(through: ISOWeek(of: now))
        #expect(counts.allSatisfy { $0.count >= 0 })
        #expect(try await count(.seen) <= 1)
        #expect(try await count(.opened) - count(.dismissed) == store.openCount().open)
    }
}

/// Orders that are the same for the same seed.
private struct Shuffle {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }

    mutating func shuffled<T>(_ list: [T]) -> [T] {
        var list = list
        for index in list.indices.dropFirst() { list.swapAt(index, next(index + 1)) }
        return list
    }

    /// Cuts a list into batches of one to three.
    mutating func cut<T>(_ list: [T]) -> [[T]] {
        var (parts, rest) = ([] as [[T]], list[...])
        while !rest.isEmpty {
            let part = rest.prefix(next(3) + 1)
            parts.append(Array(part))
            rest = rest.dropFirst(part.count)
        }
        return parts
    }
}
