import Domain

extension Intake {
    func take(_ batch: IntakeBatch, cursor: CursorMove?, isMany: Bool = false) async throws -> Tally {
        try await take(batch.posts)
    }
}
