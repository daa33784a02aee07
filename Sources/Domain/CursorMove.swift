package import Foundation

/// Where a source goes on, to be stored in the transaction that stores what it brought.
package struct CursorMove: Hashable, Codable, Sendable {
    /// The number of the source.
    package var source: Int64
    /// Where the next round goes on.
    package var cursor: String
    /// When it was moved.
    package var at: Date

    package init(source: Int64, cursor: String, at: Date) {
        self.source = source
        self.cursor = cursor
        self.at = at
    }
}
