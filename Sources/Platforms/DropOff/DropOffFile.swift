/// A file as a drop-off lists it.
package struct DropOffFile: Hashable, Sendable {
    /// What stays the same for as long as it is the same file: the server's number for it, or its path.
    package var identity: String
    /// Folders and name below the drop-off, decoded; empty where the drop-off is itself this file.
    package var path: [String]
    /// What changes with the content: the server's mark, or length and time.
    package var mark: String
    /// Its length; nil where the listing does not say.
    package var bytes: Int?
    /// Its hash as 64 hexadecimal digits in lower case; nil where the listing does not say.
    package var sha256: String?

    package init(identity: String, path: [String], mark: String, bytes: Int?, sha256: String? = nil) {
        self.identity = identity
        self.path = path
        self.mark = mark
        self.bytes = bytes
        self.sha256 = sha256
    }

    /// Its name without folders.
    package var name: String { path.last ?? "shared-file" }

    /// What changes with the content of a file, from what a listing tells of it.
    /// - Parameter tag: the server's mark of the content; empty where it gives none.
    package static func mark(tag: String?, bytes: Int?, modified: String?) -> String {
        let length = bytes.map(String.init) ?? "?"
        guard let tag, !tag.isEmpty else { return "time:\(length):\(modified ?? "?")" }
        return "tag:\(length):\(tag)"
    }
}

/// An entry of a listing that is not taken, and why.
package struct DropOffRefusal: Hashable, Sendable {
    /// The entry as it was listed; personal data, never logged.
    package var entry: String
    /// Why it is not taken; holds nothing of the entry.
    package var reason: String

    package init(_ entry: String, reason: String) {
        self.entry = entry
        self.reason = reason
    }
}

/// Everything that lies in a drop-off.
package struct DropOffListing: Hashable, Sendable {
    /// The files, in the order in which they were found.
    package var files: [DropOffFile]
    /// What is not taken.
    package var refusals: [DropOffRefusal]

    package init(files: [DropOffFile] = [], refusals: [DropOffRefusal] = []) {
        self.files = files
        self.refusals = refusals
    }
}
