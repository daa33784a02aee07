/// A mark on a part of a text.
struct TelegramEntity: Decodable {
    var type: String
    /// In UTF-16 units from the start of the text.
    var offset: Int
    /// In UTF-16 units.
    var length: Int
    /// The target of a `text_link`.
    var url: String?

    /// The text with the targets of hidden links behind their words, as the decoder of exports writes them.
    ///
    /// Marks that lie outside of the text or cut a character are passed over.
    static func plain(_ text: String, _ entities: [TelegramEntity]) -> String {
        let links = entities.filter { $0.type == "text_link" }.sorted { $0.offset < $1.offset }
        guard !links.isEmpty else { return text }
        var plain = "", done = 0
        let units = Array(text.utf16)
        for link in links {
            guard let url = link.url, !url.isEmpty, link.offset >= done, link.length > 0,
                link.length <= units.count, link.offset <= units.count - link.length,
                let before = String(validating: units[done..<link.offset], as: UTF16.self),
                let words = String(validating: units[link.offset..<link.offset + link.length], as: UTF16.self)
            else { continue }
            plain += before + words
            if url != words { plain += " (\(url))" }
            done = link.offset + link.length
        }
        return plain + String(decoding: units[done...], as: UTF16.self)
    }
}
