import Foundation

/// An address that a person pasted, taken apart without looking at where it leads.
///
/// The scheme may be missing, as people copy it from an address bar.
struct LinkParts: Hashable, Sendable {
    /// In lower case; `https` where the address names none.
    let scheme: String
    /// In lower case, without user and port.
    let host: String
    /// The parts of the path, without escapes; empty ones are left out.
    let path: [String]
    /// The fields of the query, without escapes; of a repeated one the first.
    let query: [String: String]

    /// Nil where it is no address: white space, brackets or quotes in it, no host, a user name before the host.
    init?(_ link: String) {
        let trimmed = link.drop { $0.isWhitespace }
        let text = trimmed[..<(trimmed.lastIndex { !$0.isWhitespace }.map(trimmed.index(after:)) ?? trimmed.endIndex)]
        guard !text.isEmpty, text.utf8.count <= Self.longest, text.unicodeScalars.allSatisfy(Self.isPlain) else {
            return nil
        }
        var rest = text
        if let mark = text.firstRange(of: "://") {
            scheme = text[..<mark.lowerBound].lowercased()
            rest = text[mark.upperBound...]
        } else {
            scheme = "https"
        }
        let address = rest.prefix { $0 != "#" }
        let place = address.prefix { $0 != "?" }
        let authority = place.prefix { $0 != "/" }
        let bare = authority.prefix { $0 != ":" }
        guard !bare.isEmpty, !authority.contains("@"), authority.dropFirst(bare.count + 1).allSatisfy(\.isNumber) else {
            return nil
        }
        host = bare.lowercased()
        path = place.dropFirst(authority.count).split(separator: "/").map(Self.decoded)
        var query: [String: String] = [:]
        for field in address.dropFirst(place.count + 1).split(separator: "&") {
            let name = field.prefix { $0 != "=" }
            let key = Self.decoded(name)
            if query[key] == nil { query[key] = Self.decoded(field.dropFirst(name.count + 1)) }
        }
        self.query = query
    }

    /// The number that a text is, without signs and leading zeros; nil for anything else.
    static func number(_ text: String?) -> Int64? {
        guard let text, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !text.hasPrefix("0") else { return nil }
        return Int64(text)
    }

    private static let longest = 4096

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x20 && !(0x7F...0xA0).contains(scalar.value) && !"\"<>\\".unicodeScalars.contains(scalar)
    }

    /// The part without its escapes; unchanged where they are broken.
    private static func decoded(_ part: Substring) -> String {
        guard part.contains("%") else { return String(part) }
        return part.removingPercentEncoding ?? String(part)
    }
}
