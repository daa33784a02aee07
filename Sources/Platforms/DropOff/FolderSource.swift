package import Domain

/// A folder on this machine in which exports are laid; its files stay where they are.
package struct FolderSource: DropOffModule {
    package let kind = SourceKind.folder
    package let summary = "takes in exports that are laid into a folder of this machine"
    package let settings = [
        SourceField("path", "The folder, from the root on; streetwork must be allowed to read it."),
        .settleSeconds,
    ]
    package let secrets: [SourceField] = []
    package let placeSetting = "path"
    /// A look at a folder costs nothing.
    package let usualIntervalSeconds = 60

    package init() {}

    package func lister(_ setup: SourceSetup, way: Int?) throws(PollTrouble) -> FolderLister {
        let path = try setup.required("path")
        let segments = path.split(separator: "/").map(String.init)
        guard path.hasPrefix("/"), !segments.isEmpty, !segments.contains(".."), !path.contains("\0") else {
            throw .needsPerson(
                reason: "The setting 'path' is no path from the root on.",
                remedy: "Set it to the whole path of a folder, such as /srv/drop, without '..'."
            )
        }
        return FolderLister("/" + segments.joined(separator: "/"))
    }
}

/// Lists a folder of this machine with the eyes of whoever leads the conversation.
package struct FolderLister: DropOffLister {
    private let root: String
    private var walk: DropOffWalk

    package init(_ root: String, limits: DropOffLimits = DropOffLimits()) {
        self.root = root
        walk = DropOffWalk(limits)
    }

    package mutating func next(
        _ answer: WireAnswer?,
        _ cursor: inout DropOffCursor
    ) throws(PollTrouble) -> ListingStep {
        guard let answer else { return ask() }
        if answer.status == 200 {
            for entry in try FolderListing.entries(of: answer) {
                let modified = String(entry.modified)
                walk.add(entry.name, isFolder: entry.isFolder, bytes: entry.bytes, modified: modified)
            }
        } else if !walk.passOver(answer) {
            throw answer.status == 404 ? Self.missing : Self.forbidden
        }
        return try walk.goOn() ? ask() : .listed(walk.listing)
    }

    package func fetch(_ file: DropOffFile) -> FileToFetch {
        FileToFetch(request: nil, path: path(file.path), name: file.name, bytes: file.bytes, cursor: "")
    }

    private func ask() -> ListingStep { .ask(.list(path: path(walk.current))) }

    private func path(_ below: [String]) -> String { ([root] + below).joined(separator: "/") }

    private static let missing = PollTrouble.needsPerson(
        reason: "The folder is not there.",
        remedy: "Make it, or set 'path' to another one."
    )
    private static let forbidden = PollTrouble.needsPerson(
        reason: "The folder may not be looked into.",
        remedy: "Give the user that runs streetwork the right to read it and everything in it."
    )
}
