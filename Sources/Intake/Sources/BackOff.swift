/// How long to wait after failures: twice as long each time, with a share of chance so that many do not come at once.
package struct BackOff: Hashable, Sendable {
    /// After the first failure.
    package var first: Duration
    /// At most.
    package var longest: Duration

    package init(first: Duration = .seconds(5), longest: Duration = .seconds(900)) {
        self.first = first
        self.longest = longest
    }

    /// - Parameters:
    ///   - failures: how many there were one after the other; 1 or more.
    ///   - chance: 0..<1; the wait lies between half and all of what the failures ask for.
    package func wait(failures: Int, chance: Double) -> Duration {
        let doublings = min(max(failures, 1) - 1, 30)
        let whole = min(first * Double(1 << doublings), longest)
        return whole * (0.5 + chance / 2)
    }

    /// An interval with a tenth of chance either way, so that sources set alike do not stay in step.
    package static func spread(_ interval: Duration, chance: Double) -> Duration {
        interval * (0.9 + chance / 5)
    }
}
