import Domain
import Foundation

/// The own-data download of TikTok: what its owner commented and posted.
///
/// Watch history, messages and the like are passed over.
/// Holds no ids of comments and nobody else's words; good for documenting what was answered.
package struct TikTokOwnData: ExportFormat {
    package let name = "tiktok-own-data"
    package let summary = "TikTok: own data, downloaded as JSON (comments and posts of the account itself)"
    package let framing = Framing.json(TikTokOwnData.select)

    package init() {}

    package func recognises(_ head: ExportHead) -> Bool {
        guard head.beginsWithObject, !head.hasAny("platform", "source_platform", "data") else { return false }
        let keys = Set(head.keys.map { $0.lowercased() })
        return !keys.isDisjoint(with: Self.lists) && !keys.isDisjoint(with: Self.sections)
    }

    package func makeDecoder(_ options: ExportOptions) -> any RowDecoder { TikTokOwnDataDecoder(options: options) }

    private static let lists: Set<String> = ["commentslist", "videolist", "itemfavoritelist", "profilemap"]
    private static let sections: Set<String> = [
        "activity", "your activity", "profile", "profile and settings", "comment", "comments", "post", "video",
    ]

    /// Sections and lists were renamed over the years, so only their last names count, in any case.
    private static func select(_ path: JSONPath) -> JSONSelection {
        if path.last == .element { return list(path.dropLast()) == nil ? .skip : .take }
        let isMessages = path.last?.lowercased.hasPrefix("direct message") == true
        return isMessages || path.count > deepest ? .skip : .descend
    }

    /// How deep lists are looked for; the deepest known one stands on the fourth level.
    private static let deepest = 8

    /// Which of the lists we read this is; nil for all others.
    fileprivate static func list(_ path: JSONPath.SubSequence) -> List? {
        switch path.last?.lowercased {
        case "commentslist": .comments
        // The watch history has a list of the same name.
        case "videolist" where path.contains { ["post", "posts", "video", "videos"].contains($0.lowercased) }: .posts
        default: nil
        }
    }

    fileprivate enum List { case comments, posts }
}

private struct TikTokOwnDataDecoder: RowDecoder {
    let options: ExportOptions

    mutating func decode(_ element: ExportElement, at path: JSONPath) -> [ExportRow] {
        switch decodeElement(OwnRow.self, from: element) {
        case .failure(let row): [.rejected(row)]
        case .success(let row):
            switch TikTokOwnData.list(path.dropLast()) {
            case .comments: [comment(row, element)]
            case .posts: [post(row, element)]
            case nil: [.ignored(.notAPost)]
            }
        }
    }

    private func comment(_ row: OwnRow, _ element: ExportElement) -> ExportRow {
        let link = row["url", "originalposturl", "original post link"].flatMap(TikTokLinks.normalised)
        return received(row["comment"], id: nil, at: row["date"], link: link, element)
    }

    private func post(_ row: OwnRow, _ element: ExportElement) -> ExportRow {
        let link = row["link"].flatMap(TikTokLinks.normalised)
        return received(row["title"], id: link.flatMap(TikTokLinks.videoID), at: row["date"], link: link, element)
    }

    private func received(
        _ words: String?,
        id: String?,
        at date: String?,
        link: String?,
        _ element: ExportElement
    ) -> ExportRow {
        let text = cleanText(words ?? "")
        guard !text.isEmpty else { return .ignored(.noText) }
        guard let time = date.flatMap(moment) else {
            return .rejected(element.rejected("the field 'date' is no time that can be read"))
        }
        return .post(
            ReceivedPost(
                space: options.space ?? Self.ownData,
                externalID: id ?? StableHash.id(String(Int(time.timeIntervalSince1970)), text),
                text: text,
                publishedAt: time,
                permalink: link
            )
        )
    }

    /// Times are UTC, whether they say so or not.
    private func moment(_ date: String) -> Date? {
        ExportTime.moment(date.hasSuffix(" UTC") ? String(date.dropLast(4)) : date)
    }

    private static let ownData = SpaceReference(platform: .tiktok, externalID: "own-data", name: "TikTok: own data")
}

/// The texts of a row under their names in lower case.
private struct OwnRow: Decodable {
    private var texts: [String: String] = [:]

    /// The first of these that is there and not empty.
    subscript(names: String...) -> String? {
        names.lazy.compactMap { texts[$0] }.first { !$0.isEmpty && $0 != "N/A" }
    }

    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: AnyKey.self)
        for key in row.allKeys {
            // Values of other kinds are none that are read.
            texts[key.stringValue.lowercased()] = try? row.decode(String.self, forKey: key)
        }
    }
}

extension JSONStep {
    /// The key in lower case; empty for an element of an array.
    fileprivate var lowercased: String {
        switch self {
        case .key(let key): key.lowercased()
        case .element: ""
        }
    }
}
