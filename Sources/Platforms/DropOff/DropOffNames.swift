/// Which names in a drop-off are worth fetching.
///
/// What a file holds is decided by its content; the name only tells what certainly holds no posts.
package enum DropOffNames {
    /// Whether a file of this name may hold posts and is complete.
    package static func mayHoldPosts(_ name: String) -> Bool {
        guard !isPassedOver(name) else { return false }
        let lower = name.lowercased()
        guard let dot = lower.lastIndex(of: "."), dot != lower.startIndex else { return false }
        return endings.contains(lower[lower.index(after: dot)...])
    }

    /// Whether a folder of this name may hold exports.
    package static func mayHoldFiles(_ name: String) -> Bool { !isPassedOver(name) && name != "__MACOSX" }

    /// What is hidden, still on its way, or left behind by a program.
    private static func isPassedOver(_ name: String) -> Bool {
        let lower = name.lowercased()
        return beginnings.contains(where: lower.hasPrefix) || unfinished.contains(where: lower.hasSuffix)
            || lower == "thumbs.db"
    }

    /// Pictures and films of an unpacked export are never fetched.
    private static let endings: Set<Substring> = ["json", "ndjson", "jsonl", "csv", "tsv", "txt", "html", "zip"]
    /// `.` covers `._name`, `.DS_Store` and `.~lock.name#` too.
    private static let beginnings = [".", "~"]
    /// What uploads and browsers append to a name until the file is whole.
    private static let unfinished = [".part", ".tmp", ".crdownload", ".filepart", ".download"]
}
