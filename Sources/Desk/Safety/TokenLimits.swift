import Foundation
import Synchronization

/// How often a token may capture: so many times in any minute.
final class TokenLimits: Sendable {
    /// How many.
    static let perMinute = 120

    private let uses = Mutex<[Int64: [Date]]>([:])

    /// Counts a use.
    /// - Returns: nil where it is allowed, else after how many seconds the next one will be.
    func secondsToWait(_ token: Int64, now: Date) -> Int? {
        uses.withLock { uses in
            let recent = (uses[token] ?? []).filter { now.timeIntervalSince($0) < 60 && $0 <= now }
            guard recent.count >= Self.perMinute, let first = recent.first else {
                uses[token] = recent + [now]
                return nil
            }
            uses[token] = recent
            return max(1, Int((60 - now.timeIntervalSince(first)).rounded(.up)))
        }
    }
}
