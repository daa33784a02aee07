/// What became of the rows of an import.
///
/// The five outcomes add up to the rows read.
package struct Tally: Hashable, Codable, Sendable {
    /// Rows read.
    package var rows = 0
    /// Posts that were not known before.
    package var new = 0
    /// Posts that were known, unchanged.
    package var known = 0
    /// Posts that were known with other words.
    package var changed = 0
    /// Rows that are rightly no posts.
    package var ignored = 0
    /// Rows that could not be understood; they are kept for inspection.
    package var rejected = 0

    package init() {}

    package static func += (left: inout Tally, right: Tally) {
        left.rows += right.rows
        left.new += right.new
        left.known += right.known
        left.changed += right.changed
        left.ignored += right.ignored
        left.rejected += right.rejected
    }
}
