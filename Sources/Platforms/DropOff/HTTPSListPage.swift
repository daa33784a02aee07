import Foundation

/// A page that lists files: plain lines, or the links of an index that a web server made.
struct HTTPSListPage {
    /// One listed file.
    struct Entry: Hashable {
        /// The address as it stands there.
        var href: String
        /// The length; nil where the page does not say.
        var bytes: Int?
        /// The SHA-256 in lower case; nil where the page does not say.
        var sha256: String?
    }

    /// In the order of the page.
    private(set) var entries: [Entry] = []
    /// Lines that cannot be understood, with the reason.
    private(set) var refusals: [DropOffRefusal] = []
    /// Whether the page is of the kind that browsers show: links that lead elsewhere are no fault there.
    let isHTML: Bool

    /// - Throws: `PollTrouble` where it is no text, or a page that wants a password.
    init(_ answer: WireAnswer) throws(PollTrouble) {
        guard let text = String(validating: answer.body, as: UTF8.self) else {
            throw .unreadable(reason: "The list of files is not UTF-8.")
        }
        let begin = text.prefix(200).lowercased()
        isHTML =
            answer.headers["content-type"]?.lowercased().contains("html") == true
            || begin.contains("<!doctype html") || begin.contains("<html")
        guard isHTML else {
            readLines(text)
            return
        }
        let links = HTMLLinks(answer.body)
        guard !links.asksForPassword else { throw DropOffStatus.page }
        entries = links.hrefs.map { Entry(href: $0) }
    }

    private mutating func readLines(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            do throws(AddressFault) {
                if let entry = try Self.entry(line) { entries.append(entry) }
            } catch {
                let reason = "A line of the list is refused: \(error.reason)."
                refusals.append(DropOffRefusal(String(line.prefix(4096)), reason: reason))
            }
        }
    }

    /// Reads `ADDRESS`, `ADDRESS<TAB>BYTES` and `ADDRESS<TAB>BYTES<TAB>SHA256`.
    /// - Returns: nil for an empty line and one that begins with `#`.
    private static func entry(_ line: Substring) throws(AddressFault) -> Entry? {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard let href = cells.first, !href.isEmpty, !href.hasPrefix("#") else { return nil }
        guard cells.count <= 3 else { throw AddressFault("it has more than three columns") }
        var entry = Entry(href: href)
        if cells.count > 1, !cells[1].isEmpty {
            guard let bytes = Int(cells[1]), bytes >= 0 else { throw AddressFault("its length is no number") }
            entry.bytes = bytes
        }
        if cells.count > 2, !cells[2].isEmpty {
            guard isHash(cells[2]) else { throw AddressFault("its hash is no SHA-256") }
            entry.sha256 = cells[2].lowercased()
        }
        return entry
    }

    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
            }
    }
}
