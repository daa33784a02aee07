/// Walks over an XML document as servers write it, piece by piece.
///
/// Our own instead of Foundation's, which hands bytes of strangers to a large C library: this one knows no document
/// type, so there are no entities to expand and nothing outside to load, and refuses whatever it does not know. UTF-8
/// only. Size, depth and the length of texts and names are limited.
struct XMLWalker {
    /// An element's name, resolved.
    struct Name: Hashable {
        var namespace: String
        var local: String
    }

    /// A piece of the document.
    enum Piece: Hashable {
        case begin(Name)
        case text(String)
        case end
    }

    /// Why a document is refused; holds nothing of it.
    struct Fault: Error, Hashable { var reason: String }

    private let bytes: [UInt8]
    private var index = 0
    /// Names of the open elements as they were written.
    private var open: [ArraySlice<UInt8>] = []
    /// Prefixes that are in force, and the depth at which each was declared.
    private var prefixes: [(prefix: String, namespace: String, depth: Int)] = []
    /// Whether the last begin was of an empty element, whose end comes next.
    private var endsNext = false
    private var isOver = false

    /// - Throws: `Fault` where the bytes are too many or not UTF-8.
    init(_ bytes: [UInt8], maxBytes: Int) throws(Fault) {
        guard bytes.count <= maxBytes else { throw Fault(reason: "is longer than \(maxBytes) bytes") }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw Fault(reason: "is not UTF-8") }
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        try skipDeclaration()
    }

    /// The next piece; nil at the end of the document.
    mutating func next() throws(Fault) -> Piece? {
        if endsNext {
            endsNext = false
            return close()
        }
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "<") {
                if let text = try text() { return text }
            } else if has("<!--") {
                try skip(past: "-->", from: 4)
            } else if has("<![CDATA[") {
                return try cdata()
            } else if has("<?") {
                try skip(past: "?>", from: 2)
            } else if has("</") {
                return try end()
            } else if has("<!") {
                throw Fault(reason: "declares a document type, which is refused")
            } else {
                return try begin()
            }
        }
        guard open.isEmpty, isOver else { throw Fault(reason: "breaks off") }
        return nil
    }

    // MARK: Texts

    private mutating func text() throws(Fault) -> Piece? {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        let raw = bytes[index..<end]
        index = end
        guard !open.isEmpty else {
            guard raw.allSatisfy(Self.isSpace) else { throw Fault(reason: "has text outside of its root") }
            return nil
        }
        guard raw.count <= Self.longestText else { throw Fault(reason: "holds a text that is too long") }
        return .text(try Self.resolved(raw))
    }

    private mutating func cdata() throws(Fault) -> Piece {
        guard !open.isEmpty else { throw Fault(reason: "has text outside of its root") }
        let begin = index + 9
        try skip(past: "]]>", from: 9)
        let raw = bytes[begin..<(index - 3)]
        guard raw.count <= Self.longestText else { throw Fault(reason: "holds a text that is too long") }
        return .text(String(decoding: raw, as: UTF8.self))
    }

    /// A text with its five entities and its numbered characters resolved; there are no others.
    private static func resolved(_ raw: ArraySlice<UInt8>) throws(Fault) -> String {
        guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
        var text = "", rest = raw
        while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
            text += String(decoding: rest[..<mark], as: UTF8.self)
            guard let end = rest[mark...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let scalar = CharacterReference.scalar(rest[(mark + 1)..<end])
            else { throw Fault(reason: "holds an unknown entity") }
            text.unicodeScalars.append(scalar)
            rest = rest[(end + 1)...]
        }
        return text + String(decoding: rest, as: UTF8.self)
    }

    // MARK: Elements

    private mutating func begin() throws(Fault) -> Piece {
        guard !(open.isEmpty && isOver) else { throw Fault(reason: "has a second root") }
        index += 1
        let written = try name()
        open.append(written)
        guard open.count <= Self.deepest else { throw Fault(reason: "is nested too deeply") }
        while true {
            skipSpace()
            guard index < bytes.count else { throw Fault(reason: "breaks off") }
            if has("/>") {
                index += 2
                endsNext = true
                break
            }
            if bytes[index] == UInt8(ascii: ">") {
                index += 1
                break
            }
            try attribute()
        }
        return .begin(try resolve(written))
    }

    /// Reads an attribute; only those that declare namespaces matter.
    private mutating func attribute() throws(Fault) {
        guard Self.isSpace(bytes[index - 1]) else { throw Fault(reason: "has attributes that run together") }
        let name = String(decoding: try name(), as: UTF8.self)
        skipSpace()
        guard has("=") else { throw Fault(reason: "has an attribute without a value") }
        index += 1
        skipSpace()
        guard index < bytes.count, has("\"") || has("'"),
            let end = bytes[(index + 1)...].firstIndex(of: bytes[index])
        else { throw Fault(reason: "has an attribute without quotes") }
        let raw = bytes[(index + 1)..<end]
        index = end + 1
        guard raw.count <= Self.longestText, !raw.contains(UInt8(ascii: "<")) else {
            throw Fault(reason: "holds an attribute that is too long or not closed")
        }
        guard name == "xmlns" || name.hasPrefix("xmlns:") else { return }
        guard prefixes.count < Self.mostPrefixes else { throw Fault(reason: "declares too many namespaces") }
        prefixes.append((String(name.dropFirst(6)), try Self.resolved(raw), open.count))
    }

    private mutating func end() throws(Fault) -> Piece {
        index += 2
        let written = try name()
        skipSpace()
        guard has(">"), written == open.last else { throw Fault(reason: "closes another element than it opened") }
        index += 1
        return close()
    }

    private mutating func close() -> Piece {
        while let last = prefixes.last, last.depth >= open.count { prefixes.removeLast() }
        open.removeLast()
        isOver = true
        return .end
    }

    private func resolve(_ written: ArraySlice<UInt8>) throws(Fault) -> Name {
        let parts = written.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count <= 2, !parts.contains(where: \.isEmpty), let last = parts.last else {
            throw Fault(reason: "has a name that cannot be read")
        }
        let prefix = parts.count == 2 ? String(decoding: parts[0], as: UTF8.self) : ""
        let local = String(decoding: last, as: UTF8.self)
        if let found = prefixes.last(where: { $0.prefix == prefix }) {
            return Name(namespace: found.namespace, local: local)
        }
        guard prefix.isEmpty else { throw Fault(reason: "uses a prefix that it does not declare") }
        return Name(namespace: "", local: local)
    }

    // MARK: Bytes

    private mutating func name() throws(Fault) -> ArraySlice<UInt8> {
        let begin = index
        while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
        guard (1...Self.longestName).contains(index - begin) else {
            throw Fault(reason: "has a name that cannot be read")
        }
        return bytes[begin..<index]
    }

    private mutating func skipSpace() {
        while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    }

    /// Passes over the declaration at the beginning, where another encoding could be named.
    private mutating func skipDeclaration() throws(Fault) {
        guard has("<?xml") else { return }
        let begin = index
        try skip(past: "?>", from: 5)
        let text = String(decoding: bytes[begin..<index], as: UTF8.self).lowercased()
        guard !text.contains("encoding") || text.contains("utf-8") || text.contains("us-ascii") else {
            throw Fault(reason: "is not in UTF-8")
        }
    }

    private mutating func skip(past mark: StaticString, from offset: Int) throws(Fault) {
        index += offset
        while index < bytes.count {
            if has(mark) {
                index += mark.utf8CodeUnitCount
                return
            }
            index += 1
        }
        throw Fault(reason: "breaks off")
    }

    private func has(_ mark: StaticString) -> Bool {
        guard index + mark.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<mark.utf8CodeUnitCount where bytes[index + offset] != mark.utf8Start[offset] {
            return false
        }
        return true
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static let deepest = 32
    private static let longestText = 16_384
    private static let longestName = 128
    private static let mostPrefixes = 64
}
