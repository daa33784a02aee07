/// How much of a drop-off is looked at and fetched.
package struct DropOffLimits: Hashable, Sendable {
    /// Files and refused entries that may lie in a drop-off; the cursor holds a line for each.
    package var files = 20_000
    /// Folders that are looked into in one round.
    package var folders = 1_000
    /// Folders within folders that are looked into.
    package var depth = 3
    /// Files fetched in one round; the next round follows at once.
    package var filesARound = 50
    /// The length of a file: 2.2 GiB, a little above the parts into which platforms cut their exports.
    package var fileBytes = 2_362_232_012
    /// The length of a listing: ten thousand files of a Nextcloud take nine mebibytes.
    package var listingBytes = 16 << 20
    /// How often a file is tried that cannot be taken in.
    package var tries = 3

    package init() {}

    /// How long the fetching of a file may take.
    package var fetching: WireLimits {
        WireLimits(idle: .seconds(60), total: .seconds(3600), maxBodyBytes: fileBytes)
    }

    /// How long asking for a listing may take.
    package var listing: WireLimits { WireLimits(idle: .seconds(60), total: .seconds(120), maxBodyBytes: listingBytes) }

    /// Makes sure that a listing can be remembered.
    /// - Throws: `PollTrouble.needsPerson` where there is too much of it.
    package func check(_ listing: DropOffListing, folders found: Int) throws(PollTrouble) {
        guard listing.files.count + listing.refusals.count <= files, found <= folders else {
            throw .needsPerson(
                reason: "There are more than \(files) files or \(folders) folders in the drop-off.",
                remedy: "Move away what was taken in, or set a folder below this one."
            )
        }
    }
}
