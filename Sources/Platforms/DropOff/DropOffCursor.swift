import Crypto
import Foundation

/// What a drop-off's source remembers from round to round.
///
/// It holds hashes and no names. What is no longer listed is forgotten, so it never outgrows the listing.
package struct DropOffCursor: Hashable, Sendable {
    /// How far a file has come.
    package enum State: String, Hashable, Sendable {
        /// Seen, but perhaps not yet whole.
        case seen = "s"
        /// Taken in.
        case taken = "t"
        /// Never taken in the way it is, and told so.
        case refused = "r"
    }

    /// One listed thing.
    package struct Entry: Hashable, Sendable {
        /// The mark under which it was seen, hashed.
        package var mark: String
        /// How far it has come.
        package var state: State
        /// When it was first seen under this mark, in seconds since 1970.
        package var since: Int
        /// How often it was tried under this mark without being taken in.
        package var tries: Int
        /// The hash of its content where the listing says.
        package var sha256: String?

        package init(mark: String, state: State, since: Int, tries: Int = 0, sha256: String? = nil) {
            self.mark = mark
            self.state = state
            self.since = since
            self.tries = tries
            self.sha256 = sha256
        }
    }

    /// The address or path that the rest belongs to, hashed.
    package var place: String
    /// Which of several addresses of the drop-off answered; nil where none has yet.
    package var way: Int?
    /// The mark of the whole listing, where the server gives one.
    package var listingMark: String?
    private var entries: [String: Entry] = [:]
    /// The lines of the entries as JSON, in the order of the listing, so that the same listing makes the same text.
    private var lines: [UInt8] = []
    /// Where in `lines` the line of each key begins.
    ///
    /// Each file that is fetched changes one line twice; writing all anew would take a second of computing a round.
    private var places: [String: Int] = [:]

    package init(place: String) { self.place = Self.hash(place, bytes: 12) }

    /// An entry of a file or of what was refused.
    package subscript(key: String) -> Entry? { entries[key] }

    /// The keys and entries of a listing instead of those before; of equal keys the first counts.
    package mutating func replaceAll(_ listed: [(key: String, entry: Entry)]) {
        (entries, places, lines) = ([:], [:], [])
        entries.reserveCapacity(listed.count)
        places.reserveCapacity(listed.count)
        for (key, entry) in listed where entries[key] == nil {
            entries[key] = entry
            if !lines.isEmpty { lines.append(UInt8(ascii: ",")) }
            places[key] = lines.count
            lines += Self.line(key, entry)
        }
    }

    /// Notes that a file was taken in.
    package mutating func take(_ key: String) {
        guard var entry = entries[key] else { return }
        entry.state = .taken
        entry.tries = 0
        put(entry, at: key)
    }

    /// Notes how often a file was tried that is not taken in.
    package mutating func note(tries: Int, of key: String) {
        guard var entry = entries[key] else { return }
        entry.state = .seen
        // One digit, so that the line keeps its length.
        entry.tries = min(max(tries, 0), 9)
        put(entry, at: key)
    }

    private mutating func put(_ entry: Entry, at key: String) {
        guard let place = places[key] else { return }
        entries[key] = entry
        let line = Self.line(key, entry)
        lines.replaceSubrange(place..<(place + line.count), with: line)
    }

    /// Whether a file of this content was taken in.
    package func hasTaken(sha256: String) -> Bool {
        entries.values.contains { $0.state == .taken && $0.sha256 == sha256 }
    }

    /// Whether a file is known that is neither taken in nor refused.
    package var isWaiting: Bool { entries.values.contains { $0.state == .seen } }

    /// The key under which an identity stands.
    package static func key(_ identity: String) -> String { hash(identity, bytes: 12) }

    /// A mark as entries hold it.
    package static func shortened(mark: String) -> String { hash(mark, bytes: 8) }

    /// The first bytes of the SHA-256 as hexadecimal digits.
    private static func hash(_ text: String, bytes: Int) -> String {
        var written: [UInt8] = []
        written.reserveCapacity(2 * bytes)
        for byte in SHA256.hash(data: Array(text.utf8)).prefix(bytes) {
            written.append(digits[Int(byte >> 4)])
            written.append(digits[Int(byte & 15)])
        }
        return String(decoding: written, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdef".utf8)
}

extension DropOffCursor {
    /// Reads a cursor.
    ///
    /// One of another place keeps its files only, which do no harm. One that cannot be read is begun anew: imports are
    /// harmless twice.
    package init(reading text: String?, place: String) {
        self.init(place: place)
        // An unreadable cursor is the same as none, as said above.
        guard let text, let shape = try? JSONDecoder().decode(Shape.self, from: Data(text.utf8)) else { return }
        replaceAll(shape.files.compactMap { Self.entry($0) })
        guard shape.place == self.place else { return }
        way = shape.way
        listingMark = shape.listing
    }

    /// The cursor as it is stored: JSON with a line of text for each file.
    package var text: String {
        var tail = JSONWriter()
        tail.raw(#"],"listing":"#)
        tail.stringOrNull(listingMark)
        tail.raw(#","place":"#)
        tail.string(place)
        if let way {
            tail.raw(#","way":"#)
            tail.number(way)
        }
        tail.raw("}")
        return String(decoding: Array(#"{"files":["#.utf8) + lines + tail.bytes, as: UTF8.self)
    }

    private struct Shape: Decodable {
        var files: [String]
        var listing: String?
        var place: String
        var way: Int?
    }

    /// Hashes, digits and spaces, which JSON takes as they are.
    private static func line(_ key: String, _ entry: Entry) -> [UInt8] {
        let hash = entry.sha256.map { " \($0)" } ?? ""
        let words = "\(key) \(entry.mark) \(entry.state.rawValue) \(entry.tries) \(entry.since)\(hash)"
        return [UInt8(ascii: "\"")] + words.utf8 + [UInt8(ascii: "\"")]
    }

    private static func entry(_ line: String) -> (key: String, entry: Entry)? {
        let parts = line.split(separator: " ").map(String.init)
        guard (5...6).contains(parts.count), isPlain(line), let state = State(rawValue: parts[2]),
            let tries = Int(parts[3]), (0...9).contains(tries), let since = Int(parts[4])
        else { return nil }
        let hash = parts.count == 6 ? parts[5] : nil
        return (parts[0], Entry(mark: parts[1], state: state, since: since, tries: tries, sha256: hash))
    }

    /// Whether a line can have been written by us; others would spoil the text.
    private static func isPlain(_ line: String) -> Bool {
        line.utf8.allSatisfy { byte in
            byte == 0x20 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
        }
    }
}
