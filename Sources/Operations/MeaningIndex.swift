import Domain
import Likeness
import Storage

/// The stored vectors of a model in memory, brought up to date before every search.
///
/// SQLite stays the only truth: what is here was read from there, and goes when it goes there.
actor MeaningIndex {
    private let store: Store
    private let model: String
    private var table: MeaningTable
    private var last: Int64 = 0
    private var deletions: Int64 = 0
    private var isPrepared = false

    init(store: Store, model: String, dimension: Int) {
        self.store = store
        self.model = model
        table = MeaningTable(dimension: dimension)
    }

    /// The posts that are most like one of some vectors, each once, the most alike first.
    func nearest(to vectors: [MeaningVector], atLeast floor: Double, limit: Int) async throws -> [MeaningTable.Hit] {
        try await update()
        var best: [Int64: Int32] = [:]
        for vector in vectors {
            let hits = table.nearest(to: vector, atLeast: MeaningVector.product(likeness: floor), limit: limit)
            for hit in hits { best[hit.post] = max(best[hit.post] ?? hit.product, hit.product) }
        }
        let hits = best.map { MeaningTable.Hit(post: $0.key, product: $0.value) }
        return Array(hits.sorted { ($0.product, $0.post) > ($1.product, $1.post) }.prefix(limit))
    }

    /// Whether this is the first call.
    func isFirstPreparation() -> Bool {
        defer { isPrepared = true }
        return !isPrepared
    }

    private func update() async throws {
        while true {
            let known = (last, deletions)
            let changes = try await store.meaningChanges(
                of: model,
                after: last,
                deletions: deletions,
                limit: Self.step,
                newest: Self.mostVectors
            )
            // Somebody else may have brought it up to date meanwhile; then this answer is too old.
            guard known == (last, deletions) else { continue }
            if let kept = changes.kept { table.keep(kept) }
            for entry in changes.entries { table.append(entry.vector.numbers, entry: entry.id, post: entry.post) }
            last = changes.entries.last?.id ?? last
            deletions = changes.deletions
            if changes.entries.count < Self.step { return }
        }
    }

    /// How many are read at once.
    private static let step = 5_000
    /// The newest so many can be found; 80 MB.
    private static let mostVectors = 200_000
}
