import Synchronization

/// Tells the parts of the daemon that sources were changed, without asking the database again and again.
package final class ChangeSignal: Sendable {
    private let count = Mutex(0)

    package init() {}

    /// How many changes there were; another number than the last time means to read again.
    package var version: Int { count.withLock { $0 } }

    /// Notes a change.
    package func changed() { count.withLock { $0 += 1 } }
}
