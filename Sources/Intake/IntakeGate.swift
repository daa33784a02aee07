package import Domain

/// The one way in: whatever brings posts hands them over here.
///
/// Two gates exist: `Intake` itself, and the one of the command line, which hands over to a running daemon.
package protocol IntakeGate: Sendable {
    /// A batch that is ready to be saved.
    associatedtype Prepared: Sendable

    /// Notes that a file is about to be read.
    /// - Returns: the number of the import run.
    func begin(name: String, format: String) async throws -> Int64

    /// Makes a batch ready. Takes the time of classifying; changes nothing.
    func prepare(_ batch: IntakeBatch) throws -> Prepared

    /// Stores a batch durably. Batches are saved in the order in which they were read.
    /// - Returns: what became of its rows, and which spaces were closed.
    func save(_ prepared: Prepared, run: Int64?) async throws -> SavedBatch

    /// Notes that a file has been read.
    /// - Parameter fault: where and why reading stopped before the end; nil where it did not.
    func end(_ run: Int64, fault: String?) async throws
}
