/// The Bot API as requests and what its refusals mean.
struct TelegramBotAPI: Sendable {
    /// The id of the bot itself.
    let bot: Int64
    private let address: String

    /// How long the server holds a question for updates back until there are some, in seconds.
    static let patience: Int64 = 50

    /// - Throws: `PollTrouble.needsPerson` where the token cannot be one.
    init(_ setup: SourceSetup) throws(PollTrouble) {
        let token = try setup.requiredSecret("token")
        guard let bot = Self.bot(of: token) else {
            throw .needsPerson(
                reason: "The token is none of a Telegram bot.",
                remedy: "Lay the token that BotFather gave, digits, a colon and letters, into the file 'token'."
            )
        }
        self.bot = bot
        address = try setup.address("api", usual: "https://api.telegram.org") + "/bot\(token)"
    }

    /// The id of the bot that a token belongs to; nil where it is no token.
    static func bot(of token: String) -> Int64? {
        let parts = token.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, parts[1].utf8.allSatisfy(isTokenByte) else { return nil }
        return Int64(parts[0]).flatMap { $0 > 0 ? $0 : nil }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// Who the bot is and what it may read.
    func me() -> WireRequest { request("getMe", [:]) }

    /// What has happened since; waits at the server until there is something.
    /// - Parameter offset: the first update that is wanted, which confirms all before it; nil for the oldest.
    func updates(from offset: Int64?) -> WireRequest {
        let body: WireJSON = [
            "timeout": .number(Self.patience),
            "limit": 100,
            "allowed_updates": [
                "message", "edited_message", "channel_post", "edited_channel_post", "my_chat_member",
            ],
        ]
        var request = request("getUpdates", body.adding("offset", offset.map { .number($0) }))
        request.limits.idle = .seconds(Self.patience + 10)
        request.limits.total = .seconds(Self.patience + 20)
        return request
    }

    /// A method with its parameters.
    func request(_ method: String, _ parameters: WireJSON) -> WireRequest {
        WireRequest(
            .post,
            "\(address)/\(method)",
            headers: [.init("Content-Type", "application/json")],
            body: parameters.bytes
        )
    }
}

/// What stands in the way, as the Bot API says it.
struct TelegramRefusal {
    /// As the status of HTTP.
    var code: Int
    /// In Telegram's words; holds nothing of a post.
    var description: String
    /// How long to wait.
    var retryAfter: Duration?
    /// The new id of a group that became a supergroup.
    var movedTo: Int64?

    /// What the answer refuses; nil where it grants.
    init?(_ pieces: AnswerPieces, _ answer: WireAnswer) {
        if pieces.flag("ok") == true { return nil }
        code = pieces.integer("error_code").map { Int(clamping: $0) } ?? answer.status
        description = String((pieces.text("description") ?? "").prefix(200))
        let seconds = pieces.integer("parameters", "retry_after").flatMap { (0...86_400).contains($0) ? $0 : nil }
        retryAfter = seconds.map { .seconds($0) } ?? answer.retryAfter
        movedTo = pieces.integer("parameters", "migrate_to_chat_id")
    }

    /// What a round does about it.
    var trouble: PollTrouble {
        switch code {
        case 401, 404:
            .needsPerson(
                reason: "Telegram does not know the token (\(code)).",
                remedy: "Get the token from BotFather, lay it into the file 'token', and check the source again."
            )
        case 403:
            .needsPerson(
                reason: "Telegram refuses the bot (403).",
                remedy: "Look at the bot in BotFather, and whether its account is still there."
            )
        case 409 where description.lowercased().contains("webhook"):
            .needsPerson(
                reason: "A webhook is set for this bot, so it cannot be asked for updates (409).",
                remedy: "Call deleteWebhook, or set 'polling' to 'off' and let the webhook bring the posts."
            )
        case 409:
            .wait(.seconds(30), reason: "Another program asks for the updates of the same bot (409); stop one of them.")
        case 429: .wait(retryAfter, reason: "Telegram asks for a pause (429).")
        case 500...: .passing(reason: "Telegram fails (\(code)).")
        default: .unreadable(reason: "Telegram refused the question (\(code)).")
        }
    }
}
