package import Foundation

/// A round with a drop-off of any kind: list, compare, fetch what is whole and new.
///
/// **Tries.** Before a file is fetched a page without events is kept, whose cursor counts the try. Where the file
/// cannot be taken in its own cursor is thrown away, and the counted one stands, even after a crash in the middle. A
/// file is tried once a round, and given up after three tries until its mark changes. Waiting on the server's behalf
/// does not count.
package struct DropOffConversation<Lister: DropOffLister>: PollConversation {
    private var lister: Lister
    private var cursor: DropOffCursor
    private let settle: Duration
    private let limits: DropOffLimits
    /// The cursor as it was last kept.
    private var kept: String?
    private var stage = Stage.listing
    private var ready: ArraySlice<DropOffFile> = []
    private var fetched = 0
    private var nextLook: Duration?

    /// What the conversation is waiting for.
    private enum Stage {
        case listing
        /// The next file is looked for.
        case choosing
        /// The try of this file was noted.
        case noted(DropOffFile)
        /// This file is on its way, and the cursor speaks as if it were taken in; it was tried so often, this time too.
        case fetching(DropOffFile, tries: Int)
        /// The try was taken back; the round ends.
        case ending(PollTrouble)
    }

    /// - Parameters:
    ///   - cursor: as it was kept last; nil before the first round.
    ///   - place: the address or path of the drop-off, to notice when it was changed.
    ///   - settle: how long a file must stay the same before it is taken.
    package init(
        _ lister: Lister,
        cursor: String?,
        place: String,
        settle: Duration,
        limits: DropOffLimits = DropOffLimits()
    ) {
        self.lister = lister
        self.cursor = DropOffCursor(reading: cursor, place: place)
        self.settle = settle
        self.limits = limits
        kept = cursor
    }

    package mutating func next(_ answer: WireAnswer?, now: Date) throws(PollTrouble) -> PollStep {
        switch stage {
        case .listing: return try list(answer, now: now)
        case .choosing: return choose()
        case .noted(let file):
            return fetch(file)
        case .fetching(let file, let tries):
            guard let answer else { return choose() }
            return judge(answer, to: DropOffCursor.key(file.identity), tries: tries)
        case .ending(let trouble): throw trouble
        }
    }

    private mutating func list(_ answer: WireAnswer?, now: Date) throws(PollTrouble) -> PollStep {
        switch try lister.next(answer, &cursor) {
        case .ask(let step): return step
        case .unchanged:
            stage = .choosing
            return choose()
        case .listed(let listing):
            let plan = DropOffPlan(listing, after: cursor, now: now, settle: settle, limits: limits)
            cursor = plan.cursor
            ready = plan.ready[...]
            nextLook = plan.nextLook
            stage = .choosing
            if !plan.news.isEmpty { return keep(plan.news.map(Self.event)) }
            return keepIfNew() ?? choose()
        }
    }

    /// The next file that is fetched, or the end.
    private mutating func choose() -> PollStep {
        stage = .choosing
        while fetched < limits.filesARound, let file = ready.popFirst() {
            if let hash = file.sha256, cursor.hasTaken(sha256: hash) {
                cursor.take(DropOffCursor.key(file.identity))
                continue
            }
            fetched += 1
            let key = DropOffCursor.key(file.identity)
            cursor.note(tries: 1 + (cursor[key]?.tries ?? 0), of: key)
            stage = .noted(file)
            return keep()
        }
        if let step = keepIfNew() { return step }
        return .done(after: ready.isEmpty ? nextLook : .seconds(1))
    }

    private mutating func fetch(_ file: DropOffFile) -> PollStep {
        let key = DropOffCursor.key(file.identity)
        stage = .fetching(file, tries: cursor[key]?.tries ?? 1)
        cursor.take(key)
        var order = lister.fetch(file)
        order.cursor = cursor.text
        kept = order.cursor
        return .fetch(order)
    }

    /// A file was not taken in, so that its cursor was thrown away.
    private mutating func judge(_ answer: WireAnswer, to key: String, tries: Int) -> PollStep {
        cursor.note(tries: tries, of: key)
        // As it was kept before the file.
        kept = cursor.text
        switch DropOffStatus.verdict(answer) {
        case .failed: return choose()
        case .passedOver:
            cursor.note(tries: tries - 1, of: key)
            return choose()
        case .endsRound(let trouble):
            cursor.note(tries: tries - 1, of: key)
            stage = .ending(trouble)
            return keep()
        }
    }

    private mutating func keep(_ events: [PlatformEvent] = []) -> PollStep {
        let text = cursor.text
        kept = text
        return .keep(PollPage(events: events, cursor: text))
    }

    private mutating func keepIfNew() -> PollStep? { cursor.text == kept ? nil : keep() }

    private static func event(_ refusal: DropOffRefusal) -> PlatformEvent {
        .row(.rejected(RejectedRow(reason: refusal.reason, offset: 0, raw: Array(refusal.entry.utf8))))
    }
}
