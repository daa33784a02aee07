package import Domain
import Foundation

/// The project's own form for posts: one JSON object per line.
///
/// See `Docs/post-lines.md`.
package struct PostLines: ExportFormat {
    package let name = "post-lines"
    package let summary = "streetwork: one post per line as JSON, see Docs/post-lines.md"
    package let framing = Framing.jsonLines

    package init() {}

    package func recognises(_ head: ExportHead) -> Bool {
        head.beginsWithObject && head.has("platform", "text", "publishedAt")
    }

    package func makeDecoder(_ options: ExportOptions) -> any RowDecoder { PostLinesDecoder(options: options) }

    /// A post as one line, without the line feed.
    ///
    /// Reading it again gives the same post, to the millisecond.
    /// - Throws: where the post cannot be written as JSON, which no post that was read from a file can bring about.
    package static func line(for post: ReceivedPost) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(WrittenPost(post)), as: UTF8.self)
    }
}

private struct PostLinesDecoder: RowDecoder {
    let options: ExportOptions

    mutating func decode(_ element: ExportElement, at path: JSONPath) -> [ExportRow] {
        do throws(RejectedRow) {
            let line = try decodeElement(ReadPost.self, from: element).get()
            let text = cleanText(line.text)
            if text.isEmpty { return [.ignored(.noText)] }
            return [.post(try post(line, saying: text, element))]
        } catch {
            return [.rejected(error)]
        }
    }

    private func post(
        _ line: ReadPost,
        saying text: String,
        _ element: ExportElement
    ) throws(RejectedRow) -> ReceivedPost {
        ReceivedPost(
            space: try space(of: line, element),
            externalID: line.id.value,
            parentExternalID: line.parent?.value,
            threadTitle: line.thread,
            author: line.author?.received,
            text: text,
            publishedAt: try moment(line.publishedAt, "publishedAt", element),
            editedAt: try line.editedAt.map { time throws(RejectedRow) in try moment(time, "editedAt", element) },
            permalink: try address(line.permalink, "permalink", element)
        )
    }

    private func space(of line: ReadPost, _ element: ExportElement) throws(RejectedRow) -> SpaceReference {
        guard let platform = Platform(rawValue: line.platform.lowercased()) else {
            let known = Platform.allCases.map(\.rawValue).joined(separator: ", ")
            throw element.rejected("the field 'platform' must be one of \(known)")
        }
        guard let space = options.space ?? line.space?.reference(on: platform) else {
            throw element.rejected("the field 'space' is missing, and no space was given for the file")
        }
        guard space.platform == platform else {
            let reason = "the field 'platform' says \(platform.rawValue), but the space that was given is on"
            throw element.rejected("\(reason) \(space.platform.rawValue)")
        }
        _ = try address(space.link, "space.link", element)
        return space
    }

    private func moment(
        _ time: ReadPost.Time,
        _ field: String,
        _ element: ExportElement
    ) throws(RejectedRow) -> Date {
        guard let date = time.date(in: options.timeZone) else {
            let reason = "is no time between 1990 and 2100, as ISO 8601 or seconds since 1970"
            throw element.rejected("the field '\(field)' \(reason)")
        }
        return date
    }

    /// Pages turn addresses into links, so nothing but web addresses is let in.
    private func address(
        _ text: String?,
        _ field: String,
        _ element: ExportElement
    ) throws(RejectedRow) -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard ["https://", "http://"].contains(where: text.lowercased().hasPrefix) else {
            throw element.rejected("the field '\(field)' is no web address, which begins with https://")
        }
        return text
    }
}
