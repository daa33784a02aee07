import Foundation

/// A post as a phone or a bookmark hands it over, before a person looks at it.
struct SharedDraft: Sendable, Equatable {
    /// The address of the post; empty where none was found.
    var url = ""
    /// Its words.
    var text = ""
    /// The title of the page that it stands on.
    var title = ""

    /// Whether anything was handed over.
    var isEmpty: Bool { url.isEmpty && text.isEmpty }

    init() {}

    /// Phones often put the address inside of the text: it is found there, and taken out where it stands at an end.
    init(_ fields: FormFields) {
        url = fields["url"].trimmingCharacters(in: .whitespacesAndNewlines)
        text = fields["text"].trimmingCharacters(in: .whitespacesAndNewlines)
        title = fields["title"].trimmingCharacters(in: .whitespacesAndNewlines)
        if url.isEmpty, let found = Self.address(in: text) {
            url = String(text[found])
            text = Self.without(found, in: text)
        }
        if url.isEmpty, let found = Self.address(in: title) { url = String(title[found]) }
        if text == url { text = "" }
        if title == text || title == url { title = "" }
    }

    /// The first web address of a text, without the marks that end a sentence.
    private static func address(in text: String) -> Range<String.Index>? {
        guard let start = text.firstRange(of: /https?:\/\//.ignoresCase())?.lowerBound else { return nil }
        var end = text[start...].firstIndex { $0.isWhitespace || "<>\"»”“„".contains($0) } ?? text.endIndex
        while end > start, ".,;:!?)]'’…".contains(text[text.index(before: end)]) { end = text.index(before: end) }
        return text.distance(from: start, to: end) > 10 ? start..<end : nil
    }

    private static func without(_ address: Range<String.Index>, in text: String) -> String {
        let before = text[..<address.lowerBound].trimmingCharacters(in: .whitespacesAndNewlines)
        let after = text[address.upperBound...].trimmingCharacters(in: .whitespacesAndNewlines)
        if before.isEmpty { return after }
        return after.isEmpty ? before : text
    }
}
