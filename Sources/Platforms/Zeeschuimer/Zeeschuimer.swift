/// What the browser extension Zeeschuimer collected while its user was browsing, one record per line.
///
/// Also as the research tool 4CAT hands it on.
package struct Zeeschuimer: ExportFormat {
    package let name = "zeeschuimer"
    package let summary = "Zeeschuimer: posts of Instagram and TikTok and comments of TikTok, collected in the browser"
    package let framing = Framing.jsonLines

    package init() {}

    package func recognises(_ head: ExportHead) -> Bool {
        guard head.beginsWithObject else { return false }
        if head.has("source_platform", "data") { return head.hasAny("nav_index", "item_id", "timestamp_collected") }
        if head.has("__import_meta") { return true }
        // The merged form names its origin last, which a long record pushes out of sight.
        return !head.text.contains("\n") && head.has("pk", "code", "media_type")
    }

    package func makeDecoder(_ options: ExportOptions) -> any RowDecoder { ZeeschuimerDecoder(options: options) }
}

private struct ZeeschuimerDecoder: RowDecoder {
    let options: ExportOptions

    mutating func decode(_ element: ExportElement, at path: JSONPath) -> [ExportRow] {
        switch decodeElement(ZeeschuimerLine.self, from: element) {
        case .success(.instagramPost(let item)): [item.row(of: element, options)]
        case .success(.tiktokPost(let item)): [item.row(of: element, options)]
        case .success(.tiktokComment(let comment)): [comment.row(options)]
        case .success(.otherModule): [.ignored(.notAPost)]
        case .failure(let row): [.rejected(row)]
        }
    }
}

/// A line, by the module of the extension that took it.
///
/// Of the envelope nothing else is read: it describes the browser and the session of the collector.
private enum ZeeschuimerLine: Decodable {
    case instagramPost(InstagramItem)
    case tiktokPost(TikTokItem)
    case tiktokComment(TikTokComment)
    case otherModule

    private enum CodingKeys: String, CodingKey {
        case data
        case module = "source_platform"
        case origin = "__import_meta"
    }

    init(from decoder: any Decoder) throws {
        let line = try decoder.container(keyedBy: CodingKeys.self)
        if line.contains(.origin) {
            let origin = try line.nestedContainer(keyedBy: CodingKeys.self, forKey: .origin)
            self = try Self.record(of: origin.decode(String.self, forKey: .module), from: decoder)
        } else {
            let module = try line.decode(String.self, forKey: .module)
            self = try Self.record(of: module, from: line.superDecoder(forKey: .data))
        }
    }

    private static func record(of module: String, from decoder: any Decoder) throws -> ZeeschuimerLine {
        switch module {
        case "instagram.com": .instagramPost(try InstagramItem(from: decoder))
        case "tiktok.com": .tiktokPost(try TikTokItem(from: decoder))
        case "tiktok-comments": .tiktokComment(try TikTokComment(from: decoder))
        default: .otherModule
        }
    }
}
