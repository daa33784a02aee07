import Foundation

/// What Telegram calls for each update, with the secret of the webhook in a header.
struct TelegramWebhook: Webhook {
    private let secrets: [[UInt8]]
    private let bot: Int64?

    init(secrets: [String], bot: Int64?) {
        self.secrets = secrets.map { Array($0.utf8) }
        self.bot = bot
    }

    func greeting(_ query: [String: String]) -> WebhookGreeting? { nil }

    func verdict(headers: [String: String], body: [UInt8], now: Date) -> WebhookVerdict {
        guard let given = headers["x-telegram-bot-api-secret-token"] else {
            return .refused(reason: "the header with the secret is missing")
        }
        return ConstantTime.isAny(given.utf8, of: secrets) ? .genuine : .refused(reason: "the secret is wrong")
    }

    func events(_ body: [UInt8], receivedAt: Date) -> [PlatformEvent] {
        [TelegramUpdateReader(bot: bot).read(AnswerPieces.Row(path: [], bytes: body, offset: 0)).event]
    }
}
