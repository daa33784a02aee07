import Foundation

/// How far a list, newest first, has been read, so that nothing is left out when a round breaks off.
///
/// The mark only moves when everything older has been kept. Times are whole seconds since 1970.
struct GraphWalk: Codable, Hashable, Sendable {
    /// Everything up to here is kept; nil before the first walk has ended.
    private(set) var mark: Int?
    /// The newest that the walk under way has met.
    private var top: Int?
    /// Where Meta says that the walk under way goes on, and when it said so.
    private var after: String?
    private var saidAt: Int?

    private enum CodingKeys: String, CodingKey {
        case mark = "m"
        case top = "t"
        case after = "a"
        case saidAt = "s"
    }

    /// How far the walk looks behind its mark, for what arrived late.
    static let overlapSeconds = 3_600
    /// Meta's cursors do not last; after this long the walk begins anew.
    static let cursorSeconds = 6 * 3_600

    init() {}

    /// From when on things are read; nil where all are.
    var since: Int? { mark.map { $0 - Self.overlapSeconds } }

    /// Where the next page begins; nil for the first one.
    func place(now: Date) -> String? {
        guard let after, let saidAt, Int(now.timeIntervalSince1970) - saidAt < Self.cursorSeconds else { return nil }
        return after
    }

    /// Whether something of that time may still be unknown.
    func mayBeNew(_ time: Date, overlapSeconds: Int = overlapSeconds) -> Bool {
        mark.map { time.timeIntervalSince1970 >= Double($0 - overlapSeconds) } ?? true
    }

    /// Whether something of that time is newer than all that was kept.
    func isNew(_ time: Date) -> Bool { mark.map { time.timeIntervalSince1970 > Double($0) } ?? true }

    /// Whether a page shows that everything behind it is known: it holds nothing that may be new, and is in order.
    ///
    /// The order is looked at, because Meta sorts some lists by its own taste whatever it was asked for.
    func isPast(_ times: [Date]) -> Bool {
        guard !times.isEmpty, !times.contains(where: { mayBeNew($0) }) else { return false }
        return zip(times, times.dropFirst()).allSatisfy { $0 >= $1 }
    }

    /// Notes the time of something that the walk met.
    mutating func meet(_ time: Date) { top = max(top ?? .min, Int(time.timeIntervalSince1970)) }

    /// Goes on to the next page.
    mutating func advance(to next: String, now: Date) {
        after = next
        saidAt = Int(now.timeIntervalSince1970)
    }

    /// Begins anew, because Meta no longer knows the place.
    mutating func restart() {
        after = nil
        saidAt = nil
    }

    /// Everything down to the mark was kept.
    mutating func finish() {
        mark = [mark, top].compactMap { $0 }.max()
        top = nil
        restart()
    }
}
