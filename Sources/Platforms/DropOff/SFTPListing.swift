/// A folder's listing in the manner of `ls -l`, as servers send it through SFTP.
///
/// Columns between the rights and the length differ from server to server; the length is the number before the month.
package struct SFTPListing: Hashable, Sendable {
    /// A file or folder.
    package struct Entry: Hashable, Sendable {
        /// Its name; untrusted.
        package var name: String
        /// Its length.
        package var bytes: Int
        /// Month and day of its last change.
        ///
        /// The time is left out: after half a year servers write the year in its place, and every file would seem new.
        package var day: String
        /// Whether it is a folder.
        package var isFolder: Bool
    }

    /// In the order of the listing, without links and the folder itself.
    package private(set) var entries: [Entry] = []
    /// Lines that cannot be understood.
    package private(set) var strangeLines: [String] = []

    /// Reads a listing; never fails.
    package init(_ body: [UInt8]) {
        for bytes in body.split(separator: UInt8(ascii: "\n")) {
            let line = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
            // Links lead elsewhere, devices and pipes are no files; 'total' is a sum.
            guard let kind = line.first, "-d".utf8.contains(kind) else {
                let isKnown = line.first.map("lbcpsDt".utf8.contains) ?? true
                if !isKnown { strangeLines.append(String(decoding: line, as: UTF8.self)) }
                continue
            }
            guard let entry = Self.entry(line, isFolder: kind == UInt8(ascii: "d")) else {
                strangeLines.append(String(decoding: line, as: UTF8.self))
                continue
            }
            if entry.name != ".", entry.name != ".." { entries.append(entry) }
        }
    }

    private static func entry(_ line: ArraySlice<UInt8>, isFolder: Bool) -> Entry? {
        guard let text = String(validating: line, as: UTF8.self) else { return nil }
        var words: [Substring.UTF8View] = []
        var rest = text.utf8[...]
        // Owner and group may hold spaces, but no column is empty.
        while words.count < 16, let word = nextWord(&rest) {
            words.append(word)
            guard words.count >= 7, let date = date(words.suffix(4)) else { continue }
            // Exactly one space stands before the name, which may begin with spaces itself.
            guard rest.popFirst() == UInt8(ascii: " "), !rest.isEmpty else { return nil }
            return Entry(name: String(Substring(rest)), bytes: date.bytes, day: date.day, isFolder: isFolder)
        }
        return nil
    }

    private static func nextWord(_ rest: inout Substring.UTF8View) -> Substring.UTF8View? {
        rest = rest.drop { $0 == UInt8(ascii: " ") }
        let word = rest.prefix { $0 != UInt8(ascii: " ") }
        rest = rest.dropFirst(word.count)
        return word.isEmpty ? nil : word
    }

    /// Length, month, day, and time or year.
    private static func date(_ words: ArraySlice<Substring.UTF8View>) -> (bytes: Int, day: String)? {
        let texts = words.map { String(Substring($0)) }
        guard texts.count == 4, let bytes = Int(texts[0]), bytes >= 0, months.contains(texts[1]),
            let day = Int(texts[2]), (1...31).contains(day),
            texts[3].utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ":") }),
            (4...5).contains(texts[3].utf8.count)
        else { return nil }
        return (bytes, "\(texts[1]) \(day)")
    }

    /// The language of the protocol, not of people.
    private static let months: Set<String> = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
