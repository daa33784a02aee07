package import Classification
import Dispatch
package import Domain
package import Foundation
package import Likeness
import Platforms
package import Storage
import Synchronization

/// Takes posts in: pseudonymises the author, classifies the text, and stores post, prediction and enquiry in one
/// transaction.
///
/// Pollers, webhooks, files and capture by hand all enter here.
package struct Intake: IntakeGate {
    private let store: Store
    private let classifier: Classifier
    private let keyring: Keyring
    private let meaning: MeaningEncoder?
    private let rules: IntakeRules
    private let now: @Sendable () -> Date

    /// Files are classified by the fast tier, and what it cannot dismiss goes to the backlog of the deep one; posts that
    /// come one by one are classified by the deep tier at once, where it is there.
    /// - Parameters:
    ///   - meaning: makes the vectors that are stored with posts; nil where there is no encoder.
    ///   - rules: which spaces are open.
    package init(
        store: Store,
        classifier: Classifier,
        keyring: Keyring,
        meaning: MeaningEncoder? = nil,
        rules: IntakeRules,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.classifier = classifier
        self.keyring = keyring
        self.meaning = meaning
        self.rules = rules
        self.now = now
    }

    package func begin(name: String, format: String) async throws -> Int64 {
        try await store.beginImport(name: name, format: format, now: now())
    }

    package func prepare(_ batch: IntakeBatch) throws -> ClassifiedBatch { try prepare(batch, tier: .fast) }

    private func prepare(_ batch: IntakeBatch, tier: Classifier.Tier) throws -> ClassifiedBatch {
        ClassifiedBatch(
            posts: try prepared(batch.posts, tier: tier),
            deleted: batch.deleted,
            moved: batch.moved,
            ignored: batch.ignored,
            rejected: try batch.rejected.map { row in
                KeptRow(
                    reason: row.reason,
                    offset: row.offset,
                    sealed: try keyring.seal(row.raw, for: Self.rejectedRowPlace)
                )
            }
        )
    }

    /// Pseudonymises and classifies the posts of a batch, on all cores where they are many.
    private func prepared(_ posts: [ReceivedPost], tier: Classifier.Tier) throws -> [ClassifiedPost] {
        let parts = posts.count < 200 ? 1 : min(4, ProcessInfo.processInfo.activeProcessorCount)
        let share = (posts.count + parts - 1) / max(1, parts)
        let done = Mutex([Int: Result<[ClassifiedPost], any Error>]())
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let slice = posts.dropFirst(part * share).prefix(share)
            let result = Result { try slice.map { try prepare($0, tier: tier) } }
            done.withLock { $0[part] = result }
        }
        let results = done.withLock { $0 }
        return try (0..<parts).flatMap { try results[$0]?.get() ?? [] }
    }

    package func save(_ prepared: ClassifiedBatch, run: Int64?) async throws -> SavedBatch {
        try await store.save(prepared, run: run, rules: rules, now: now())
    }

    package func end(_ run: Int64, fault: String?) async throws {
        try await store.endImport(run, fault: fault, now: now())
    }

    /// Takes in posts that come without a file: the whole way in one call.
    package func take(_ posts: [ReceivedPost]) async throws -> Tally {
        var batch = IntakeBatch()
        batch.posts = posts
        return try await take(batch, cursor: nil)
    }

    /// Takes in what a source brought, and moves its cursor in the same transaction.
    /// - Parameters:
    ///   - cursor: where the source goes on; nil leaves it where it is.
    ///   - source: the name of the source, under which refused rows are kept.
    ///   - isMany: whether so much waits that the fast tier has to do at first; the deep one follows by its backlog.
    /// - Returns: what became of the rows; deletions and moves are no rows.
    package func take(
        _ batch: IntakeBatch,
        cursor: CursorMove?,
        from source: String = "a source",
        isMany: Bool = false
    ) async throws -> Tally {
        let ready = try prepare(batch, tier: isMany ? .fast : .auto)
        guard !batch.rejected.isEmpty else {
            return try await store.save(ready, cursor: cursor, rules: rules, now: now()).tally
        }
        // A run of its own keeps what was refused, sealed, where a person finds it with the refused rows of files.
        let run = try await begin(name: source, format: "live")
        let saved = try await store.save(ready, run: run, cursor: cursor, rules: rules, now: now())
        try await end(run, fault: nil)
        return saved.tally
    }

    /// As `take`, with closed spaces and opened enquiries besides.
    package func takeIn(_ batch: IntakeBatch, cursor: CursorMove? = nil) async throws -> SavedBatch {
        try await store.save(try prepare(batch, tier: .auto), cursor: cursor, rules: rules, now: now())
    }

    /// Lets the deep tier look at the posts of its backlog, the likeliest urgent first.
    ///
    /// Blocks while it works, some 60 ms a post.
    /// - Parameter limit: at most so many.
    /// - Returns: how many were looked at; 0 where the backlog is empty or there is no deep tier.
    package func deepen(limit: Int) async throws -> Int {
        guard classifier.hasDeepTier else { return 0 }
        let due = try await store.deepBacklog(limit: limit)
        var done: [ReclassifiedPost] = []
        for post in due {
            var received = ReceivedPost(
                space: post.space,
                externalID: post.externalID,
                text: post.text,
                publishedAt: post.publishedAt
            )
            received.author = nil
            var item = try prepare(received, tier: .deep)
            item.author = post.author
            done.append(ReclassifiedPost(id: post.id, item: item))
        }
        if !done.isEmpty { try await store.reclassify(done, now: now()) }
        return done.count
    }

    /// The handle is kept only where an answer may be due: little data, short time.
    private func prepare(_ received: ReceivedPost, tier: Classifier.Tier) throws -> ClassifiedPost {
        let hasNull = received.text.utf8.contains(0) || received.externalID.utf8.contains(0)
        var post = hasNull ? received.withoutNull : received
        post.author = nil
        let triage = classifier.triage(post.text, tier: tier, explainsAll: false)
        let prediction = triage.prediction
        let author = received.author
        let handle = prediction.isRelevant || triage.deepDue != nil ? author?.handle : nil
        let likeness = prediction.isRelevant ? likeness(of: post.text) : nil
        var item = ClassifiedPost(
            post: post,
            author: author.map { keyring.pseudonym(of: $0.id, on: post.space.platform) },
            sealedHandle: try handle.map { try keyring.seal(Array($0.utf8), for: Self.handlePlace(of: post)) },
            textMark: keyring.mark(post.text.utf8),
            likenessMark: likeness?.mark,
            sketch: likeness?.sketch,
            prediction: prediction
        )
        item.deepDue = triage.deepDue
        let isLookedAt = tier != .fast && triage.deepDue == nil && (prediction.isRelevant || tier == .deep)
        if isLookedAt { item.meaning = meaning?.vector(of: post.text) }
        return item
    }

    /// What is kept of the words of a text to find the same question again.
    package func likeness(of text: String) -> WordLikeness {
        let folded = classifier.likeness(of: text)
        return WordLikeness(
            mark: folded.map(keyring.mark),
            sketch: folded.map { _ in classifier.sketch(of: text, seed: keyring.sketchSeed) }
        )
    }

    /// What a sealed handle is bound to.
    static func handlePlace(of post: ReceivedPost) -> String {
        "post.handle\u{1F}\(post.space.platform.rawValue)\u{1F}\(post.space.externalID)\u{1F}\(post.externalID)"
    }

    /// What a refused row is bound to.
    package static let rejectedRowPlace = "rejectedRow.sealed"
}

extension ReceivedPost {
    /// Without the character NUL, at which SQLite would cut a text off.
    fileprivate var withoutNull: ReceivedPost {
        var post = self
        post.text = text.filter { $0 != "\0" }
        post.externalID = externalID.replacing("\0", with: "\u{FFFD}")
        post.parentExternalID = parentExternalID?.replacing("\0", with: "\u{FFFD}")
        post.space.externalID = space.externalID.replacing("\0", with: "\u{FFFD}")
        return post
    }
}
