/// The marks with which servers tell contents apart (ETag).
package enum HTTPTag {
    /// A mark without its quotes and without `W/`; nil where nothing is left.
    package static func plain(_ written: String) -> String? {
        var tag = Substring(written)
        if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
        if tag.count >= 2, tag.hasPrefix("\""), tag.hasSuffix("\"") { tag = tag.dropFirst().dropLast() }
        return tag.isEmpty ? nil : String(tag)
    }

    /// A mark that may stand in a header again, as it was written; nil where it might not.
    package static func repeatable(_ written: String?) -> String? {
        guard let written, written.utf8.count <= 200, written.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        return written
    }
}
