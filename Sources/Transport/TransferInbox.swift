import Platforms
import Synchronization

/// How a transfer ends.
typealias TransferResult = Result<WireAnswer, TransportError>

/// A transfer that is wanted.
struct TransferJob: Sendable {
    /// By which it can be cancelled.
    let ticket: UInt64
    let request: WireRequest
    let destination: WireDestination
    /// Where the body goes; nil for memory.
    let file: DownloadFile?
    let maxBodyBytes: Int
    /// When it ends at the latest.
    let deadline: ContinuousClock.Instant
    private let continuation: CheckedContinuation<TransferResult, Never>

    init(
        ticket: UInt64,
        request: WireRequest,
        destination: WireDestination,
        file: DownloadFile?,
        maxBodyBytes: Int,
        continuation: CheckedContinuation<TransferResult, Never>
    ) {
        self.ticket = ticket
        self.request = request
        self.destination = destination
        self.file = file
        self.maxBodyBytes = maxBodyBytes
        deadline = .now + request.limits.total
        self.continuation = continuation
    }

    /// Tells whoever waits; to be called once.
    func end(_ result: TransferResult) { continuation.resume(returning: result) }
}

/// The way from tasks to the thread of the transfers.
final class TransferInbox: Sendable {
    /// What is wanted of the thread.
    enum Wish: Sendable {
        case start(TransferJob)
        case cancel(UInt64)
        case stop
    }

    private struct State {
        var wishes: [Wish] = []
        var lastTicket: UInt64 = 0
        /// Whether the thread still looks at wishes.
        var isOpen = true
        var hasEnded = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let multi: MultiHandle

    init(_ multi: MultiHandle) { self.multi = multi }

    /// A number for a new transfer.
    func ticket() -> UInt64 {
        state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
    }

    /// Asks for something; what comes too late is cancelled.
    func put(_ wish: Wish) {
        let isTaken = state.withLock { state in
            guard state.isOpen else { return false }
            state.wishes.append(wish)
            // Under the lock, so that libcurl's handle is not gone meanwhile.
            multi.wake()
            return true
        }
        if case .start(let job) = wish, !isTaken { job.end(.failure(.cancelled)) }
    }

    /// What was asked for since the last time.
    func take() -> [Wish] {
        state.withLock { state in
            defer { state.wishes = [] }
            return state.wishes
        }
    }

    /// Takes nothing more; whoever asked meanwhile is told so.
    func shut() {
        let late = state.withLock { state in
            state.isOpen = false
            defer { state.wishes = [] }
            return state.wishes
        }
        for case .start(let job) in late { job.end(.failure(.cancelled)) }
    }

    /// Tells those who wait for the end of the thread.
    func threadEnded() {
        let closers = state.withLock { state in
            defer { state.closers = [] }
            state.hasEnded = true
            return state.closers
        }
        for closer in closers { closer.resume() }
    }

    /// Waits until the thread is at its end.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.closers.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }
}
