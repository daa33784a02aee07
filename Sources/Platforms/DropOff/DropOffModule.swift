/// What the modules of all drop-offs have in common: the round, and the setting for how long a file must rest.
package protocol DropOffModule: SourceModule {
    /// How this kind is listed.
    associatedtype Lister: DropOffLister

    /// The setting that says where the drop-off is.
    var placeSetting: String { get }

    /// The lister of a source.
    /// - Parameter way: which of several ways answered the last time; nil where none has yet.
    /// - Throws: `PollTrouble.needsPerson` where a setting cannot be used.
    func lister(_ setup: SourceSetup, way: Int?) throws(PollTrouble) -> Lister
}

extension DropOffModule {
    /// Listing is cheap, and a file is taken at its second listing at the earliest.
    package var usualIntervalSeconds: Int { 300 }

    /// A round; listing checks the access anyway, and drop-offs have no webhooks that could ask to look something up.
    package func conversation(
        _ setup: SourceSetup,
        cursor: String?,
        lookUps: [LookUp],
        checksAccess: Bool
    ) throws(PollTrouble) -> (any PollConversation)? {
        let place = try setup.required(placeSetting)
        let way = DropOffCursor(reading: cursor, place: place).way
        let lister = try lister(setup, way: way)
        return DropOffConversation(lister, cursor: cursor, place: place, settle: try setup.settle())
    }
}
