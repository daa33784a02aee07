/// The beginning of a file, for recognising its format.
package struct ExportHead: Sendable {
    /// The name of the file without its folders, in lower case.
    package let fileName: String
    /// The first bytes, at most `ExportHead.bytes`, without a byte order mark.
    package let text: String
    /// The first character that is no white space.
    package let first: Character?
    /// The keys of JSON members that occur in the beginning, at any depth.
    package let keys: Set<String>

    /// - Parameter start: the first bytes of the file.
    package init(fileName: String, start: some Collection<UInt8>) {
        let clean = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start.dropFirst(0)
        self.fileName = fileName.lowercased()
        text = String(decoding: clean.prefix(Self.bytes), as: UTF8.self)
        first = text.first { !$0.isWhitespace }
        keys = Self.keys(in: text)
    }

    /// How much of a file is looked at.
    package static let bytes = 65_536

    /// Whether the root is a JSON object, or the first line is one.
    package var beginsWithObject: Bool { first == "{" }
    /// Whether the root is a JSON array.
    package var beginsWithArray: Bool { first == "[" }
    /// Whether every one of these keys occurs.
    package func has(_ wanted: String...) -> Bool { wanted.allSatisfy(keys.contains) }
    /// Whether any of these keys occurs.
    package func hasAny(_ wanted: String...) -> Bool { wanted.contains(where: keys.contains) }

    /// Strings that are followed by a colon.
    private static func keys(in text: String) -> Set<String> {
        var keys: Set<String> = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\"") else {
                index += 1
                continue
            }
            let begin = index + 1
            index = begin
            while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
            }
            guard index < bytes.count else { break }
            let end = index
            index += 1
            while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0A { index += 1 }
            if index < bytes.count, bytes[index] == UInt8(ascii: ":"), end - begin <= 80 {
                keys.insert(String(decoding: bytes[begin..<end], as: UTF8.self))
            }
        }
        return keys
    }
}
