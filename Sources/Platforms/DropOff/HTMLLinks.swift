/// The addresses of the links of a web page, and nothing else of it.
struct HTMLLinks {
    /// The values of `href` of its `a` elements, with their entities resolved.
    private(set) var hrefs: [String] = []
    /// Whether the page has a field for a password: then it is a page to sign in at.
    private(set) var asksForPassword = false

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        while let begin = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = begin + 1
            let name = word()
            guard name == "a" || name == "input" else { continue }
            readAttributes(of: name)
        }
    }

    private mutating func readAttributes(of element: String) {
        while index < bytes.count, bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "<") {
            let begin = index
            let name = word()
            if index == begin {
                index += 1
                continue
            }
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { continue }
            index += 1
            skipSpace()
            let value = value()
            if element == "a", name == "href" { hrefs.append(value) }
            if element == "input", name == "type", value.lowercased() == "password" { asksForPassword = true }
        }
    }

    /// Letters, digits and hyphens, in lower case.
    private mutating func word() -> String {
        let begin = index
        while index < bytes.count {
            switch bytes[index] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): index += 1
            default: return String(decoding: bytes[begin..<index], as: UTF8.self).lowercased()
            }
        }
        return String(decoding: bytes[begin..<index], as: UTF8.self).lowercased()
    }

    private mutating func value() -> String {
        guard index < bytes.count else { return "" }
        let quote = bytes[index]
        let begin: Int, end: Int
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            begin = index + 1
            end = bytes[begin...].firstIndex(of: quote) ?? bytes.count
            index = min(end + 1, bytes.count)
        } else {
            begin = index
            end = bytes[begin...].firstIndex { Self.isSpace($0) || $0 == UInt8(ascii: ">") } ?? bytes.count
            index = end
        }
        return Self.resolved(bytes[begin..<end])
    }

    /// As browsers do, what is no character reference stays as it is.
    private static func resolved(_ raw: ArraySlice<UInt8>) -> String {
        var text = "", rest = raw
        while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
            text += String(decoding: rest[..<mark], as: UTF8.self)
            if let end = rest[mark...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let scalar = CharacterReference.scalar(rest[(mark + 1)..<end])
            {
                text.unicodeScalars.append(scalar)
                rest = rest[(end + 1)...]
            } else {
                text += "&"
                rest = rest[(mark + 1)...]
            }
        }
        return text + String(decoding: rest, as: UTF8.self)
    }

    private mutating func skipSpace() {
        while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
