package import Foundation

/// Where a source goes on once a batch of it is stored.
package struct CursorMove: Hashable, Codable, Sendable {
    /// The number of the source.
    package var source: Int64
    /// The cursor as its poller wrote it.
    package var cursor: String
    /// When the batch was asked for.
    package var at: Date

    package init(source: Int64, cursor: String, at: Date) {
        self.source = source
        self.cursor = cursor
        self.at = at
    }
}
