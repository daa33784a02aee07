package import Foundation

/// Whether a source is silent for longer than usual, which may mean that it is broken without an error.
package struct SourceSilence: Hashable, Codable, Sendable {
    /// New posts a day, over the days that are looked at.
    package var postsPerDay: Double
    /// How long it has brought nothing, in seconds.
    package var silentSeconds: Double
    /// How long it may bring nothing, in seconds; nil where too little is known.
    package var usualSeconds: Double?

    /// Whether somebody should look.
    package var isUnusual: Bool { usualSeconds.map { silentSeconds > $0 } ?? false }

    /// - Parameters:
    ///   - days: new posts of the last days, without today; missing days count as none.
    ///   - dayCount: over how many days; the source must be that old.
    ///   - lastPostAt: when a post last arrived.
    package init(days: [Int], dayCount: Int, lastPostAt: Date?, now: Date) {
        let total = days.reduce(0, +)
        postsPerDay = dayCount > 0 ? Double(total) / Double(dayCount) : 0
        silentSeconds = lastPostAt.map { max(0, now.timeIntervalSince($0)) } ?? 0
        guard dayCount >= Self.leastDays, total >= Self.leastPosts, lastPostAt != nil else { return }
        usualSeconds = max(Self.leastSilence, Self.gaps * 86_400 / postsPerDay)
    }

    /// Eight times the mean gap: by chance alone 1 in 3,000 gaps is as long, were posts independent of each other.
    private static let gaps = 8.0
    /// A night and a morning are never unusual.
    private static let leastSilence = 12 * 3_600.0
    private static let leastDays = 3
    private static let leastPosts = 6
}
