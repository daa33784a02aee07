package import Foundation

/// What lies in a folder on this machine, as an answer to a conversation, which itself cannot look.
///
/// Whoever leads the conversation lists the folder itself, not those below it: files and folders, no links, nothing
/// else. What vanishes meanwhile is left out.
package enum FolderListing {
    /// A file or folder.
    package struct Entry: Hashable, Codable, Sendable {
        /// Its name within the folder; untrusted.
        package var name: String
        /// The length of the file; 0 for folders.
        package var bytes: Int
        /// When it was changed, in milliseconds since 1970.
        package var modified: Int
        /// Whether it is a folder.
        package var isFolder: Bool

        package init(name: String, bytes: Int, modified: Date, isFolder: Bool) {
            self.name = name
            self.bytes = bytes
            // No file is dated outside of the range of milliseconds, but a broken clock may date it anywhere.
            self.modified = Int(exactly: (modified.timeIntervalSince1970 * 1000).rounded()) ?? 0
            self.isFolder = isFolder
        }
    }

    /// What a conversation is told where the folder is not there.
    package static let missing = WireAnswer(status: 404)
    /// What a conversation is told where the folder may not be read.
    package static let forbidden = WireAnswer(status: 403)

    /// What a conversation is told: the entries in the order of their names.
    package static func answer(_ entries: [Entry]) -> WireAnswer {
        var json = JSONWriter()
        json.array(entries.sorted { $0.name < $1.name }) { entry, json in
            json.raw(#"{"bytes":"#)
            json.number(entry.bytes)
            json.raw(entry.isFolder ? #","isFolder":true,"modified":"# : #","isFolder":false,"modified":"#)
            json.number(entry.modified)
            json.raw(#","name":"#)
            json.string(entry.name)
            json.raw("}")
        }
        return WireAnswer(status: 200, body: json.bytes)
    }

    /// The entries of such an answer.
    /// - Throws: `PollTrouble.unreadable` where it is none.
    package static func entries(of answer: WireAnswer) throws(PollTrouble) -> [Entry] {
        do {
            return try JSONDecoder().decode([Entry].self, from: Data(answer.body))
        } catch {
            throw .unreadable(reason: "The listing of the folder is no list of files.")
        }
    }
}
