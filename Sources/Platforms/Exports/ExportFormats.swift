/// All formats that files can be read in.
package enum ExportFormats {
    /// In the order in which they are asked whether a file is theirs: the narrow ones first.
    package static let all: [any ExportFormat] = [
        TelegramExport(),
        FacebookGroupExport(),
        FacebookOwnData(),
        InstagramOwnData(),
        Zeeschuimer(),
        TikTokComments(.document),
        TikTokComments(.lines),
        TikTokResearchAPI(.document),
        TikTokResearchAPI(.lines),
        TikTokOwnData(),
        PostLines(),
        SeparatedValuesFormat(),
    ]

    /// The format with this name, as `--format` gives it.
    package static func named(_ name: String) -> (any ExportFormat)? { all.first { $0.name == name } }

    /// The format of a file that begins like this; nil where none knows it.
    package static func recognise(_ head: ExportHead) -> (any ExportFormat)? { all.first { $0.recognises(head) } }

    /// What to tell a person about a file that no format knows, and what to do about it.
    package static func unrecognised(_ head: ExportHead) -> String {
        let text = head.text
        if text.allSatisfy(\.isWhitespace) { return "the file is empty" }
        if let container = container(text) { return container }
        if text.contains("\0") {
            return text.hasPrefix("\u{FFFD}\u{FFFD}") || looksLikeUTF16(text)
                ? "the file is text in UTF-16; save it as UTF-8 and try again"
                : "the file is not text; drop the export itself"
        }
        if head.first == "<" { return page(text) }
        if head.beginsWithObject || head.beginsWithArray {
            return "the file is JSON, but of no known format"
        }
        return "the file is of no known format; a table needs a header line and a column mapping"
    }

    private static func container(_ text: String) -> String? {
        if text.hasPrefix("PK\u{03}\u{04}") || text.hasPrefix("PK\u{05}\u{06}") {
            return "the file is a zip container or a spreadsheet; drop it as .zip, or save the table as CSV UTF-8"
        }
        let packed = ["\u{FFFD}7zXZ", "\u{1F}\u{FFFD}", "7z\u{FFFD}\u{FFFD}", "Rar!", "BZh"]
        if packed.contains(where: text.hasPrefix) { return "the file is compressed; unpack it first" }
        if text.hasPrefix("%PDF") { return "the file is a PDF; drop the export itself" }
        return nil
    }

    /// Whether every second character is a zero, as in western UTF-16 without a mark.
    private static func looksLikeUTF16(_ text: String) -> Bool {
        let start = text.unicodeScalars.prefix(200)
        return start.count { $0 == "\0" } * 3 >= start.count
    }

    private static func page(_ text: String) -> String {
        let lower = text.lowercased()
        let marks = [
            ("telegram", "Telegram Desktop"), ("page_header", "Telegram Desktop"),
            ("instagram", "Instagram"), ("facebook", "Facebook"), ("tiktok", "TikTok"),
        ]
        let tool = marks.first { lower.contains($0.0) }?.1
        guard let tool else { return "the file is a web page (HTML) or XML; choose JSON when exporting" }
        return "the file is an HTML export of \(tool), which lacks ids; export again and choose JSON as the format"
    }
}
