import Domain
import Foundation

/// A round with the Bot API: one long question for updates, before it a look at the rights where wanted.
///
/// The updates of a round are confirmed by the first question of the next one, whose offset is the stored cursor, so
/// none is given up before it is durable.
struct TelegramBotConversation: PollConversation {
    private enum Question { case me, updates }

    private let api: TelegramBotAPI
    private let offset: Int64?
    private var steps: [PollStep] = []
    private var asked: Question?
    private var checksAccess: Bool
    private var hasBegun = false

    init(_ api: TelegramBotAPI, cursor: String?, checksAccess: Bool) {
        self.api = api
        offset = cursor.flatMap { Int64($0) }
        self.checksAccess = checksAccess
    }

    mutating func next(_ answer: WireAnswer?, now: Date) throws(PollTrouble) -> PollStep {
        if !hasBegun {
            hasBegun = true
            ask(checksAccess ? .me : .updates)
        }
        if let answer, let asked {
            switch asked {
            case .me: try take(me: answer)
            case .updates: try take(updates: answer)
            }
        }
        return steps.isEmpty ? .done(after: .zero) : steps.removeFirst()
    }

    private mutating func ask(_ question: Question) {
        asked = question
        switch question {
        case .me: steps.append(.ask(api.me()))
        case .updates: steps.append(.ask(api.updates(from: offset)))
        }
    }

    private mutating func take(me answer: WireAnswer) throws(PollTrouble) {
        let pieces = try answer.pieces()
        if let refusal = TelegramRefusal(pieces, answer) { throw refusal.trouble }
        guard pieces.integer("result", "id") != nil else {
            throw .unreadable(reason: "Telegram did not say who the bot is.")
        }
        if pieces.flag("result", "can_read_all_group_messages") == false { steps.append(.warn(Self.privacyMode)) }
        ask(.updates)
    }

    private static let privacyMode = OperatorError(
        "The bot does not see all messages of the groups in which it is no administrator.",
        remedy: "Turn its privacy mode off with /setprivacy at BotFather, then take the bot out of the groups and add "
            + "it again; or make it an administrator there."
    )

    private mutating func take(updates answer: WireAnswer) throws(PollTrouble) {
        asked = nil
        let pieces = try answer.pieces(rowsAt: [["result", .element]])
        if let refusal = TelegramRefusal(pieces, answer) { throw refusal.trouble }
        // A server that answers at once although it should have waited is not asked again at once.
        if pieces.rows.isEmpty { return steps.append(.done(after: .seconds(1))) }
        let reader = TelegramUpdateReader(bot: api.bot)
        let updates = pieces.rows.map(reader.read)
        guard let last = updates.compactMap(\.id).max() else {
            throw .unreadable(reason: "Telegram gave updates without numbers.")
        }
        steps.append(.keep(PollPage(events: updates.map(\.event), cursor: String(last + 1))))
        steps += updates.compactMap(\.warning).map { .warn($0) }
        steps.append(.done(after: .zero))
    }
}
