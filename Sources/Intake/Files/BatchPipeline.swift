import Domain
import Platforms

/// Gathers rows into batches and stores each one while the next is read: one batch is being stored at most.
struct BatchPipeline<Gate: IntakeGate> {
    /// What has been stored so far.
    private(set) var tally = Tally()

    private let gate: Gate
    private let run: Int64
    private var batch = IntakeBatch()
    private var waiting: [IntakeBatch] = []
    private var ignoredReasons: [String: Int] = [:]
    private var rejectedReasons: [String] = []
    private var closed: [Int64: ClosedSpace] = [:]
    private var saving: Task<SavedBatch, any Error>?

    init(gate: Gate, run: Int64) {
        self.gate = gate
        self.run = run
    }

    /// Adds a row; stores nothing yet.
    mutating func add(_ row: ExportRow) {
        batch.add(row)
        switch row {
        case .ignored(let reason): ignoredReasons[reason.rawValue, default: 0] += 1
        case .rejected(let row) where rejectedReasons.count < 5 && !rejectedReasons.contains(row.reason):
            rejectedReasons.append(row.reason)
        case .post, .rejected: break
        }
        if batch.posts.count + batch.rejected.count >= Self.batchRows {
            waiting.append(batch)
            batch = IntakeBatch()
        }
    }

    /// Stores the batches that are full.
    mutating func advance() async throws {
        let full = waiting
        waiting = []
        for batch in full { try await store(batch) }
    }

    /// Stores everything.
    mutating func finish() async throws {
        try await advance()
        if batch.rows > 0 { try await store(batch) }
        batch = IntakeBatch()
        try await join()
    }

    /// Waits for what is being stored, after an error elsewhere.
    mutating func settle() async {
        // The error that led here is the one to report; what was stored counts either way.
        if let stored = try? await saving?.value { add(stored) }
        saving = nil
    }

    func write(to report: inout FileReport) {
        report.tally = tally
        report.ignoredReasons = ignoredReasons
        report.rejectedReasons = rejectedReasons
        report.closedSpaces = closed.values.sorted { $0.id < $1.id }
    }

    private mutating func store(_ batch: IntakeBatch) async throws {
        let prepared = try gate.prepare(batch)
        try await join()
        let (gate, run) = (gate, run)
        saving = Task { try await gate.save(prepared, run: run) }
    }

    private mutating func join() async throws {
        guard let running = saving else { return }
        saving = nil
        add(try await running.value)
    }

    private mutating func add(_ saved: SavedBatch) {
        tally += saved.tally
        for space in saved.closed {
            let before = closed.updateValue(space, forKey: space.id)?.posts ?? 0
            closed[space.id]?.posts += before
            ignoredReasons[IgnoreReason.closedSpace.rawValue, default: 0] += space.posts
        }
    }

    /// Large enough that a sync to the disk costs little per row, small enough to stay in memory.
    private static var batchRows: Int { 1_000 }
}
