import Domain

/// The organisation's own TikTok account: comments under its videos, and answers to them.
struct TikTokAccount: SourceModule {
    let kind = SourceKind.tiktokAccount
    let summary = "TikTok: comments under the videos of the organisation's own account (API for Business)"
    let usualIntervalSeconds = 600

    let settings = [
        SourceField("business-id", "The open_id of the account, as it came with the access token."),
        SourceField(
            "videos",
            "The ids of the videos whose comments are read, separated by commas; the newest 20 unless set.",
            isRequired: false
        ),
        SourceField("api", "The address of the interface; TikTok's own unless set.", isRequired: false),
    ]

    let secrets = [
        SourceField("token", "The access token of the account, which TikTok lets end after a day."),
        SourceField(
            "client-secret",
            "The secret of the app, with which TikTok signs its calls; only for a webhook.",
            isRequired: false
        ),
    ]
    let takesCalls = true

    func conversation(
        _ setup: SourceSetup,
        cursor: String?,
        lookUps: [LookUp],
        checksAccess: Bool
    ) throws(PollTrouble) -> (any PollConversation)? {
        let wanted = setup.list("videos")
        if let wrong = wanted.firstIndex(where: { LinkParts.number($0) == nil }) {
            throw .needsPerson(
                reason: "The setting 'videos' holds something that is no id (number \(wrong + 1)).",
                remedy: "Give the digits that stand at the end of the addresses of the videos."
            )
        }
        return TikTokAccountConversation(
            try TikTokBusinessAPI(setup),
            videos: wanted.isEmpty ? nil : wanted,
            cursor: TikTokAccountCursor(cursor),
            lookUps: lookUps
        )
    }

    func webhook(_ setup: SourceSetup) -> (any Webhook)? {
        let secrets = setup.allSecrets("client-secret")
        return secrets.isEmpty ? nil : TikTokWebhook(secrets: secrets, account: setup.setting("business-id"))
    }

    func sender(_ setup: SourceSetup) -> (any Sender)? {
        do throws(PollTrouble) {
            return TikTokSender(try TikTokBusinessAPI(setup))
        } catch {
            // The source says what is wrong with its settings when it is asked next.
            return nil
        }
    }
}
