import Domain
import Foundation

/// A file of the own-data download of Instagram: what its owner commented and posted.
///
/// Holds no ids and nobody else's words; good for documenting what was answered.
package struct InstagramOwnData: ExportFormat {
    package let name = "instagram-own-data"
    package let summary = "Instagram: own data, downloaded as JSON (comments and posts of the account itself)"
    package let framing = Framing.json(InstagramOwnData.select)

    package init() {}

    package func recognises(_ head: ExportHead) -> Bool {
        if head.hasAny("string_map_data", "string_list_data") { return true }
        if head.beginsWithObject { return head.hasAny("media_comments", "ig_reels_media", "ig_stories") }
        guard head.beginsWithArray, !head.has("attachments") else { return false }
        if head.has("label_values") { return head.text.contains("instagram.com/") }
        return head.has("media", "uri", "creation_timestamp")
    }

    package func makeDecoder(_ options: ExportOptions) -> any RowDecoder { InstagramOwnDataDecoder(options: options) }

    private static func select(_ path: JSONPath) -> JSONSelection {
        if path.last == .element { return .take }
        return path.count <= 1 ? .descend : .skip
    }
}

/// Understands the rows by their shape, because the labels in them are translated.
private struct InstagramOwnDataDecoder: RowDecoder {
    let options: ExportOptions
    /// The label of the owner of the commented post, once a row has shown it.
    private var ownerLabel = "Media Owner"

    init(options: ExportOptions) { self.options = options }

    mutating func decode(_ element: ExportElement, at path: JSONPath) -> [ExportRow] {
        switch decodeElement(InstagramOwnRow.self, from: element) {
        case .failure(let row): [.rejected(row)]
        case .success(.labelled): isCommentList(path) ? [labelled(element)] : [.ignored(.notAPost)]
        case .success(.titled(let title, let entries)):
            isCommentList(path)
                ? entries.map { comment($0.value, on: title, at: $0.timestamp?.date, element) }
                : [.ignored(.notAPost)]
        case .success(.list(let parts)): isCommentList(path) ? [listed(parts, element)] : [.ignored(.notAPost)]
        case .success(.media(let title, let time)): [post(title, at: time?.date, element)]
        case .success(.other): [.ignored(.notAPost)]
        }
    }

    /// A list of comments has a telling key (`comments_media_comments`, but not `likes_comment_likes`) or none at all.
    private func isCommentList(_ path: JSONPath) -> Bool {
        guard case .key(let key)? = path.first else { return true }
        return key.contains("comments")
    }

    // MARK: - Comments

    /// `string_map_data`: the entry with a time stamp is the time; of the others the comment stands before the owner.
    private mutating func labelled(_ element: ExportElement) -> ExportRow {
        var entries: [(label: String, value: String)] = []
        var time: Date?
        for member in InstagramOwnRow.labelledMembers(of: element) {
            switch member {
            case .text(let label, let value): entries.append((label, value))
            case .time(let date): time = date
            }
        }
        if entries.count >= 2 { ownerLabel = entries[1].label }
        let owner = entries.firstIndex { $0.label == ownerLabel }.map { entries.remove(at: $0).value }
        return comment(entries.first?.value, on: owner, at: time, element)
    }

    /// `["2019-01-01T10:00:00+00:00", "text", "owner"]`.
    private func listed(_ parts: [String], _ element: ExportElement) -> ExportRow {
        guard parts.count >= 2 else { return .ignored(.notAPost) }
        let owner = parts.count > 2 ? parts[2] : nil
        return comment(parts[1], on: owner, at: ExportTime.moment(parts[0], timeZone: options.timeZone), element)
    }

    private func comment(
        _ text: String?,
        on owner: String?,
        at time: Date?,
        _ element: ExportElement
    ) -> ExportRow {
        let owner = owner.map(repairedMojibake).flatMap { $0.isEmpty ? nil : $0 }
        return row(text, in: owner.map(InstagramLinks.space(ofAccount:)), at: time, element)
    }

    private func post(_ text: String?, at time: Date?, _ element: ExportElement) -> ExportRow {
        row(text, in: nil, at: time, element)
    }

    private func row(
        _ text: String?,
        in space: SpaceReference?,
        at time: Date?,
        _ element: ExportElement
    ) -> ExportRow {
        let text = cleanText(repairedMojibake(text ?? ""))
        guard !text.isEmpty else { return .ignored(.noText) }
        guard let time else { return .rejected(element.rejected("the row has no time that can be read")) }
        return .post(
            ReceivedPost(
                space: options.space ?? space ?? Self.ownData,
                externalID: StableHash.id(String(Int(time.timeIntervalSince1970)), text),
                text: text,
                publishedAt: time
            )
        )
    }

    private static let ownData = SpaceReference(
        platform: .instagram,
        externalID: "own-data",
        name: "Instagram: own data"
    )
}
