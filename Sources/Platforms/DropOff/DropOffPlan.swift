package import Foundation

/// What a listing means after what was known: which files are whole and new, what is told, what is remembered.
package struct DropOffPlan: Sendable {
    /// What is remembered once this is stored.
    package var cursor: DropOffCursor
    /// Files to fetch now: those that failed before come last.
    package var ready: [DropOffFile]
    /// What is refused and was not told before.
    package var news: [DropOffRefusal]
    /// How long until the next file may be whole; nil where none is waited for.
    package var nextLook: Duration?

    /// Compares a listing with what is known.
    ///
    /// A file is whole once it was listed with the same mark in two rounds that lie at least `settle` apart. A mark
    /// that changes begins anew, also after the file was taken in or refused.
    package init(
        _ listing: DropOffListing,
        after known: DropOffCursor,
        now: Date,
        settle: Duration,
        limits: DropOffLimits
    ) {
        var sorting = Sorting(known: known, now: Int(now.timeIntervalSince1970.rounded(.down)), limits: limits)
        sorting.settle = Int(settle.components.seconds)
        for file in listing.files { sorting.add(file) }
        for refusal in listing.refusals { sorting.refuse(refusal) }
        cursor = known
        cursor.replaceAll(sorting.listed)
        ready = sorting.fresh + sorting.failedBefore
        news = sorting.news
        nextLook = sorting.nextLook.map { .seconds(max($0, 1)) }
    }
}

/// Gathers what a plan consists of, file by file.
private struct Sorting {
    let known: DropOffCursor
    let now: Int
    let limits: DropOffLimits
    var settle = 0
    var listed: [(key: String, entry: DropOffCursor.Entry)] = []
    var fresh: [DropOffFile] = []
    var failedBefore: [DropOffFile] = []
    var news: [DropOffRefusal] = []
    var nextLook: Int?
    private var keys: Set<String> = []

    init(known: DropOffCursor, now: Int, limits: DropOffLimits) {
        self.known = known
        self.now = now
        self.limits = limits
    }

    mutating func add(_ file: DropOffFile) {
        if let bytes = file.bytes, bytes > limits.fileBytes { return refuse(tooLong(file)) }
        let key = DropOffCursor.key(file.identity)
        guard keys.insert(key).inserted else { return }
        let mark = DropOffCursor.shortened(mark: file.mark)
        guard var entry = known[key], entry.mark == mark else {
            listed.append((key, .init(mark: mark, state: .seen, since: now, sha256: file.sha256)))
            return wait(settle)
        }
        // A clock that was set back would make the file wait for as long as it was set back.
        entry.since = min(entry.since, now)
        if entry.state == .seen {
            if now - entry.since < settle {
                wait(settle - (now - entry.since))
            } else if entry.tries >= limits.tries {
                entry.state = .refused
                news.append(givenUp(file))
            } else if entry.tries > 0 {
                failedBefore.append(file)
            } else {
                fresh.append(file)
            }
        }
        listed.append((key, entry))
    }

    mutating func refuse(_ refusal: DropOffRefusal) {
        let key = DropOffCursor.key("refused:" + refusal.entry)
        let mark = DropOffCursor.shortened(mark: refusal.reason)
        if known[key]?.mark != mark { news.append(refusal) }
        listed.append((key, .init(mark: mark, state: .refused, since: known[key]?.since ?? now)))
    }

    private mutating func wait(_ seconds: Int) { nextLook = min(nextLook ?? seconds, seconds) }

    private func tooLong(_ file: DropOffFile) -> DropOffRefusal {
        DropOffRefusal(
            file.path.joined(separator: "/"),
            reason: "A file is longer than \(limits.fileBytes) bytes. Export it in smaller parts."
        )
    }

    private func givenUp(_ file: DropOffFile) -> DropOffRefusal {
        DropOffRefusal(
            file.path.joined(separator: "/"),
            reason: "A file was tried \(limits.tries) times and cannot be taken in. Check that it can be opened and "
                + "downloaded, and lay it down again."
        )
    }
}
