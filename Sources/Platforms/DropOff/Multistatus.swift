/// What a WebDAV server answers to PROPFIND: entries with the properties that it has.
///
/// Prefixes are the server's business; names count by their namespace.
package struct Multistatus: Hashable, Sendable {
    /// One file or folder.
    package struct Entry: Hashable, Sendable {
        /// Its address as the server writes it; untrusted.
        package var href = ""
        /// Whether it is a folder.
        package var isFolder = false
        /// The mark of its content without quotes and `W/`; nil where there is none.
        package var tag: String?
        /// Its length in bytes; nil where there is none, as for folders.
        package var bytes: Int?
        /// When it was changed, in the server's words.
        package var modified: String?
        /// The server's number for it, which outlives a new name; nil where there is none.
        package var fileID: String?
    }

    /// In the order of the answer, without those whose properties the server refused.
    package var entries: [Entry] = []

    /// - Throws: `PollTrouble.unreadable`, or a person's remedy where a web page came instead.
    package init(_ body: [UInt8], maxBytes: Int = DropOffLimits().listingBytes) throws(PollTrouble) {
        do {
            var reader = MultistatusReader(try XMLWalker(body, maxBytes: maxBytes))
            entries = try reader.read()
        } catch {
            throw .unreadable(reason: "The server's listing \(error.reason).")
        }
    }
}

/// Fills entries while it walks over the document.
private struct MultistatusReader {
    /// The elements that matter; everything else is walked over.
    private enum Tag { case multistatus, response, href, propstat, status, prop, folderKind, collection, value, other }

    private var walker: XMLWalker
    private var path: [Tag] = []
    private var names: [String] = []
    private var text = ""
    private var entry = Multistatus.Entry()
    /// Properties of the current `propstat`, which count once its status is known to be good.
    private var found: [String: String] = [:]
    private var status = ""
    private var hasProperties = false

    init(_ walker: XMLWalker) { self.walker = walker }

    mutating func read() throws(XMLWalker.Fault) -> [Multistatus.Entry] {
        var entries: [Multistatus.Entry] = []
        while let piece = try walker.next() {
            switch piece {
            case .begin(let name): try begin(name)
            case .text(let piece): text += piece
            case .end: if let entry = end() { entries.append(entry) }
            }
        }
        return entries
    }

    private mutating func begin(_ name: XMLWalker.Name) throws(XMLWalker.Fault) {
        let tag = tag(of: name)
        guard !path.isEmpty || tag == .multistatus else {
            throw XMLWalker.Fault(reason: "is another kind of document")
        }
        path.append(tag)
        names.append(name.local)
        text = ""
        switch tag {
        case .response:
            entry = Multistatus.Entry()
            hasProperties = false
        case .propstat:
            found = [:]
            status = ""
        case .collection: found["collection"] = ""
        case .multistatus, .href, .status, .prop, .folderKind, .value, .other: break
        }
    }

    /// - Returns: an entry where one is complete.
    private mutating func end() -> Multistatus.Entry? {
        let tag = path.removeLast(), name = names.removeLast()
        let words = text.trimmedASCII
        text = ""
        switch tag {
        case .href: entry.href = words
        case .status: status = words
        case .value: found[name] = words
        case .propstat: if isGood(status) { take() }
        case .response: if hasProperties, !entry.href.isEmpty { return entry }
        case .multistatus, .prop, .folderKind, .collection, .other: break
        }
        return nil
    }

    private mutating func take() {
        hasProperties = true
        if found["collection"] != nil { entry.isFolder = true }
        if let tag = found["getetag"] { entry.tag = HTTPTag.plain(tag) }
        if let length = found["getcontentlength"].flatMap({ Int($0) }), length >= 0 { entry.bytes = length }
        if let modified = found["getlastmodified"], !modified.isEmpty { entry.modified = modified }
        if let number = found["fileid"], !number.isEmpty { entry.fileID = number }
    }

    /// The second word of `HTTP/1.1 200 OK`.
    private func isGood(_ status: String) -> Bool {
        status.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map((200..<300).contains) ?? false
    }

    /// What an element stands for where it stands.
    private func tag(of name: XMLWalker.Name) -> Tag {
        switch (path.last, name.namespace, name.local) {
        case (nil, "DAV:", "multistatus"): .multistatus
        case (.multistatus, "DAV:", "response"): .response
        case (.response, "DAV:", "href"): .href
        case (.response, "DAV:", "propstat"): .propstat
        case (.propstat, "DAV:", "status"): .status
        case (.propstat, "DAV:", "prop"): .prop
        case (.prop, "DAV:", "resourcetype"): .folderKind
        case (.folderKind, "DAV:", "collection"): .collection
        case (.prop, "DAV:", "getetag"), (.prop, "DAV:", "getcontentlength"), (.prop, "DAV:", "getlastmodified"),
            (.prop, "http://owncloud.org/ns", "fileid"):
            .value
        case _: .other
        }
    }
}

extension String {
    /// Without white space of ASCII around it.
    fileprivate var trimmedASCII: String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard let first = utf8.first, let last = utf8.last, isSpace(first) || isSpace(last) else { return self }
        let inner = utf8.drop(while: isSpace)
        let end = inner.lastIndex { !isSpace($0) }.map(inner.index(after:)) ?? inner.startIndex
        return String(decoding: inner[..<end], as: UTF8.self)
    }
}
