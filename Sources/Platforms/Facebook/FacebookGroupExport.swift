import Domain

/// The JSON array that tools for Facebook groups save: posts with their top comments, comments one by one, or the
/// older dumps with `comments_full`.
package struct FacebookGroupExport: ExportFormat {
    package let name = "facebook-group"
    package let summary = "posts and comments of Facebook groups, as scrapers save them (JSON array)"
    package let framing = Framing.json { path in
        switch path.count {
        case 0: .descend
        default: path == [.element] ? .take : .skip
        }
    }

    package init() {}

    /// By the keys of posts or comments that the known tools give.
    package func recognises(_ head: ExportHead) -> Bool {
        guard head.beginsWithArray else { return false }
        if head.has("facebookUrl"), head.hasAny("legacyId", "commentUrl", "groupTitle", "error") { return true }
        if head.has("inputUrl", "error"), head.text.contains("facebook.com") { return true }
        return head.has("post_id") && head.hasAny("post_text", "post_url", "comments_full")
    }

    /// A decoder that remembers nothing from row to row.
    package func makeDecoder(_ options: ExportOptions) -> any RowDecoder { FacebookGroupDecoder(options) }
}

/// Understands one post with its comments, or one comment.
struct FacebookGroupDecoder: RowDecoder {
    private let options: ExportOptions

    init(_ options: ExportOptions) { self.options = options }

    mutating func decode(_ element: ExportElement, at path: JSONPath) -> [ExportRow] {
        switch decodeElement(FacebookGroupItem.self, from: element) {
        case .failure(let row): [.rejected(row)]
        case .success(.note): [.ignored(.toolNote)]
        case .success(.hidden): [.ignored(.hidden)]
        case .success(.post(let post)): rows(of: post, element)
        }
    }

    /// One row for the post, then one for each of its comments in their order.
    private func rows(of post: FacebookGroupPost, _ element: ExportElement) -> [ExportRow] {
        let space = options.space ?? space(of: post)
        let title = post.title.map { cleanText(unescapedHTML($0)) }
        var rows = [row(post, in: space, under: (post.parentID, title, nil), element)]
        add(post.comments, to: &rows, in: space, under: (post.id ?? post.parentID, title, post.time), element)
        return rows
    }

    /// The parent of a post, the title of its thread, and the time of the post above, which stands in for a comment
    /// that has none of its own.
    private typealias Above = (id: String?, title: String?, time: FacebookTime?)

    private func add(
        _ comments: [FacebookGroupPost],
        to rows: inout [ExportRow],
        in space: SpaceReference,
        under above: Above,
        _ element: ExportElement
    ) {
        for comment in comments {
            rows.append(row(comment, in: space, under: above, element))
            let below = (comment.id, above.title, comment.time ?? above.time)
            add(comment.comments, to: &rows, in: space, under: below, element)
        }
    }

    private func row(
        _ post: FacebookGroupPost,
        in space: SpaceReference,
        under above: Above,
        _ element: ExportElement
    ) -> ExportRow {
        let text = cleanText(post.text ?? "")
        guard !text.isEmpty else { return .ignored(.noText) }
        guard let id = post.id else {
            return .rejected(element.rejected("a post or comment has neither an id nor an address with one"))
        }
        guard let time = (post.time ?? above.time)?.date(in: options.timeZone) else {
            return .rejected(element.rejected("a post or comment has no time of publication between 1990 and 2100"))
        }
        let repliedTo = post.link.flatMap(FacebookLinks.parentComment) ?? above.id
        return .post(
            ReceivedPost(
                space: space,
                externalID: id,
                parentExternalID: repliedTo == id ? nil : repliedTo,
                threadTitle: above.title.flatMap { $0.isEmpty ? nil : $0 },
                author: post.author,
                text: text,
                publishedAt: time,
                permalink: post.link.flatMap(FacebookLinks.normalised)
            )
        )
    }

    private func space(of post: FacebookGroupPost) -> SpaceReference {
        guard let group = post.group else {
            return SpaceReference(platform: .facebook, externalID: "file:\(options.fileName)")
        }
        return SpaceReference(
            platform: .facebook,
            externalID: group,
            name: post.groupName.map { cleanText(unescapedHTML($0)) },
            link: FacebookLinks.ofGroup(group)
        )
    }
}
