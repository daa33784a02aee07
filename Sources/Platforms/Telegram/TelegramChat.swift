import Domain
import Foundation

/// A chat as the export describes it before its messages.
struct TelegramChat {
    /// The kinds that Telegram Desktop writes; `private_` only says that there is no user name.
    enum Kind: String, CaseIterable {
        case savedMessages = "saved_messages"
        case replies
        case verificationCodes = "verification_codes"
        case personalChat = "personal_chat"
        case botChat = "bot_chat"
        case privateGroup = "private_group"
        case privateSupergroup = "private_supergroup"
        case publicSupergroup = "public_supergroup"
        case privateChannel = "private_channel"
        case publicChannel = "public_channel"

        /// Whether people talk there as a group, or a channel speaks to its readers.
        var isSpace: Bool {
            switch self {
            case .savedMessages, .replies, .verificationCodes, .personalChat, .botChat: false
            case .privateGroup, .privateSupergroup, .publicSupergroup, .privateChannel, .publicChannel: true
            }
        }

        /// Whether its messages have addresses, and its id a prefix of its own.
        var isSupergroupOrChannel: Bool { isSpace && self != .privateGroup }
    }

    var name: String?
    /// The id without the prefix of the Bot API.
    var bareID: String?
    var kind: Kind?
    /// Whether the kind was given, even if it is `null` or unknown.
    var hasKind = false
    /// Whether the kind was given as `null`, as for chats with deleted accounts.
    var kindIsNull = false

    /// The space as the Bot API names it; nil while id or kind are unknown.
    var space: SpaceReference? {
        guard let bareID, let kind else { return nil }
        let id =
            kind.isSupergroupOrChannel
            ? TelegramLinks.supergroup(bareID) : kind == .privateGroup ? "-\(bareID)" : bareID
        return SpaceReference(platform: .telegram, externalID: id, name: name)
    }

    /// The public address of a message; nil where it has none.
    /// - Parameter space: the space as a person named it, whose link may hold the user name of the chat.
    func permalink(of message: Int64, in space: SpaceReference?) -> String? {
        guard message > 0, kind?.isSupergroupOrChannel == true else { return nil }
        if let userName = space?.link.flatMap(TelegramLinks.userName) { return "https://t.me/\(userName)/\(message)" }
        return bareID.map { "https://t.me/c/\($0)/\(message)" }
    }
}
