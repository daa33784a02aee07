/// The way through the folders of a drop-off, by hand and not deep, and what was found on it.
package struct DropOffWalk: Sendable {
    /// What was found so far.
    package private(set) var listing = DropOffListing()
    /// The folder that is asked for, below the drop-off; empty for the drop-off itself.
    package private(set) var current: [String] = []
    private let limits: DropOffLimits
    private var folders: ArraySlice<[String]> = []
    private var foldersFound: Set<[String]> = []
    private var identities: Set<String> = []

    package init(_ limits: DropOffLimits) { self.limits = limits }

    /// Goes to the next folder.
    /// - Returns: whether there is one.
    /// - Throws: `PollTrouble.needsPerson` where more was found than can be remembered.
    package mutating func goOn() throws(PollTrouble) -> Bool {
        try limits.check(listing, folders: foldersFound.count)
        guard let next = folders.popFirst() else { return false }
        current = next
        return true
    }

    /// Notes that the current folder cannot be listed.
    ///
    /// One that vanished in between is simply not there any more.
    /// - Returns: whether the walk can go on; not so at the drop-off itself.
    package mutating func passOver(_ answer: WireAnswer) -> Bool {
        guard !current.isEmpty, answer.status == 403 || answer.status == 404 else { return false }
        if answer.status == 403 { refuse(joined(current), "A folder may not be looked into.") }
        return true
    }

    /// Notes an entry that is not taken.
    package mutating func refuse(_ entry: String, _ reason: String) {
        listing.refusals.append(DropOffRefusal(entry, reason: reason))
    }

    /// Notes an entry of the current folder by its name as the listing has it.
    package mutating func add(_ name: String, isFolder: Bool, bytes: Int?, modified: String) {
        do {
            try PathSegments.check(name: name)
        } catch {
            return refuse(joined(current + [name]), "The name of an entry is refused: \(error.reason).")
        }
        let path = current + [name]
        guard !isFolder else { return add(folder: path) }
        add(file: path, number: nil, mark: DropOffFile.mark(tag: nil, bytes: bytes, modified: modified), bytes: bytes)
    }

    /// Notes a folder to look into.
    package mutating func add(folder path: [String]) {
        guard DropOffNames.mayHoldFiles(path.last ?? "") else { return }
        guard path.count <= limits.depth else {
            let remedy = "Lay the files higher up, or into a zip archive."
            return refuse(joined(path), "A folder lies more than \(limits.depth) folders deep. \(remedy)")
        }
        if foldersFound.insert(path).inserted { folders.append(path) }
    }

    /// Notes a file.
    /// - Parameters:
    ///   - path: below the drop-off; empty where the drop-off is this file.
    ///   - number: the server's number for it, which outlives a new name; nil where there is none.
    package mutating func add(file path: [String], number: String?, mark: String, bytes: Int?) {
        guard path.isEmpty || DropOffNames.mayHoldPosts(path.last ?? "") else { return }
        let byPath = "path:" + joined(path)
        var identity = number.map { "id:\($0)" } ?? byPath
        // A server that gives two files the same number does not know them by it.
        if !identities.insert(identity).inserted { identity = byPath }
        listing.files.append(DropOffFile(identity: identity, path: path, mark: mark, bytes: bytes))
    }

    private func joined(_ path: [String]) -> String { path.joined(separator: "/") }
}
