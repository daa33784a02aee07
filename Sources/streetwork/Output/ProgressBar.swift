import Foundation
import Intake
import Synchronization

/// A bar on standard error, drawn at most ten times a second, and only where that is a terminal.
final class ProgressBar: Sendable {
    private let lastDrawn = Mutex(ContinuousClock.now - .seconds(1))

    init() {}

    var show: @Sendable (ImportProgress) -> Void {
        { progress in self.draw(progress) }
    }

    private func draw(_ progress: ImportProgress) {
        guard Terminal.showsProgress else { return }
        let isDue = lastDrawn.withLock { last in
            guard ContinuousClock.now - last > .milliseconds(100) else { return false }
            last = .now
            return true
        }
        guard isDue else { return }
        let name = Terminal.excerpt(progress.name, 30)
        guard let total = progress.totalBytes, total > 0 else {
            return Terminal.progress("\(name)  \(progress.bytes >> 20) MiB  \(progress.rows) rows")
        }
        let share = min(1, Double(progress.bytes) / Double(total))
        let filled = Int(share * 30)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        Terminal.progress("\(name)  \(bar) \(Int(share * 100)) %  \(progress.rows) rows")
    }
}
