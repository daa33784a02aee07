import Domain

/// Stores calls of webhooks in as few commits as possible, each call durable before its `append` returns.
///
/// While one commit is under way the calls that arrive wait, and go into the next one together: one durable commit
/// costs as much for a hundred calls as for one (group commit).
package actor EventCommits {
    private let store: Store
    private var waiting: [(event: WebhookEvent, done: CheckedContinuation<Void, any Error>)] = []
    private var isCommitting = false

    /// More calls than a commit takes; further ones are refused until some are through.
    private static let maxWaiting = 20_000
    private static let maxPerCommit = 500

    package init(store: Store) { self.store = store }

    /// Stores a call.
    /// - Throws: `OperatorError` where it is not durable; the platform must be told to call again.
    package func append(_ event: WebhookEvent) async throws {
        guard waiting.count < Self.maxWaiting else {
            throw OperatorError("Too many calls wait to be stored.", remedy: "Look at the disk of the server.")
        }
        try await withCheckedThrowingContinuation { done in
            waiting.append((event, done))
            guard !isCommitting else { return }
            isCommitting = true
            Task { await commitAll() }
        }
    }

    private func commitAll() async {
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(Self.maxPerCommit))
            waiting.removeFirst(batch.count)
            let outcome = await stored(batch.map(\.event))
            for item in batch { item.done.resume(with: outcome) }
        }
        isCommitting = false
    }

    private func stored(_ events: [WebhookEvent]) async -> Result<Void, any Error> {
        do {
            return .success(try await store.append(events))
        } catch {
            return .failure(error)
        }
    }
}
