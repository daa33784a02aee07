/// How one kind of drop-off is listed, and how its files are got.
package protocol DropOffLister: Sendable {
    /// The next step of listing.
    /// - Parameters:
    ///   - answer: to the step before; nil at the beginning.
    ///   - cursor: what is known from before; may note which way of several works.
    mutating func next(_ answer: WireAnswer?, _ cursor: inout DropOffCursor) throws(PollTrouble) -> ListingStep

    /// How to get a file that was listed, with an empty cursor.
    func fetch(_ file: DropOffFile) -> FileToFetch
}

/// A step of listing.
package enum ListingStep: Hashable, Sendable {
    /// Do this and come back with the answer.
    case ask(PollStep)
    /// This is all.
    case listed(DropOffListing)
    /// Nothing has changed since the last round.
    case unchanged
}
