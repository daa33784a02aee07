import Foundation

/// The comments of TikTok's API for Business as requests; paths without a slash at their end are not found there.
struct TikTokBusinessAPI: Sendable {
    private let address: String
    private let token: String
    private let account: String

    /// Comments on a page.
    static let pageSize = 30

    /// - Throws: `PollTrouble.needsPerson`.
    init(_ setup: SourceSetup) throws(PollTrouble) {
        token = try setup.requiredSecret("token")
        account = try setup.required("business-id")
        address = try setup.address("api", usual: "https://business-api.tiktok.com/open_api/v1.3")
    }

    /// The newest videos of the account.
    func videos() -> WireRequest {
        get("business/video/list/", [("fields", #"["item_id","share_url"]"#), ("max_count", "20")])
    }

    /// Comments under a video with some of the answers to each, the newest first.
    func comments(of video: String, from cursor: Int64) -> WireRequest {
        get(
            "business/comment/list/",
            [
                ("video_id", video), ("include_replies", "true"), ("sort_field", "create_time"),
                ("sort_order", "desc"), ("cursor", String(cursor)), ("max_count", String(Self.pageSize)),
            ]
        )
    }

    /// Certain comments and answers under a video, at most 30.
    func comments(_ ids: [String], of video: String) -> WireRequest {
        let list = WireJSON.list(ids.map { .text($0) }).bytes
        return get(
            "business/comment/list/",
            [
                ("video_id", video), ("comment_ids", String(decoding: list, as: UTF8.self)),
                ("max_count", String(Self.pageSize)),
            ]
        )
    }

    /// The answers to a comment.
    func replies(to comment: String, of video: String, from cursor: Int64) -> WireRequest {
        get(
            "business/comment/reply/list/",
            [
                ("video_id", video), ("comment_id", comment), ("cursor", String(cursor)),
                ("max_count", String(Self.pageSize)),
            ]
        )
    }

    /// Answers a comment.
    func reply(_ text: String, to comment: String, of video: String) -> WireRequest {
        let body: WireJSON = [
            "business_id": .text(account), "video_id": .text(video), "comment_id": .text(comment), "text": .text(text),
        ]
        return WireRequest(
            .post,
            "\(address)/business/comment/reply/create/",
            headers: [.init("Access-Token", token), .init("Content-Type", "application/json")],
            body: body.bytes
        )
    }

    private func get(_ path: String, _ fields: [(name: String, value: String)]) -> WireRequest {
        let query = WireQuery.text([("business_id", account)] + fields)
        return WireRequest(.get, "\(address)/\(path)?\(query)", headers: [.init("Access-Token", token)])
    }
}

/// What stands in the way, as the API for Business says it: in a number of its own, under status 200.
struct TikTokRefusal {
    /// TikTok's number, or else the status of HTTP.
    var code: Int
    private let message: String
    private let retryAfter: Duration?

    /// What the answer refuses; nil where it grants.
    init?(_ pieces: AnswerPieces, _ answer: WireAnswer) {
        let stated = pieces.integer("code").map { Int(clamping: $0) }
        if let stated, Self.granted.contains(stated), answer.status < 300 { return nil }
        code = stated.flatMap { $0 == 0 ? nil : $0 } ?? answer.status
        message = (pieces.text("message") ?? "").lowercased()
        retryAfter = answer.retryAfter
    }

    /// All, or a part of it.
    private static let granted = [0, 20001]

    /// Whether too much was asked.
    var isTooFrequent: Bool { [40100, 40016, 429].contains(code) }

    /// Whether TikTok certainly did not do what it was asked.
    var isClear: Bool { (40000..<50000).contains(code) || [400, 401, 403, 404, 429].contains(code) }

    /// Whether it is about what was asked for, such as a video that is gone, and not about token or pace.
    var isAboutTheThing: Bool { (40000..<50000).contains(code) && !isTooFrequent && !Self.access.contains(code) }

    /// Token missing, wrong, expired, or without the permission.
    private static let access = [40001, 40102, 40104, 40105]

    /// What a round does about it.
    func trouble(now: Date) -> PollTrouble {
        if isTooFrequent {
            let pause = retryAfter ?? (isOfTheDay ? DayEnd.untilNext(now) : .seconds(300))
            return .wait(pause, reason: "TikTok asks for a pause (\(code)).")
        }
        if Self.access.contains(code) || code == 401 || code == 403 {
            return .needsPerson(
                reason: "TikTok does not accept the access token, or it lacks a permission (\(code)).",
                remedy: "Renew the token with the scopes video.list and comment.list, and lay it into the file 'token'."
            )
        }
        if isAboutTheThing || code == 404 {
            return .needsPerson(
                reason: "TikTok refuses the question (\(code)).",
                remedy: "Check the settings 'business-id', 'videos' and 'api'."
            )
        }
        let isFailure = (50000..<60000).contains(code) || (500..<600).contains(code)
        return isFailure
            ? .passing(reason: "TikTok fails (\(code)).")
            : .unreadable(reason: "TikTok answers something new (\(code)).")
    }

    /// Whether the quota of the day is used up, which only the words tell.
    private var isOfTheDay: Bool { ["qpd", "daily", "per day"].contains { message.contains($0) } }
}

/// The end of a day in UTC, when the quotas of TikTok begin anew.
enum DayEnd {
    /// How long it is until then, rounded up to seconds.
    static func untilNext(_ now: Date) -> Duration {
        let second = Int(now.timeIntervalSince1970.rounded(.down))
        return .seconds(86_400 - (second % 86_400 + 86_400) % 86_400)
    }
}
