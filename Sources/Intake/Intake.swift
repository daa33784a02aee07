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
    private let now: @Sendable () -> Date

    /// Files are classified by the fast tier, and what it cannot dismiss goes to the backlog of the deep one; posts that
    /// come one by one are classified by the deep tier at once, where it is there.
    /// - Parameter meaning: makes the vectors that are stored with posts; nil where there is no encoder.
    package init(
        store: Store,
        classifier: Classifier,
        keyring: Keyring,
        meaning: MeaningEncoder? = nil,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.classifier = classifier
        self.keyring = keyring
        self.meaning = meaning
        self.now = now
    }

    /// A batch that is pseudonymised and classified.
    package struct Prepared: Sendable {
        var posts: [ClassifiedPost]
        var ignored: [String: Int]
        var rejected: [KeptRow]
    }

    package func begin(name: String, format: String) async throws -> Int64 {
        try await store.beginImport(name: name, format: format, now: now())
    }

    package func prepare(_ batch: IntakeBatch) throws -> Prepared {
        Prepared(
            posts: try prepared(batch.posts),
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
    private func prepared(_ posts: [ReceivedPost]) throws -> [ClassifiedPost] {
        let parts = posts.count < 200 ? 1 : min(4, ProcessInfo.processInfo.activeProcessorCount)
        let share = (posts.count + parts - 1) / max(1, parts)
        let done = Mutex([Int: Result<[ClassifiedPost], any Error>]())
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let slice = posts.dropFirst(part * share).prefix(share)
            let result = Result { try slice.map { try prepare($0, tier: .fast) } }
            done.withLock { $0[part] = result }
        }
        let results = done.withLock { $0 }
        return try (0..<parts).flatMap { try results[$0]?.get() ?? [] }
    }

    package func save(_ prepared: Prepared, run: Int64?) async throws -> Tally {
        try await store.save(
            prepared.posts,
            ignored: prepared.ignored,
            rejected: prepared.rejected,
            run: run,
            now: now()
        )
    }

    package func end(_ run: Int64, fault: String?) async throws {
        try await store.endImport(run, fault: fault, now: now())
    }

    /// Takes in posts that come without a file: the whole way in one call.
    package func take(_ posts: [ReceivedPost]) async throws -> Tally {
        let prepared = Prepared(posts: try posts.map { try prepare($0, tier: .auto) }, ignored: [:], rejected: [])
        return try await save(prepared, run: nil)
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
