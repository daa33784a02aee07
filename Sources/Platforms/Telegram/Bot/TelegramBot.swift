import Domain

/// A Telegram bot that reads the groups and channels it was added to, and answers there.
struct TelegramBot: SourceModule {
    let kind = SourceKind.telegramBot
    let summary = "Telegram: groups and channels that a bot of the organisation was added to"
    let usualIntervalSeconds = 60

    let settings = [
        SourceField("api", "The address of the Bot API; https://api.telegram.org unless set.", isRequired: false),
        SourceField(
            "polling",
            "'off' where Telegram calls a webhook instead; 'on' unless set.",
            isRequired: false
        ),
    ]

    let secrets = [
        SourceField("token", "The token that BotFather gave for the bot."),
        SourceField(
            "webhook-secret",
            "The word that was given to setWebhook as secret_token; only for a webhook.",
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
        if setup.setting("polling") == "off" { return nil }
        return TelegramBotConversation(try TelegramBotAPI(setup), cursor: cursor, checksAccess: checksAccess)
    }

    func webhook(_ setup: SourceSetup) -> (any Webhook)? {
        let secrets = setup.allSecrets("webhook-secret")
        guard !secrets.isEmpty else { return nil }
        return TelegramWebhook(secrets: secrets, bot: TelegramBotAPI.bot(of: setup.allSecrets("token").first ?? ""))
    }

    func sender(_ setup: SourceSetup) -> (any Sender)? {
        do throws(PollTrouble) {
            return TelegramSender(try TelegramBotAPI(setup))
        } catch {
            // The source says what is wrong with its token when it is asked next.
            return nil
        }
    }
}
