import Domain

/// A record of an answer of the Research API.
protocol TikTokResearchRecord: Decodable {
    /// What becomes of the record.
    func row(_ options: ExportOptions) -> ExportRow
}

/// The part of an answer that says whether the query was answered.
struct TikTokResearchRefusal: Decodable {
    /// `ok`, or what stood in the way.
    var code: String
}

/// A video of the Research API.
struct TikTokResearchVideo: TikTokResearchRecord {
    private var id: FlexibleID
    private var createdAt: FlexibleDate
    private var description: String?
    private var userName: String?

    private enum CodingKeys: String, CodingKey {
        case id
        case oldID = "video_id"
        case createdAt = "create_time"
        case description = "video_description"
        case userName = "username"
    }

    init(from decoder: any Decoder) throws {
        let record = try decoder.container(keyedBy: CodingKeys.self)
        id = try record.decode(FlexibleID.self, forKey: record.contains(.id) ? .id : .oldID)
        createdAt = try record.decode(FlexibleDate.self, forKey: .createdAt)
        description = try record.decodeIfPresent(String.self, forKey: .description)
        userName = try record.decodeIfPresent(String.self, forKey: .userName).flatMap { $0.isEmpty ? nil : $0 }
    }

    func row(_ options: ExportOptions) -> ExportRow {
        let text = cleanText(description ?? "")
        guard !text.isEmpty else { return .ignored(.noText) }
        return .post(
            ReceivedPost(
                space: options.space ?? userName.map(TikTokLinks.space(ofAccount:)) ?? Self.nameless,
                externalID: id.value,
                author: userName.map { ReceivedPost.Author(id: $0, handle: "@\($0)") },
                text: text,
                publishedAt: createdAt.date,
                permalink: TikTokLinks.video(id.value, of: userName)
            )
        )
    }

    /// Where videos stand whose account was not asked for.
    private static let nameless = SpaceReference(
        platform: .tiktok,
        externalID: "research-api",
        name: "TikTok: Research API"
    )
}

/// A comment of the Research API, which never says who wrote it.
struct TikTokResearchComment: TikTokResearchRecord {
    private var id: FlexibleID
    private var videoID: FlexibleID
    private var createdAt: FlexibleDate
    private var text: String?
    private var parentID: FlexibleID?

    private enum CodingKeys: String, CodingKey {
        case id, text
        case videoID = "video_id"
        case createdAt = "create_time"
        case parentID = "parent_comment_id"
    }

    func row(_ options: ExportOptions) -> ExportRow {
        let text = cleanText(text ?? "")
        guard !text.isEmpty else { return .ignored(.noText) }
        // At the top of a thread the video itself is the parent.
        let isTop = parentID == nil || parentID == videoID || parentID?.value == "0"
        return .post(
            ReceivedPost(
                space: options.space ?? TikTokLinks.space(ofVideo: videoID.value),
                externalID: id.value,
                parentExternalID: isTop ? nil : parentID?.value,
                text: text,
                publishedAt: createdAt.date,
                permalink: TikTokLinks.video(videoID.value)
            )
        )
    }
}
