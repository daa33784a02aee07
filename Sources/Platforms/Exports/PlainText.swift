import Foundation

/// Undoes the encoding fault of Facebook's and Instagram's own-data files, where each byte of UTF-8 became a character.
///
/// - Returns: the text unchanged where it does not look like that.
package func repairedMojibake(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var hasHighByte = false
    for scalar in text.unicodeScalars {
        guard scalar.value <= 0xFF else { return text }
        if scalar.value > 0x7F { hasHighByte = true }
        bytes.append(UInt8(scalar.value))
    }
    guard hasHighByte else { return text }
    return String(validating: bytes, as: UTF8.self) ?? text
}

/// The words of a post without control characters (line feed and tab stay) and without white space around them.
///
/// Carriage returns become line feeds.
package func cleanText(_ text: String) -> String {
    guard mayHoldUnwanted(text) else { return trimmed(text) }
    var clean = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
        if scalar == "\r" {
            clean.append("\n")
        } else if scalar == "\n", previous == "\r" {
            // The carriage return before it has become the line feed.
        } else if !isUnwanted(scalar) {
            clean.append(scalar)
        }
        previous = scalar
    }
    return trimmed(String(clean))
}

/// Whether a closer look is needed; looks at bytes, because most texts need none.
private func mayHoldUnwanted(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
        if byte < 0x20, byte != 0x09, byte != 0x0A { return true }
        if byte == 0x7F || (previous == 0xC2 && byte < 0xA0) { return true }
        previous = byte
    }
    return false
}

private func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else { return text }
    guard first.properties.isWhitespace || last.properties.isWhitespace else { return text }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
}

private func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    default: false
    }
}

/// The text with HTML character references (`&amp;`, `&#39;`, `&#x27;` …) replaced; unknown ones stay.
package func unescapedHTML(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
        result += rest[..<start]
        rest = rest[start...]
        guard let end = rest.prefix(12).firstIndex(of: ";"),
            let character = character(of: rest[rest.index(after: start)..<end])
        else {
            result.append("&")
            rest = rest.dropFirst()
            continue
        }
        result.append(character)
        rest = rest[rest.index(after: end)...]
    }
    return result + rest
}

private func character(of reference: Substring) -> Character? {
    switch reference {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "nbsp": return " "
    default: break
    }
    guard reference.hasPrefix("#") else { return nil }
    let digits = reference.dropFirst()
    let code = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let code, code >= 0x20, let scalar = Unicode.Scalar(code) else { return nil }
    return Character(scalar)
}
