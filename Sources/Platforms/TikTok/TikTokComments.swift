/// Comments under TikTok videos as the platform's own pages load them, saved by a scraping service.
package struct TikTokComments: ExportFormat {
    package let summary: String
    package let name: String
    package let framing: Framing
    private let layout: TikTokLayout

    /// - Parameter layout: one list or answer, or a row per line.
    package init(_ layout: TikTokLayout = .document) {
        self.layout = layout
        switch layout {
        case .document:
            name = "tiktok-comments"
            summary = "TikTok: comments as rows of the platform, one JSON list or answer"
            framing = .json(Self.select)
        case .lines:
            name = "tiktok-comments-lines"
            summary = "TikTok: comments as rows of the platform, one per line"
            framing = .jsonLines
        }
    }

    package func recognises(_ head: ExportHead) -> Bool {
        guard head.has("cid", "aweme_id"), !head.hasAny("source_platform", "__import_meta", "platform") else {
            return false
        }
        switch layout {
        case .document: return head.beginsWithArray || (head.beginsWithObject && head.has("comments"))
        case .lines: return head.beginsWithObject && !head.has("comments")
        }
    }

    package func makeDecoder(_ options: ExportOptions) -> any RowDecoder { TikTokCommentsDecoder(options: options) }

    private static func select(_ path: JSONPath) -> JSONSelection {
        switch path {
        case [], ["comments"]: .descend
        case [.element], ["comments", .element]: .take
        default: .skip
        }
    }
}

private struct TikTokCommentsDecoder: RowDecoder {
    let options: ExportOptions

    mutating func decode(_ element: ExportElement, at path: JSONPath) -> [ExportRow] {
        switch decodeElement(TikTokComment.self, from: element) {
        case .success(let comment): [comment.row(options)]
        case .failure(let row): [.rejected(row)]
        }
    }
}
