import Domain

/// TikTok's Research API, through a partner at a university: videos that a query finds, and comments under videos.
struct TikTokResearch: SourceModule {
    let kind = SourceKind.tiktokResearch
    let summary = "TikTok: videos and comments through the Research API, with the access of a partner"
    let usualIntervalSeconds = 86_400

    let settings = [
        SourceField("videos", "The ids of videos whose comments are read, separated by commas.", isRequired: false),
        SourceField("hashtags", "Hashtags without #, separated by commas.", isRequired: false),
        SourceField("keywords", "Words that descriptions hold, separated by commas.", isRequired: false),
        SourceField("api", "The address of the interface; TikTok's own unless set.", isRequired: false),
    ]

    let secrets = [
        SourceField("client-key", "The client key of the partner's app."),
        SourceField("client-secret", "The client secret of the partner's app."),
    ]

    func conversation(
        _ setup: SourceSetup,
        cursor: String?,
        lookUps: [LookUp],
        checksAccess: Bool
    ) throws(PollTrouble) -> (any PollConversation)? {
        let query = TikTokResearchQuery(hashtags: setup.list("hashtags"), keywords: setup.list("keywords"))
        let videos = setup.list("videos").compactMap(LinkParts.number)
        guard videos.count == setup.list("videos").count, !videos.isEmpty || !query.isEmpty else {
            throw .needsPerson(
                reason: "The source is not told which videos to read.",
                remedy: "Set 'videos' to ids, or 'hashtags' or 'keywords' to words."
            )
        }
        return TikTokResearchConversation(
            try TikTokResearchRequests(setup),
            videos: videos,
            query: query,
            cursor: cursor.flatMap { Int($0) }
        )
    }
}
