import Domain

/// Answers of TikTok's interface for researchers, as a partner at a university may hand them over.
package struct TikTokResearchAPI: ExportFormat {
    package let name: String
    package let summary: String
    package let framing: Framing
    private let layout: TikTokLayout

    /// - Parameter layout: one answer, or one answer per line.
    package init(_ layout: TikTokLayout = .document) {
        self.layout = layout
        switch layout {
        case .document:
            name = "tiktok-research-api"
            summary = "TikTok: an answer of the Research API with videos or comments"
            framing = .json(TikTokResearchDecoder.select)
        case .lines:
            name = "tiktok-research-api-lines"
            summary = "TikTok: answers of the Research API, one per line"
            framing = .jsonLines
        }
    }

    package func recognises(_ head: ExportHead) -> Bool {
        guard head.beginsWithObject, head.has("data"), !head.hasAny("source_platform", "__import_meta") else {
            return false
        }
        let isAnswer = head.has("has_more", "create_time") && head.hasAny("videos", "comments")
        let isRefusal = head.has("error", "code", "log_id")
        return (isAnswer || isRefusal) && hasManyLines(head) == (layout == .lines)
    }

    /// Whether the first line is a whole answer and another one follows.
    private func hasManyLines(_ head: ExportHead) -> Bool {
        let lines = head.text.split(separator: "\n", maxSplits: 1)
        guard lines.count == 2, lines[0].count > 1 else { return false }
        return lines[1].first == "{"
    }

    package func makeDecoder(_ options: ExportOptions) -> any RowDecoder { TikTokResearchDecoder(options: options) }
}

private struct TikTokResearchDecoder: RowDecoder {
    let options: ExportOptions

    static func select(_ path: JSONPath) -> JSONSelection {
        switch path {
        case [], ["data"], ["data", "videos"], ["data", "comments"]: .descend
        case ["error"], ["data", "videos", .element], ["data", "comments", .element]: .take
        default: .skip
        }
    }

    mutating func decode(_ element: ExportElement, at path: JSONPath) -> [ExportRow] {
        if path == ["error"] { return refusal(element) }
        if path.contains("videos") { return [row(TikTokResearchVideo.self, element)] }
        if path.contains("comments") { return [row(TikTokResearchComment.self, element)] }
        return wholeAnswer(element)
    }

    /// A line, cut as a document of its own.
    private mutating func wholeAnswer(_ element: ExportElement) -> [ExportRow] {
        var rows: [ExportRow] = []
        var slicer = JSONSlicer(select: Self.select)
        do throws(JSONSlicer.Fault) {
            try slicer.feed(element.bytes) { event in
                guard case .row(let bytes, let offset, let path) = event else { return }
                rows += decode(ExportElement(bytes: bytes, offset: element.offset + offset), at: path)
            }
            try slicer.finish { _ in }
        } catch {
            rows.append(.rejected(element.rejected("the line is not valid JSON: \(error.reason)")))
        }
        return rows
    }

    private func row<Record: TikTokResearchRecord>(_ type: Record.Type, _ element: ExportElement) -> ExportRow {
        switch decodeElement(type, from: element) {
        case .success(let record): record.row(options)
        case .failure(let row): .rejected(row)
        }
    }

    private func refusal(_ element: ExportElement) -> [ExportRow] {
        switch decodeElement(TikTokResearchRefusal.self, from: element) {
        case .success(let refusal) where refusal.code == "ok": []
        case .success(let refusal):
            [.rejected(element.rejected("TikTok did not answer the query: \(refusal.code.prefix(80))"))]
        case .failure(let row): [.rejected(row)]
        }
    }
}
