import Domain

/// Which videos are looked for: those with any of the hashtags or words.
struct TikTokResearchQuery: Hashable, Sendable {
    var hashtags: [String]
    var keywords: [String]

    var isEmpty: Bool { hashtags.isEmpty && keywords.isEmpty }

    /// As the interface wants it.
    var json: WireJSON {
        let fields = [("hashtag_name", hashtags), ("keyword", keywords)].filter { !$0.1.isEmpty }
        let conditions = fields.map { name, values -> WireJSON in
            ["operation": "IN", "field_name": .text(name), "field_values": .list(values.map { .text($0) })]
        }
        return ["or": .list(conditions)]
    }
}

/// The Research API as requests.
struct TikTokResearchRequests: Sendable {
    private let address: String
    private let key: String
    private let secret: String

    /// - Throws: `PollTrouble.needsPerson`.
    init(_ setup: SourceSetup) throws(PollTrouble) {
        key = try setup.requiredSecret("client-key")
        secret = try setup.requiredSecret("client-secret")
        address = try setup.address("api", usual: "https://open.tiktokapis.com/v2")
    }

    /// Asks for a token that lasts two hours.
    func token() -> WireRequest {
        let form = WireQuery.text([
            ("client_key", key), ("client_secret", secret), ("grant_type", "client_credentials"),
        ])
        return WireRequest(
            .post,
            "\(address)/oauth/token/",
            headers: [.init("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(form.utf8)
        )
    }

    /// A page of the videos that a query finds.
    /// - Parameter page: where it begins, and the number that the first page gave to the search.
    func videos(
        _ query: TikTokResearchQuery,
        _ days: ClosedRange<CivilDate>,
        page: (cursor: Int64, search: String?),
        _ token: String
    ) -> WireRequest {
        let body: WireJSON = [
            "query": query.json,
            "start_date": .text(Self.text(days.lowerBound)),
            "end_date": .text(Self.text(days.upperBound)),
            "max_count": 100,
            "cursor": .number(page.cursor),
        ]
        let fields = "id,video_description,create_time,username"
        return post("video/query", fields, body.adding("search_id", page.search.map { .text($0) }), token)
    }

    /// A page of the comments under a video.
    func comments(of video: Int64, from cursor: Int64, _ token: String) -> WireRequest {
        let body: WireJSON = ["video_id": .number(video), "max_count": 100, "cursor": .number(cursor)]
        return post("video/comment/list", "id,video_id,text,parent_comment_id,create_time", body, token)
    }

    private func post(_ path: String, _ fields: String, _ body: WireJSON, _ token: String) -> WireRequest {
        WireRequest(
            .post,
            "\(address)/research/\(path)/?fields=\(fields)",
            headers: [.init("Authorization", "Bearer \(token)"), .init("Content-Type", "application/json")],
            body: body.bytes
        )
    }

    private static func text(_ day: CivilDate) -> String { day.description.replacing("-", with: "") }
}
