/// What became of a batch.
package struct SavedBatch: Hashable, Codable, Sendable {
    /// What became of its rows.
    package var tally = Tally()
    /// The spaces whose posts were passed over; they count as ignored in the tally.
    package var closed: [ClosedSpace] = []
    /// The enquiries that were opened, in the order of their numbers.
    package var opened: [Int64] = []
    /// How many posts lost their words because they are gone from their platform.
    package var deleted = 0

    package init() {}
}
